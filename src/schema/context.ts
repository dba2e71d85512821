import type { Actor } from '#core/actor.ts';
import type { App } from './app.ts';

/** Where a request comes from, whichever transport it came through. */
export interface RequestInfo {
  /** `X-Request-Id`, given or made; it is in audit entries, masked errors and log lines. */
  requestId: string;
  /** The caller's address, trusted proxies resolved. */
  ip: string;
  userAgent: string;
  /** The `Idempotency-Key` of the request, if it sent one. */
  idempotencyKey: string | null;
}

/** What every resolver is given. */
export interface Context {
  app: App;
  /** The root client, for reads. A change goes through `command()`, which brings a transaction. */
  db: App['db'];
  actor: Actor;
  requestInfo: RequestInfo;
  /** Set once a change of this request turns out to have been done before, under the same key. */
  isReplay?: boolean;
}

/** The caller of work that no request asked for: jobs, reconciliation, the daily run. */
export const systemRequest = (requestId: string): RequestInfo => ({
  requestId,
  ip: '',
  userAgent: '',
  idempotencyKey: null,
});
