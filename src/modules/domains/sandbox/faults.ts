import { setTimeout as sleep } from 'node:timers/promises';
import { ProviderError } from '#core/provider-error.ts';
import type { Db } from '#platform/database/client.ts';

/**
 * How the sandbox misbehaves.
 * - `slow`: it answers late. - `down`: it cannot be reached. - `refuse`: it says no.
 * - `unknown`: it does what it was asked and the answer is lost. - `lost`: the request is lost.
 * - `garbled`: it does what it was asked and answers nonsense.
 */
export type Fault = 'slow' | 'down' | 'refuse' | 'unknown' | 'lost' | 'garbled';

/** A fault that is to be shown now. */
export interface ShownFault {
  fault: Fault;
  delayMs: number;
  message: string;
}

const SLOW_MS = 1_500;
const faults: readonly string[] = ['slow', 'down', 'refuse', 'unknown', 'lost', 'garbled'];

/** What older rows and people call a lost answer. */
const aliases: Readonly<Record<string, Fault>> = { silent: 'unknown' };

/** The fault a name asks for: `shop-slow.com`, `my-refuse-2.net`. */
export function faultOfName(name: string): ShownFault | null {
  const [label = ''] = name.split('.');
  const found = /-(slow|down|refuse|unknown|lost|garbled)(?=-|\d|$)/.exec(label)?.[1];
  return found ? { fault: found as Fault, delayMs: SLOW_MS, message: '' } : null;
}

/** The fault somebody put up for this operation and name; one that is counted is used up by it. */
export async function plannedFault(
  db: Db,
  operation: string,
  domainName: string,
): Promise<ShownFault | null> {
  const [row] = await db.$queryRaw<{ fault: string; delay_ms: number; message: string }[]>`
    update sandbox_faults set remaining = remaining - 1
    where id = (
      select id from sandbox_faults
      where operation in ('', ${operation}) and domain_name in ('', ${domainName})
        and (remaining is null or remaining > 0)
      order by id limit 1 for update)
    returning fault, delay_ms, message`;
  if (!row) return null;
  const fault = aliases[row.fault] ?? row.fault;
  if (!faults.includes(fault)) return null;
  return { fault: fault as Fault, delayMs: row.delay_ms || SLOW_MS, message: row.message };
}

/**
 * Does something with the fault around it, as a caller would meet it over the wire.
 * @param readOnly questions are refused by nobody and lose nothing but their answer.
 */
export async function withFault<T>(
  shown: ShownFault | null,
  act: () => Promise<T>,
  { timeoutMs = 30_000, readOnly = false } = {},
): Promise<T> {
  const lost = () => new ProviderError('UNKNOWN', 'The sandbox did not answer in time.');
  if (!shown) return act();
  const { fault, delayMs, message } = shown;
  if (fault === 'down')
    throw new ProviderError('NOT_SENT', message || 'The sandbox cannot be reached.');
  if (fault === 'refuse' && !readOnly)
    throw new ProviderError('REFUSED', message || 'The registry refused the request.');
  if (fault === 'lost' && !readOnly) throw lost();
  if (fault === 'slow') {
    const late = delayMs > timeoutMs;
    await sleep(late ? timeoutMs : delayMs);
    const answer = await act();
    if (late) throw lost();
    return answer;
  }
  const answer = await act();
  if (fault === 'unknown' && !readOnly) throw lost();
  if (fault === 'garbled' && !readOnly)
    throw new ProviderError('UNKNOWN', 'The sandbox gave an unreadable answer (HTTP 200).');
  return answer;
}
