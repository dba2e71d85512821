import type { Actor } from '#core/actor.ts';
import { actorBehind, type Caller } from '#modules/access/actor.ts';
import type { App } from '#schema/app.ts';
import { masked } from './mask.ts';

/** How often a standing connection's right to be open is looked at again, in milliseconds. */
export const RECHECK_MS = 5_000;

/** A connection that stays open, and who opened it. */
export interface Standing {
  asking: Caller;
  /** Who that was when the connection was opened. */
  actor: Actor;
  /** Closes it. */
  close(): void;
}

/**
 * Closes a connection that stays open once its token or address may no longer be used, or its
 * holder has lost a client or a permission it had when the connection was opened.
 * @returns ends the watch.
 */
export function watchStanding(app: App, { asking, actor, close }: Standing): () => void {
  const look = async () => {
    try {
      if (!isLess(await actorBehind(app, asking), actor)) return;
    } catch (error) {
      // The database being away takes no rights from anybody.
      if (masked(app, error).extensions.code === 'UNAVAILABLE') return;
    }
    close();
  };
  const timer = setInterval(() => void look(), RECHECK_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** Whether somebody may now see less than then. */
const isLess = (current: Actor, before: Actor): boolean =>
  current.kind !== before.kind ||
  current.resellerId !== before.resellerId ||
  before.clientIds.some((id) => !current.clientIds.includes(id)) ||
  [...before.permissions].some((permission) => !current.permissions.has(permission));
