import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp } from '#app.ts';
import { readConfig } from '#config.ts';
import { enterRuntime } from '#core/runtime.ts';
import type { App } from '#schema/app.ts';
import { startServer } from '#server.ts';
import type { Database } from '#platform/database/client.ts';
import { askDryFirst } from '#test/dry-run/first.ts';
import { resetDatabase, testDatabase } from '#test/setup/database.ts';
import { stopAfterFile } from '#test/setup/stops.ts';
import { invitePeople, type People, tokenOf, type Who } from './people.ts';

/** The gateway under test: real sockets, a real database, everything as in production. */
export interface Gateway extends People {
  app: App;
  url: string;
  /** Whether modules do here what they do on their own. */
  hasWorkers: boolean;
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

/** Starts what a module does on its own: consumers of events, jobs by the clock. */
type Worker = (app: App) => Promise<void>;

async function open(database: Database, workers: readonly Worker[]) {
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
    DRAIN_SECONDS: '0',
  });
  const { app, stop } = await startApp(config, { opened: database });
  const server = await startServer(app);
  stopAfterFile(async () => {
    await server.stop();
    await stop();
  });
  await enterRuntime(app.runtime, async () => {
    for (const start of workers) await start(app);
  });
  return { app, url: server.url };
}

/**
 * A running gateway of the test file's own, on an empty database with the cast of `people.ts`, and
 * with those workers: call it in `beforeAll`.
 */
export async function openGateway(...workers: Worker[]): Promise<Gateway> {
  const database = await testDatabase();
  // Before the workers start: they begin where the log ends.
  await resetDatabase();
  const { app, url } = await open(database, workers);
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
  const walked: Gateway['ask'] = async (document, variables = {}, as = 'staff', headers = {}) => {
    if (process.env.WALK_EFFECTS) {
      const { walkMutation } = await import('#test/effects/walk.ts');
      const dry = { ...headers, 'dry-run': '1' };
      await walkMutation(app, document, variables, (text, changed) => ask(text, changed, as, dry));
    }
    return askDryFirst(gateway, ask, document, variables, as, headers);
  };
  const gateway: Gateway = {
    ...people,
    app,
    url,
    hasWorkers: workers.length > 0,
    ask: walked,
    data: async (document, variables, as) => {
      const { data, errors } = await walked(document, variables, as);
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
  return gateway;
}

/** The code of an answer's first error; undefined when it has none. */
export const codeOf = ({ errors }: Answer) => errors?.[0]?.extensions.code;
