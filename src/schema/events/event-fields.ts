import type { EventName } from '#core/events.ts';
import { eventSubject } from '#core/events.ts';
import type { PublishedEvent } from '#platform/outbox/subscriber.ts';
import { builder } from '#schema/builder.ts';
import { readRow } from '#schema/rows.ts';
import { EventType } from './event-type.ts';
import { payloadFor } from './follow.ts';

type Types = (typeof builder)['$inferSchemaTypes'];

const Node = builder.nodeInterfaceRef() as never;

/** Who made the change, as a row; null for the system itself. */
function actorOf({ adminId, userId, credentialId }: PublishedEvent) {
  if (adminId) return { node: 'Admin', id: adminId };
  if (userId) return { node: 'User', id: userId };
  return credentialId ? { node: 'ApiCredential', id: credentialId } : null;
}

/** The fields every event carries, whatever it is about. */
export const eventFields = (t: PothosSchemaTypes.ObjectFieldBuilder<Types, PublishedEvent>) => ({
  cursor: t.string({
    description:
      'Position of the event in the event log. Pass it as `after` to continue without a gap, for up to 30 days.',
    resolve: ({ position }, _args, { app }) => app.outbox.cursorOf(position),
  }),
  previousCursor: t.string({
    description:
      'Cursor of the event before it in this subscription or list, or the cursor it began with: whoever has seen that one has missed nothing.',
    resolve: ({ previous, position }, _args, { app }) => app.outbox.cursorOf(previous ?? position),
  }),
  type: t.field({
    type: EventType,
    description: 'What happened.',
    resolve: ({ type }) => type as EventName,
  }),
  at: t.expose('at', { type: 'DateTime', description: 'Time at which the event was recorded.' }),
  changed: t.stringList({
    description: 'Names of the fields that changed, where the event says so; else empty.',
    resolve: (event, _args, { actor }) =>
      (payloadFor(actor, event) as { changed?: string[] } | null)?.changed ?? [],
  }),
  subject: t.field({
    type: Node,
    nullable: true,
    description:
      'What the event is about, as it is now; null once deleted, and where the event is about no object.',
    resolve: ({ type, payload }, _args, context, info) =>
      readRow(context, info, eventSubject(type, payload)) as never,
  }),
  actor: t.field({
    type: Node,
    nullable: true,
    description:
      'Who made the change: a staff member, a user or an API credential; null for the system.',
    resolve: (event, _args, context, info) => readRow(context, info, actorOf(event)) as never,
  }),
});
