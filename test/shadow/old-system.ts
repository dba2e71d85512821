import { mkdtemp } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startApp } from '#app.ts';
import { readConfig } from '#config.ts';
import { enterRuntime } from '#core/runtime.ts';
import type { App } from '#schema/app.ts';
import { startServer } from '#server.ts';
import type { Gateway } from '#test/gateway.ts';
import { invitePeople, tokenOf, type Who } from '#test/people.ts';
import { anotherDatabase } from '#test/setup/database.ts';
import { stopAfterFile } from '#test/setup/stops.ts';

/** A call as the old system was sent it. */
export interface SentOn {
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
}

/** Answers in place of the old system. */
export type Answer = (req: IncomingMessage, res: ServerResponse) => void;

/** An old system: a second gateway with a database of its own, behind a server that notes calls. */
export interface OldSystem {
  app: App;
  /** Its own /rapi, past the server that notes calls. */
  url: string;
  calls: SentOn[];
  /** Has it answer so until it is told `null`. */
  answer(how: Answer | null): void;
  /** What `SHADOW_UPSTREAM` is set to. */
  upstream: string;
}

/** Starts an old system with the same people, until the test file ends. */
export async function openOldSystem(): Promise<OldSystem> {
  const opened = await anotherDatabase();
  const config = readConfig({
    PORT: '0',
    DATA_DIR: await mkdtemp(join(tmpdir(), 'hostgraph-old-')),
    ENCRYPTION_KEY: `test:${Buffer.alloc(32, 9).toString('base64')}`,
    LOG_LEVEL: 'silent',
    RATE_LIMIT: '0',
    ATTEMPT_LIMIT: '0',
    DRAIN_SECONDS: '0',
  });
  const { app, stop } = await startApp(config, { opened });
  const server = await startServer(app);
  await enterRuntime(app.runtime, () => invitePeople(app));
  const calls: SentOn[] = [];
  let instead: Answer | null = null;
  const front = createServer((req, res) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of req) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks);
      calls.push({ path: req.url ?? '', headers: req.headers, body: body.toString('latin1') });
      if (instead) return instead(req, res);
      const reply = await fetch(server.url + req.url, {
        method: 'POST',
        headers: { 'content-type': req.headers['content-type'] ?? '' },
        body,
      });
      res.writeHead(reply.status, { 'content-type': reply.headers.get('content-type') ?? '' });
      res.end(Buffer.from(await reply.arrayBuffer()));
    })();
  });
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  stopAfterFile(async () => {
    front.closeAllConnections();
    front.close();
    await server.stop();
    await stop();
    await opened.close();
  });
  const { port } = front.address() as AddressInfo;
  return {
    app,
    url: `${server.url}/rapi`,
    calls,
    answer: (how) => void (instead = how),
    upstream: `http://127.0.0.1:${port}/rapi`,
  };
}

type Form = Record<string, string | number>;

/** How the old system is asked. */
interface ShadowOptions {
  seconds?: number;
  allowsPrivate?: boolean;
}

/** Opens the gateway anew as the shadow of an old system, until the test file ends; its address. */
export async function shadowOf(
  { app }: Gateway,
  url: string,
  { seconds = 20, allowsPrivate = false, ...more }: ShadowOptions & Partial<App> = {},
): Promise<string> {
  const shadow = { url, seconds, allowsPrivate };
  const server = await startServer({ ...app, ...more, config: { ...app.config, shadow } });
  stopAfterFile(() => server.stop());
  return server.url;
}

/** Calls a command at an address of /rapi. */
export const callAt = (url: string, command: string, form: Form = {}, as: Who | null = 'staff') => {
  const body = new URLSearchParams({ ...(as && { token: tokenOf(as) }) });
  for (const [name, value] of Object.entries(form)) body.append(name, String(value));
  return fetch(`${url}/${command}`, { method: 'POST', body });
};

const SHADOWED = `query ($filter: ShadowedCommandFilter) {
  shadowedCommands(filter: $filter, first: 100) { nodes {
    command credential { name } answeredBy count equalCount differentCount uncomparedCount equalInRow
    uncomparedReason difference { path oldValue ownValue }
  } }
}`;

/** What was found of a command once so many calls of it were counted; of the key of staff. */
export async function foundOf(gateway: Gateway, command: string, calls: number) {
  for (;;) {
    const { shadowedCommands } = await gateway.data(SHADOWED, { filter: { command: [command] } });
    const [row] = shadowedCommands.nodes;
    if (row && row.count >= calls) return row;
    // Counts are written every few seconds.
    await sleep(100);
  }
}

/** Every row of the report. */
export const reportOf = async (gateway: Gateway) =>
  (await gateway.data(SHADOWED)).shadowedCommands.nodes;
