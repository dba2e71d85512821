import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from './ports.ts';
import { TOKEN } from './requests.ts';
import { names } from './names.ts';

/** A server that answers some of the cases. */
export interface Contender {
  name: string;
  command: string[];
  env?: Record<string, string>;
  /** Where it is started; this repository by default. */
  folder?: string;
}

/** What `count-statements.cjs` has counted. */
interface Counts {
  statements: number;
  trips: number;
}

/** A contender that listens. */
export interface Running {
  name: string;
  url: string;
  pid: number;
  /** How many statements its driver has sent so far, and in how many trips. */
  counts: () => Promise<Counts>;
  stop: () => void;
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const counting = ['--require', here('count-statements.cjs')];
const node = (...rest: string[]) => ['node', ...counting, ...rest];
const typed = (path: string) => node('--import', 'tsx', here(path));

/** PostGraphile 5 needs a newer Node than the gateway; it comes as a package. */
const newer = ['linux-x64', 'linux-arm64', 'darwin-arm64']
  .map((kind) => here(`node_modules/node-${kind}/bin/node`))
  .find((path) => existsSync(path));

/** The gateway as it is. */
export const gateway: Contender = { name: names.gateway, command: node(here('../build/main.js')) };

/** The one built in another folder. */
export const otherBuild = (folder: string): Contender => ({
  name: names.other,
  command: node(resolve(folder, 'build/main.js')),
  folder,
});

/** The hand-written server, which leaves the traces of the gateway's writes. */
export const traced: Contender = { name: names.traced, command: node(here('hand-written.mjs')) };

const all: readonly Contender[] = [
  { name: names.manual, command: node(here('hand-written.mjs')) },
  traced,
  gateway,
  { name: names.postgraphile, command: [newer ?? 'node', ...counting, here('postgraphile.mjs')] },
  { name: names.unplanned, command: gateway.command, env: { PLANNER: 'off' } },
  { name: names.stock, command: typed('stock.ts') },
  { name: names.mercurius, command: typed('mercurius.ts') },
];

const target = process.env.BENCH_CONTENDERS?.split(',');

/** Those in this run: all, or the hand-written statement and those `BENCH_CONTENDERS` names. */
export const contenders: readonly Contender[] = all.filter(
  ({ name }, at) => at === 0 || !target || target.includes(name),
);

/** Starts a contender and waits until it answers. */
export async function open(
  { name, command: [command = '', ...args], env, folder }: Contender,
  databaseUrl: string,
): Promise<Running> {
  const own = await freePort();
  const child: ChildProcess = spawn(command, args, {
    cwd: folder ?? here('..'),
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DATABASE_URL: databaseUrl,
      ENCRYPTION_KEY: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
      BOOTSTRAP_TOKEN: TOKEN,
      LOG_LEVEL: 'error',
      // Counted like any request, and never too many.
      RATE_LIMIT: '10000000',
      PORT: String(own),
      ...env,
    },
  });
  const url = `http://127.0.0.1:${own}`;
  console.error(`starting ${name} …`);
  const failure = new Promise<Error>((failed) => child.once('error', failed));
  for (let tries = 0; tries < 600 && child.exitCode === null; tries += 1) {
    const error = await Promise.race([failure, listens(url)]);
    if (error instanceof Error) throw new Error(`${name} did not start.`, { cause: error });
    if (error) return { name, url, pid: child.pid!, ...handles(child) };
    await sleep(250);
  }
  child.kill();
  throw new Error(`${name} did not start (exit code ${child.exitCode}).`);
}

const listens = (url: string) =>
  fetch(`${url}/graphql`, { signal: AbortSignal.timeout(2_000) }).then(
    () => true,
    (error: { name: string; cause?: { code?: string } }) =>
      error.name !== 'TimeoutError' && error.cause?.code !== 'ECONNREFUSED',
  );

const handles = (child: ChildProcess): Pick<Running, 'counts' | 'stop'> => ({
  counts: () =>
    new Promise((done) => {
      child.once('message', (counts) => done(counts as Counts));
      child.send('count');
    }),
  stop: () => void child.kill(),
});
