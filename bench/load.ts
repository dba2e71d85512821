import { readFileSync } from 'node:fs';
import autocannon from 'autocannon';
import type { Case } from './cases.ts';
import { type Running, TOKEN } from './contenders.ts';

/** What one contender did in one round of one case. */
export interface Figures {
  perSecond: number;
  p50: number;
  p99: number;
  /** Milliseconds of processor time for one request, the database's aside; NaN where unknown. */
  cpu: number;
  /** Resident memory after the round, in MB; NaN where unknown. */
  memory: number;
}

/** Sends as many requests as are answered in so many seconds, over eight connections. */
export async function load(
  { contender, url, pid }: Running,
  one: Case,
  seconds: number,
): Promise<Figures> {
  const { path, body } = contender.request(one);
  const before = ticks(pid);
  const result = await autocannon({
    url: `${url}${path}`,
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` },
    body,
    connections: 8,
    duration: seconds,
  });
  if (result.non2xx || result.errors)
    throw new Error(`${contender.name}, ${one.name}: ${result.non2xx + result.errors} failed`);
  return {
    perSecond: result.requests.average,
    p50: result.latency.p50,
    p99: result.latency.p99,
    cpu: ((ticks(pid) - before) * 10) / Math.max(result.requests.total, 1),
    memory: memoryOf(pid),
  };
}

/** Hundredths of a second of processor time, as Linux counts them. */
function ticks(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    return Number(fields[11]) + Number(fields[12]);
  } catch {
    return Number.NaN;
  }
}

function memoryOf(pid: number): number {
  try {
    const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Math.round(Number(kilobytes) / 1024);
  } catch {
    return Number.NaN;
  }
}
