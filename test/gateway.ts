import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp } from '#app.ts';
import { readConfig } from '#config.ts';
import { useTimeZone } from '#core/clock.ts';
import { forgetBans } from '#modules/access/bans.ts';
import type { App } from '#schema/app.ts';
import { startServer } from '#server.ts';
import { resetDatabase, testDatabase } from '#test/setup/database.ts';
import { stopAfterFile } from '#test/setup/stops.ts';
import { invitePeople, type People, tokenOf, type Who } from './people.ts';

/** The gateway under test: real sockets, a real database, everything as in production. */
export interface Gateway extends People {
  app: App;
  url: string;
  /** Runs an operation as somebody; the whole answer. */
  ask(document: string, variables?: object, as?: Who | null, headers?: Headers): Promise<Answer>;
  /** The data of an operation that must succeed. */
  // oxlint-disable-next-line typescript/no-explicit-any -- each test knows what it asked for
  data(document: string, variables?: object, as?: Who): Promise<any>;
  /** Calls a legacy command as somebody; the decoded reply. */
  rapi(command: string, form?: Form, as?: Who | null): Promise<Reply>;
}

type Headers = Record<string, string>;
type Form = Record<string, string | number>;
// oxlint-disable-next-line typescript/no-explicit-any -- replies differ per command
type Reply = Record<string, any>;

/** A GraphQL answer as it comes over the wire. */
export interface Answer {
  status: number;
  headers: globalThis.Headers;
  // oxlint-disable-next-line typescript/no-explicit-any -- each test knows what it asked for
  data?: any;
  errors?: { message: string; path?: unknown[]; extensions: Record<string, unknown> }[];
}

interface Shared {
  server?: Promise<{ app: App; url: string }>;
}
// Kept on the global object: the server outlives the test file that first asked for it.
const shared: Shared = ((globalThis as { hostgraphGateway?: Shared }).hostgraphGateway ??= {});

async function open() {
  const dataDir = await mkdtemp(join(tmpdir(), 'hostgraph-'));
  const config = readConfig({
    PORT: '0',
    DATA_DIR: dataDir,
    // One for all gateways on a database: any of them may take a job.
    ENCRYPTION_KEY: `test:${Buffer.alloc(32, 7).toString('base64')}`,
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
    PLANNER: process.env.PLANNER ?? 'on',
    // Every test comes from one address; the limits have tests of their own.
    RATE_LIMIT: '0',
    ATTEMPT_LIMIT: '0',
  });
  const running = await startApp(config, await testDatabase());
  const server = await startServer(running.app);
  const stop = async () => {
    await server.stop();
    await running.stop();
  };
  return { app: running.app, url: server.url, stop };
}

/** Starts what a module does on its own: consumers of events, jobs by the clock. */
type Worker = (app: App) => Promise<void>;

/** A gateway that stops when the test file ends, and with it the workers started on it. */
async function openOwn(workers: readonly Worker[]) {
  const running = await open();
  stopAfterFile(running.stop);
  for (const start of workers) await start(running.app);
  return running;
}

/**
 * The running gateway on an empty database with the cast of `people.ts`: call it in `beforeAll`.
 * All test files of a worker share one; a file that names `workers` gets its own, where they run.
 */
export async function openGateway(...workers: Worker[]): Promise<Gateway> {
  await testDatabase();
  const isOwn = workers.length > 0;
  // Before the workers start: they begin where the log ends.
  if (isOwn) await resetDatabase();
  const { app, url } = await (isOwn ? openOwn(workers) : (shared.server ??= open()));
  if (!isOwn) await resetDatabase();
  useTimeZone('UTC');
  forgetBans(app);
  await app.authCache.outlive();
  const people = await invitePeople(app);

  const ask: Gateway['ask'] = async (query, variables = {}, as = 'staff', headers = {}) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(as && { authorization: `Bearer ${tokenOf(as)}` }),
        ...headers,
      },
      body: JSON.stringify({ query, variables }),
    });
    const body = (await response.json()) as object;
    return { status: response.status, headers: response.headers, ...body };
  };
  return {
    ...people,
    app,
    url,
    ask,
    data: async (document, variables, as) => {
      const { data, errors } = await ask(document, variables, as);
      if (errors) throw new Error(JSON.stringify(errors));
      return data;
    },
    rapi: async (command, form = {}, as = 'staff') => {
      const body = new URLSearchParams({ ...(as && { token: tokenOf(as) }) });
      for (const [name, value] of Object.entries(form)) body.append(name, String(value));
      const response = await fetch(`${url}/rapi/${command}`, { method: 'POST', body });
      return (await response.json()) as Reply;
    },
  };
}

/** The code of an answer's first error; undefined when it has none. */
export const codeOf = ({ errors }: Answer) => errors?.[0]?.extensions.code;
