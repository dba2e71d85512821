import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import autocannon from 'autocannon';
import { type BenchRequest, headersOf } from './requests.ts';
import type { Running } from './contenders.ts';

/** What one contender did in one round of one case. */
export interface Figures {
  perSecond: number;
  p50: number;
  p99: number;
  /** Milliseconds of processor time for one request, the database's aside; NaN where unknown. */
  cpu: number;
  /** Statements for one request, what the process does automatically included. */
  statements: number;
  /** Round trips to the database that somebody waits for, for one request. */
  trips: number;
  /** Resident memory after the round, in MB; NaN where unknown. */
  memory: number;
}

/** Answers that are few say nothing: what is slow is given more time. */
const LEAST = 16;
const MOST_SECONDS = 20;

/** Sends as many requests as are answered in so many seconds, over eight connections or those told. */
export async function load(
  running: Running,
  payloads: BenchRequest,
  seconds: number,
): Promise<Figures> {
  for (let budget = seconds; ; budget = Math.min(budget * 4, MOST_SECONDS)) {
    const { answered, figures } = await loadFor(running, payloads, budget);
    if (answered >= LEAST || budget === MOST_SECONDS) return figures;
  }
}

async function loadFor(
  { name, url, pid, counts }: Running,
  payloads: BenchRequest,
  seconds: number,
): Promise<{ answered: number; figures: Figures }> {
  const before = { ticks: ticks(pid), ...(await counts()) };
  const result = await autocannon({
    url: `${url}${payloads.path}`,
    method: 'POST',
    headers: headersOf(payloads),
    body: payloads.body,
    connections: payloads.connections ?? 8,
    duration: seconds,
    timeout: 30,
    verifyBody: (answer) => !String(answer).includes('"errors":['),
    ...(payloads.vary && { requests: [{ setupRequest: varied(payloads) }] }),
  });
  const failed = result.non2xx + result.errors + result.mismatches;
  if (failed) throw new Error(`${name}, ${payloads.path}: ${failed} failed`);
  const total = Math.max(result.requests.total, 1);
  const after = await counts();
  const figures = {
    perSecond: result.requests.total / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    cpu: ((ticks(pid) - before.ticks) * 10) / total,
    statements: (after.statements - before.statements) / total,
    trips: (after.trips - before.trips) / total,
    memory: memoryOf(pid),
  };
  return { answered: result.requests.total, figures };
}

/** Makes each request another one. */
const varied =
  ({ body, vary, isOnce }: BenchRequest) =>
  <Request extends { headers?: object }>(request: Request): Request & { body: string } => ({
    ...request,
    body: body.replace(vary!.from, String(1 + Math.floor(Math.random() * vary!.to))),
    ...(isOnce && { headers: { ...request.headers, 'idempotency-key': randomUUID() } }),
  });

/** Hundredths of a second of processor time, as Linux counts them. */
export function ticks(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    return Number(fields[11]) + Number(fields[12]);
  } catch {
    return Number.NaN;
  }
}

/** Resident memory of a process in MB. */
export function memoryOf(pid: number): number {
  try {
    const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Math.round(Number(kilobytes) / 1024);
  } catch {
    return Number.NaN;
  }
}
