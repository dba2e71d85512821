import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** A command that runs, and what it has said so far. */
export interface Ran {
  child: ChildProcess;
  said(): string;
  ended: Promise<number | null>;
}

/** How long anything of this may take, in milliseconds. */
const LATE_MS = 120_000;

const began = performance.now();

/** Says whether something holds; where it does not, the proof ends with 1. */
export function expect(what: string, holds: boolean, said = ''): void {
  const at = `${((performance.now() - began) / 1_000).toFixed(0)} s`.padStart(6);
  console.log(`${holds ? 'ok' : '!!'} ${at}  ${what}`);
  if (holds) return;
  process.exitCode = 1;
  console.error(said);
}

/** Runs a program of Node. */
export function runNode(args: string[], env: Record<string, string>): Ran {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, PORT: '0', LOG_LEVEL: 'info', DRAIN_SECONDS: '0', DEMO: 'off', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (said += String(chunk)));
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  return { child, said: () => said, ended };
}

/** Runs a command of what is built. */
export const run = (args: string[], env: Record<string, string>): Ran =>
  runNode(['build/main.js', ...args], env);

/** Waits until something holds. @throws where it never does */
export async function until(what: string, holds: () => Promise<boolean> | boolean) {
  const late = performance.now() + LATE_MS;
  while (!(await holds())) {
    if (performance.now() > late) throw new Error(`It never came to this: ${what}.`);
    await sleep(2);
  }
}

/** Kills what runs as soon as something holds. @throws where it ended before */
export async function killWhen(what: string, ran: Ran, holds: () => Promise<boolean> | boolean) {
  await until(what, async () => {
    if (await holds()) return true;
    if (ran.child.exitCode !== null)
      throw new Error(`It ended before this: ${what}.\n${ran.said()}`);
    return false;
  });
  ran.child.kill('SIGKILL');
  const code = await ran.ended;
  expect(`killed: ${what}`, code === null, `It ended with ${code}.`);
}

/** A session of our own on a database. */
export async function session(url: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const rows = async <Row>(text: string, values: unknown[] = []) =>
    (await client.query(text, values)).rows as Row[];
  return {
    rows,
    /** Whether a statement gives a row. */
    has: async (text: string) => (await rows(text)).length > 0,
    /** Waits until the server has ended what a killed process had begun there. */
    alone: () =>
      until('the server has noticed', async () => {
        const others = `select 1 from pg_stat_activity where datname = current_database()
                        and pid <> pg_backend_pid() and application_name = 'hostgraph'`;
        return !(await rows(others)).length;
      }),
    end: () => client.end(),
  };
}

export type Session = Awaited<ReturnType<typeof session>>;
