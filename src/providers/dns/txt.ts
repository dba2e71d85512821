import { Resolver } from 'node:dns/promises';
import { runtime } from '#core/runtime.ts';

/** How DNS is asked. */
export interface TxtOptions {
  /** `address` or `address:port` (IPv6 as `[address]:port`); the system's own servers if absent. */
  server?: string;
  /** How long to wait for an answer, in milliseconds; one try. Default 4000. */
  timeoutMs?: number;
}

/** What DNS said: the texts at a name, or why there are none. */
export interface TxtAnswer {
  texts: string[];
  /** Empty when there was an answer, also one that the name does not exist. */
  problem: string;
}

/** Answers that mean: there is nothing there. */
const NOTHING = new Set(['ENOTFOUND', 'ENODATA']);

/** The TXT records at a name. It never throws: what goes wrong is in `problem`. */
export async function lookupTxt(
  name: string,
  { server, timeoutMs = 4_000 }: TxtOptions = {},
): Promise<TxtAnswer> {
  if (runtime().sandbox !== null)
    return { texts: [], problem: 'A sandbox says nothing to the outside.' };
  const resolver = new Resolver({ timeout: timeoutMs, tries: 1 });
  try {
    if (server) resolver.setServers([server]);
    const records = await resolver.resolveTxt(name);
    // One record may come in pieces of 255 bytes.
    return { texts: records.map((pieces) => pieces.join('')), problem: '' };
  } catch (error) {
    const code = (error as { code?: string }).code ?? 'EUNKNOWN';
    return { texts: [], problem: NOTHING.has(code) ? '' : `DNS did not answer (${code}).` };
  } finally {
    resolver.cancel();
  }
}
