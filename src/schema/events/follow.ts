import type { GraphQLSchema } from 'graphql';
import type { Actor } from '#core/actor.ts';
import { isBackOffice, isStaff } from '#core/actor.ts';
import {
  type EventName,
  eventNames,
  heardByCustomers,
  isInternal,
  isPublic,
  permissionOfEvent,
  eventSubject,
} from '#core/events.ts';
import { DomainError } from '#core/errors.ts';
import type { PublishedEvent } from '#platform/outbox/subscriber.ts';
import type { App } from '#schema/app.ts';
import type { Context } from '#schema/context.ts';
import { isRowVisible } from '#schema/rows.ts';

/** What a subscriber follows: some kinds of events, narrowed down, from a cursor on. */
export interface Following {
  types: readonly EventName[];
  /** The cursor of the last event already seen; `0` for all there is. */
  after?: string | null | undefined;
  where?: (event: PublishedEvent) => boolean;
}

const known = new Set<string>(eventNames);

/**
 * Whether an event is the actor's business: staff hear all, others what concerns their clients, and
 * everybody only of what they may read.
 */
export function isVisibleTo(actor: Actor, event: PublishedEvent): boolean {
  if (!known.has(event.type) || isOver(actor, event)) return false;
  const permission = permissionOfEvent(event.type);
  if (!permission || !actor.permissions.has(permission)) return false;
  if (isStaff(actor) || isPublic(event.type)) return true;
  if (actor.kind === 'reseller') return event.resellerId === actor.resellerId;
  if (isInternal(event.type) || event.clientId === null) return false;
  return (
    actor.clientIds.includes(event.clientId) && heardByCustomers(event.type, event.payload) !== null
  );
}

/** Whether the actor's right had ended by the time of an event. */
const isOver = ({ expiresAt }: Actor, { at }: PublishedEvent): boolean =>
  expiresAt !== null && at >= expiresAt;

/** An event's payload as the actor hears it. */
export const payloadFor = (actor: Actor, { type, payload }: PublishedEvent): unknown =>
  isBackOffice(actor) ? payload : heardByCustomers(type, payload);

/**
 * Whether the actor sees the row that an event is about, where there still is one: nobody hears of
 * a draft that only the company sees. Staff see every row.
 */
export async function isSubjectVisible(
  context: Context,
  schema: GraphQLSchema,
  { type, payload }: PublishedEvent,
): Promise<boolean> {
  if (isStaff(context.actor) || type.endsWith('.deleted')) return true;
  const subject = eventSubject(type, payload);
  return !subject || isRowVisible(context, schema, subject);
}

/**
 * The cursor as a place in the log.
 * @throws DomainError CURSOR_INVALID, or CURSOR_EXPIRED where events after it were forgotten already
 */
export async function logPosition(
  { outbox, db }: App,
  cursor: string | null | undefined,
): Promise<bigint | null> {
  if (cursor === null || cursor === undefined) return null;
  const position = outbox.positionOf(cursor);
  if (position === null) throw cursorError('CURSOR_INVALID');
  if (position > outbox.latest() && position > (await lastPosition(db)))
    throw cursorError('CURSOR_INVALID');
  if (position && !(await outbox.retains(position))) throw cursorError('CURSOR_EXPIRED');
  return position;
}

const cursorError = (code: 'CURSOR_INVALID' | 'CURSOR_EXPIRED') =>
  new DomainError(code, undefined, { field: 'after', path: ['after'] });

/** Where the log ends; another process may have written what this one has not read yet. */
async function lastPosition(db: App['db']): Promise<bigint> {
  const last = await db.outboxEvent.findFirst({
    where: { position: { not: null } },
    orderBy: { position: 'desc' },
    select: { position: true },
  });
  return last?.position ?? 0n;
}

/**
 * Follows the event log with the actor's own eyes: what came after the cursor, then what comes. A
 * stream that was cut off goes on behind the last event its reader has (`Last-Event-ID`).
 * @throws DomainError CURSOR_INVALID, CURSOR_EXPIRED
 */
export async function follow(
  context: Context,
  schema: GraphQLSchema,
  { types, after, where }: Following,
): Promise<AsyncIterableIterator<PublishedEvent>> {
  const { app, actor, requestInfo, mayContinue } = context;
  const position = await logPosition(app, requestInfo.lastEventId ?? after);
  const events = app.outbox.subscribe({
    after: position,
    types,
    filter: (event) => isVisibleTo(actor, event) && (where?.(event) ?? true),
    isShown: (event) => isSubjectVisible(context, schema, event),
    mayContinue,
  });
  return noting(context, events);
}

/** Counts the reader, and notes the place of each event on its way out, for those who hand it on. */
function noting(
  context: Context,
  events: AsyncIterableIterator<PublishedEvent>,
): AsyncIterableIterator<PublishedEvent> {
  const { outbox, metrics } = context.app;
  let isOpen = true;
  const close = () => {
    if (isOpen) metrics.subscriptions.dec();
    isOpen = false;
  };
  metrics.subscriptions.inc();
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: async () => {
      const result = await events.next().catch((error: unknown) => {
        close();
        throw error;
      });
      if (result.done) close();
      else context.cursor = outbox.cursorOf(result.value.position);
      return result;
    },
    return: () => {
      close();
      return events.return!();
    },
  };
}
