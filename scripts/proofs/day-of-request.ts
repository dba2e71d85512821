import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { useClock } from '#core/clock.ts';

/** The header in which a request says the day it is played on. */
export const DAY_HEADER = 'proof-day';

const noon = (day: string) => new Date(`${day}T12:00:00Z`);

/**
 * Gives each request of a proof a clock of its own, which stands at noon of the day it names, so that
 * sequences on different days are played side by side. What comes of a request has its clock; all else
 * stands at `otherwise`.
 */
export function clockOfRequests(otherwise: string): void {
  const days = new AsyncLocalStorage<Date>();
  const standing = noon(otherwise);
  useClock(() => days.getStore() ?? standing);
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage };
    const day = request.headers[DAY_HEADER];
    if (day) days.enterWith(noon(String(day)));
  });
}
