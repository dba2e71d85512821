import type { Actor } from '#core/actor.ts';
import type { ReadCell } from '#platform/database/pipelined.ts';
import type { App } from './app.ts';
import type { Effects } from './dry-run/effect.ts';

/** Where a request comes from, whichever transport it came through. */
export interface RequestInfo {
  /** `X-Request-Id`, given or made; it is in audit entries, masked errors and log lines. */
  requestId: string;
  /** The caller's address, trusted proxies resolved. */
  ip: string;
  userAgent: string;
  /** The last event a stream had given when it was cut off. */
  lastEventId?: string | undefined;
  /** The `Idempotency-Key` of the request, if it sent one. */
  idempotencyKey: string | null;
  /** Header `Dry-Run: 1`: changes are made, looked at and undone. */
  isDryRun?: boolean;
  /** Header `Plan`: changes are made only if they come to what a dry run said. */
  plan?: string | null;
}

/** What an operation costs, and what is left of its caller's minute; null where there is no limit. */
export interface CostCharge {
  cost: number;
  limit: number | null;
  remaining: number | null;
  resetAt: Date | null;
}

/** The tokens of a session, as cookies hold them; times as ISO text. */
export interface CookieTokens {
  accessToken: string;
  accessExpiresAt: string;
  refreshToken: string;
  refreshExpiresAt: string;
}

/** A page's session in cookies that its scripts cannot read. */
export interface SessionCookies {
  refreshToken: string | null;
  /** Set once this answer brings a session: its tokens are not shown then. */
  isKept: boolean;
  keep(tokens: CookieTokens): void;
  clear(): void;
}

/** The change of an operation that is answered without the executor, where that is possible. */
export interface QuickChange {
  /** Begins to read what is shown of it, behind its commit. */
  show(answer: object, read: ReadCell): void;
  /** What it came to, once it is made: the executor shows that instead of making it again. */
  made?: Promise<unknown>;
}

/** What every resolver is given. */
export interface Context {
  app: App;
  /** The root client, for reads. A change goes through `command()`, which brings a transaction. */
  db: App['db'];
  actor: Actor;
  requestInfo: RequestInfo;
  /** What the operation was charged; absent for those of legacy transports. */
  charge?: CostCharge;
  /** Where the transport has cookies: over HTTP. */
  cookies?: SessionCookies;
  /** Of a subscription: whether the caller still may what it might when it began. */
  mayContinue?: (() => Promise<boolean>) | undefined;
  /** Of a subscription: the place of the event that is on its way out. */
  cursor?: string;
  /** Set once a change of this request turns out to have been done before, under the same key. */
  isReplay?: boolean;
  /** Told of that, where the transport has a way to show it. */
  onReplay?: () => void;
  /** Set where the only change of the operation is tried without the executor. */
  quickChange?: QuickChange;
  /** Set in a dry run: where the effects of its changes are put. */
  dryRun?: DryRun;
  /** Set where changes must come to what was planned: the effects per root field. */
  planned?: PlannedEffects;
}

/** The effects of each root field of a dry run, by its position. */
export interface DryRun {
  effects: Map<number, Effects>;
}

/** The prints of effects that a plan holds, by the position of the root field. */
export type PlannedEffects = Readonly<Record<number, Effects>>;

/** The caller of work that no request asked for: jobs, reconciliation, the daily run. */
export const systemRequest = (requestId: string): RequestInfo => ({
  requestId,
  ip: '',
  userAgent: '',
  idempotencyKey: null,
});
