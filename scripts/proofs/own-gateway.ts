import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp } from '#app.ts';
import { readConfig } from '#config.ts';
import type { App } from '#schema/app.ts';
import { startServer } from '#server.ts';
import type { Ask } from '#test/money/ask.ts';
import { invitePeople, type People, tokenOf } from '#test/people.ts';
import { ownDatabase } from './server.ts';

/** A gateway in this process, with people of each kind, that listens on a port of its own. */
export interface OwnGateway {
  app: App;
  url: string;
  people: People;
  /** One operation as staff. */
  ask: Ask;
  /** The same with more headers. */
  askWith(headers: Record<string, string>): Ask;
}

/** Opens a gateway on an empty database for a proof, and removes all of it in the end. */
export async function withOwnGateway(
  proof: string,
  use: (gateway: OwnGateway) => Promise<void>,
): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), `hostgraph-${proof}-`));
  const own = await ownDatabase(proof);
  try {
    const running = await startApp(
      readConfig({
        ...(own.url && { DATABASE_URL: own.url }),
        ENCRYPTION_KEY: `proof:${'A'.repeat(43)}=`,
        DATA_DIR: dataDir,
        PORT: '0',
        LOG_LEVEL: 'silent',
        RATE_LIMIT: '0',
      }),
    );
    const people = await invitePeople(running.app);
    const { url, stop } = await startServer(running.app);
    const headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${tokenOf('staff')}`,
    };
    const askWith =
      (more: Record<string, string>): Ask =>
      async (query, variables) => {
        const body = JSON.stringify({ query, variables });
        const request = { method: 'POST', headers: { ...headers, ...more }, body };
        return (await (await fetch(`${url}/graphql`, request)).json()) as {};
      };
    await use({ app: running.app, url, people, ask: askWith({}), askWith });
    await stop();
    await running.stop();
  } finally {
    await own.drop();
    await rm(dataDir, { recursive: true, force: true });
  }
}
