import { ProviderError } from '#core/provider-error.ts';
import { type DirectRequest, sendDirect } from './direct.ts';
import type { ProviderRequest, ProviderResponse } from './http.ts';

/** No provider makes us wait longer than this, in milliseconds. */
const LONGEST_MS = 3_600_000;

const notBefore = new Map<string, number>();

const waiting = (host: string, retryAfterMs: number): ProviderError =>
  new ProviderError('NOT_SENT', `${host} asks to wait.`, { retryAfterMs });

/**
 * As `sendDirect`, or by another way, to a provider whose pace is observed: "too many requests" (RFC
 * 6585) is a call that was turned away before anything was done, and the pause it asks for (RFC 9110,
 * Retry-After) holds for every later call to the host.
 */
export async function sendPaced<Request extends ProviderRequest = DirectRequest>(
  request: Request,
  way: (request: Request) => Promise<ProviderResponse> = sendDirect,
): Promise<ProviderResponse> {
  const { host } = new URL(request.url);
  const left = (notBefore.get(host) ?? 0) - performance.now();
  if (left > 0) throw waiting(host, Math.ceil(left));
  notBefore.delete(host);
  const response = await way(request);
  if (response.status !== 429) return response;
  const pause = Math.min(pauseOf(response.headers.get('retry-after') ?? ''), LONGEST_MS);
  if (pause > 0) notBefore.set(host, performance.now() + pause);
  throw waiting(host, pause);
}

/** The pause that Retry-After asks for, in milliseconds: seconds, or a date; 0 for anything else. */
export function pauseOf(value: string): number {
  if (/^\d{1,9}$/.test(value.trim())) return Number(value) * 1_000;
  const until = Date.parse(value);
  return Number.isNaN(until) ? 0 : Math.max(until - Date.now(), 0);
}

/** Waits for a turn, as long as a call may take as a whole. @throws ProviderError NOT_SENT */
export type Pace = (timeoutMs: number) => Promise<void>;

/** Spaces calls: so many at once after a rest, and so many a second in the mean. */
export function paceOf(burst: number, perSecond: number): Pace {
  let turns = burst;
  let at = performance.now();
  return async (timeoutMs) => {
    const time = performance.now();
    turns = Math.min(burst, turns + ((time - at) / 1_000) * perSecond);
    at = time;
    const wait = Math.max(((1 - turns) / perSecond) * 1_000, 0);
    if (wait >= timeoutMs) throw new ProviderError('NOT_SENT', 'The account has no call left now.');
    turns -= 1;
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
  };
}
