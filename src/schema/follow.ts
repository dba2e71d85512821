import type { Actor } from '#core/actor.ts';
import { isBackOffice, isStaff } from '#core/actor.ts';
import { type EventName, heardByCustomers, isInside, permissionOfEvent } from '#core/events.ts';
import { DomainError } from '#core/errors.ts';
import type { PublishedEvent } from '#platform/outbox/subscriber.ts';
import { builder } from './builder.ts';
import type { App } from './app.ts';
import type { Context } from './context.ts';

/** What a subscriber follows: some kinds of events, narrowed down, from a cursor on. */
export interface Following {
  types: readonly EventName[];
  /** The cursor of the last event already seen; `0` for all there is. */
  after?: string | null;
  where?: (event: PublishedEvent) => boolean;
}

/**
 * Whether an event is the actor's business: staff hear all, others what concerns their clients, and
 * everybody only of what they may read.
 */
export function isVisibleTo(actor: Actor, event: PublishedEvent): boolean {
  const permission = permissionOfEvent(event.type);
  if (!permission || !actor.permissions.has(permission)) return false;
  if (isStaff(actor)) return true;
  if (actor.kind === 'reseller') return event.resellerId === actor.resellerId;
  if (isInside(event.type) || event.clientId === null) return false;
  return (
    actor.clientIds.includes(event.clientId) && heardByCustomers(event.type, event.payload) !== null
  );
}

/** An event's payload as the actor hears it. */
export const payloadFor = (actor: Actor, { type, payload }: PublishedEvent): unknown =>
  isBackOffice(actor) ? payload : heardByCustomers(type, payload);

/**
 * The cursor as a place in the log.
 * @throws DomainError CURSOR_INVALID, or CURSOR_EXPIRED where events after it were forgotten already
 */
export async function positionOf(
  { outbox }: App,
  cursor: string | null | undefined,
): Promise<bigint | null> {
  if (cursor === null || cursor === undefined) return null;
  if (!/^\d{1,18}$/.test(cursor))
    throw new DomainError('CURSOR_INVALID', undefined, { field: 'after' });
  const position = BigInt(cursor);
  if (position && !(await outbox.retains(position)))
    throw new DomainError('CURSOR_EXPIRED', undefined, { field: 'after' });
  return position;
}

/**
 * Follows the event log with the actor's own eyes: what came after the cursor, then what comes.
 * @throws DomainError CURSOR_INVALID, CURSOR_EXPIRED
 */
export async function follow(
  { app, actor }: Context,
  { types, after, where }: Following,
): Promise<AsyncIterableIterator<PublishedEvent>> {
  const filter = (event: PublishedEvent) => isVisibleTo(actor, event) && (where?.(event) ?? true);
  return app.outbox.subscribe({ after: await positionOf(app, after), types, filter });
}

type Types = (typeof builder)['$inferSchemaTypes'];

/** The fields every event carries, whatever it is about. */
export const eventFields = (t: PothosSchemaTypes.ObjectFieldBuilder<Types, PublishedEvent>) => ({
  cursor: t.string({
    description:
      'Position of the event in the event log. Pass it as `after` to continue without a gap, for up to 30 days.',
    resolve: ({ position }) => String(position),
  }),
  type: t.exposeString('type', { description: 'Type of the event, for example `ticket.replied`.' }),
  at: t.expose('at', { type: 'DateTime', description: 'Time at which the event was recorded.' }),
});
