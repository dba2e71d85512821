import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Case } from './cases.ts';

/** The token of the gateway's first credential. */
export const TOKEN = 'bench-token-bench-token-bench';

/** A server that answers the cases. */
export interface Contender {
  name: string;
  command: string[];
  env?: Record<string, string>;
  request: (one: Case) => { path: string; body: string };
}

/** A contender that listens. */
export interface Running {
  contender: Contender;
  url: string;
  pid: number;
  stop: () => void;
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const asked = (query: string) => ({ path: '/graphql', body: JSON.stringify({ query }) });
const start = ['node', '--import', 'tsx', here('../src/main.ts')];

/** PostGraphile 5 needs a newer Node than the gateway; it comes as a package. */
const newer = ['linux-x64', 'linux-arm64', 'darwin-arm64']
  .map((kind) => here(`node_modules/node-${kind}/bin/node`))
  .find((path) => existsSync(path));

/** The gateway as it is. */
export const gateway: Contender = {
  name: 'gateway',
  command: start,
  request: (one) => asked(one.gateway),
};

const all: readonly Contender[] = [
  {
    name: 'hand-written SQL',
    command: ['node', here('hand-written.mjs')],
    request: ({ path }) => ({ path, body: '{}' }),
  },
  gateway,
  {
    name: 'gateway, planner off',
    command: start,
    env: { PLANNER: 'off' },
    request: (one) => asked(one.gateway),
  },
  {
    name: 'PostGraphile 5',
    command: [newer ?? 'node', here('postgraphile.mjs')],
    request: (one) => asked(one.postgraphile),
  },
  {
    name: 'Mercurius + Prisma',
    command: ['node', '--import', 'tsx', here('mercurius.ts')],
    request: (one) => asked(one.mercurius),
  },
];

const wanted = process.env.BENCH_CONTENDERS?.split(',');

/** Those in this run: all, or the hand-written statement and those `BENCH_CONTENDERS` names. */
export const contenders: readonly Contender[] = all.filter(
  ({ name }, at) => at === 0 || !wanted || wanted.includes(name),
);

let port = 4_700 + (process.pid % 500) * 10;

/** Starts a contender and waits until it answers. */
export async function open(contender: Contender, databaseUrl: string): Promise<Running> {
  const own = (port += 1);
  const [command = '', ...args] = contender.command;
  const child: ChildProcess = spawn(command, args, {
    cwd: here('..'),
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DATABASE_URL: databaseUrl,
      ENCRYPTION_KEY: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
      BOOTSTRAP_TOKEN: TOKEN,
      LOG_LEVEL: 'error',
      RATE_LIMIT: '0',
      PORT: String(own),
      ...contender.env,
    },
  });
  const url = `http://127.0.0.1:${own}`;
  console.error(`starting ${contender.name} …`);
  for (let tries = 0; tries < 240; tries += 1) {
    const answered = await fetch(`${url}/graphql`, { signal: AbortSignal.timeout(2_000) }).then(
      () => true,
      (error: { cause?: { code?: string } }) => error.cause?.code !== 'ECONNREFUSED',
    );
    if (answered) return { contender, url, pid: child.pid!, stop: () => void child.kill() };
    if (child.exitCode !== null) break;
    await sleep(500);
  }
  child.kill();
  throw new Error(`${contender.name} did not start.`);
}
