import type { Actor } from '#core/actor.ts';
import { now } from '#core/clock.ts';
import { onceFor } from '#core/once-for.ts';
import { actorBehind, type Credentials } from '#modules/access/actor.ts';
import type { App } from '#schema/app.ts';
import { masked } from './mask.ts';

/**
 * How often a standing connection's right to be open is looked at again, in milliseconds, besides
 * whenever the event log says that rights were changed: for what ends by the clock.
 */
export const RECHECK_MS = 5_000;

/** How many callers are looked up at once. */
const AT_ONCE = 16;

/** A connection that stays open, and who opened it. */
export interface SocketSession {
  asking: Credentials;
  /** Who that was when the connection was opened. */
  actor: Actor;
  /** Closes it. */
  close(): void;
}

/** The open connections of a process, together by caller: each caller is looked up once. */
type Callers = Map<string, Set<SocketSession>>;

/**
 * Closes a connection that stays open once its token or address may no longer be used, or its
 * holder has lost a client or a permission it had when the connection was opened.
 * @returns ends the watch.
 */
export function watchSession(app: App, session: SocketSession): () => void {
  const callers = callersOf(app);
  const { token, ip } = session.asking;
  const name = `${ip} ${token}`;
  const connections = callers.get(name) ?? new Set();
  callers.set(name, connections.add(session));
  const atEnd = closeAtEnd(session);
  return () => {
    clearTimeout(atEnd);
    connections.delete(session);
    if (connections.size === 0 && callers.get(name) === connections) callers.delete(name);
  };
}

/** The longest a timer waits; what lasts longer is found out by the clock's looks. */
const LONGEST_MS = 2 ** 31 - 1;

/** Closes a connection at the moment its credential ends, where that is known. */
function closeAtEnd({ actor, close }: SocketSession): NodeJS.Timeout | undefined {
  const left = actor.expiresAt ? actor.expiresAt.getTime() - now().getTime() : Infinity;
  return left > LONGEST_MS ? undefined : setTimeout(close, Math.max(0, left)).unref();
}

/** The callers of a process; they are watched from the first time on. */
const callersOf = onceFor((app: App): Callers => {
  const callers: Callers = new Map();
  let looking = false;
  const look = async () => {
    if (looking) return;
    looking = true;
    const all = [...callers.values()];
    for (let at = 0; at < all.length; at += AT_ONCE)
      await Promise.all(all.slice(at, at + AT_ONCE).map((each) => lookAgain(app, each)));
    looking = false;
  };
  setInterval(() => void look(), RECHECK_MS).unref();
  void lookWhenTold(app, look);
  return callers;
});

/** Looks whenever the log says that somebody's rights were changed, until the gateway stops. */
async function lookWhenTold({ outbox, log }: App, look: () => Promise<void>): Promise<void> {
  try {
    const mayContinue = async () => {
      await look();
      return true;
    };
    const changes = outbox.subscribe({ types: [], mayContinue });
    while (!(await changes.next()).done);
  } catch (err) {
    log.warn({ err }, 'Open connections are looked at by the clock only.');
  }
}

/** Whether a caller still may what it might when it was `before`. */
export async function mayContinue(
  app: App,
  credentials: Credentials,
  before: Actor,
): Promise<boolean> {
  try {
    return !isLess(await actorBehind(app, credentials), before);
  } catch (error) {
    // The database being away takes no rights from anybody.
    return masked({ app }, error).extensions.code === 'UNAVAILABLE';
  }
}

/** Closes those connections of a caller that it may no longer have. */
async function lookAgain(app: App, connections: ReadonlySet<SocketSession>): Promise<void> {
  for (const { asking, actor, close } of connections)
    if (!(await mayContinue(app, asking, actor))) close();
}

/** Whether somebody may now see less than then. */
const isLess = (current: Actor, before: Actor): boolean =>
  current.kind !== before.kind ||
  current.resellerId !== before.resellerId ||
  before.clientIds.some((id) => !current.clientIds.includes(id)) ||
  [...before.permissions].some((permission) => !current.permissions.has(permission));
