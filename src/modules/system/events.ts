import { type Actor, isStaff } from '#core/actor.ts';
import {
  type EventName,
  eventNames,
  internalEvents,
  nounsHeardWith,
  permissionOfEvent,
  publicEvents,
} from '#core/events.ts';
import { DomainError } from '#core/errors.ts';
import { tooMany } from '#core/too-many.ts';
import { keyOfType } from '#core/ids.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { PublishedEvent } from '#platform/outbox/subscriber.ts';
import { forbidden } from '#schema/access.ts';
import { builder, pageSize } from '#schema/builder.ts';
import type { Context } from '#schema/context.ts';
import { eventFields } from '#schema/events/event-fields.ts';
import { EventType } from '#schema/events/event-type.ts';
import {
  follow,
  isSubjectVisible,
  isVisibleTo,
  payloadFor,
  logPosition,
} from '#schema/events/follow.ts';
import type { GraphQLSchema } from 'graphql';

const Event = builder.objectRef<PublishedEvent>('Event').implement({
  read: null,
  description: 'Event as recorded in the event log.',
  fields: (t) => ({
    ...eventFields(t),
    ids: t.field({
      type: 'JSON',
      description:
        'What the event carries, as webhooks are sent it: numbers of the objects it concerns, by name, and values. `eventTypes` says which.',
      resolve: (event, _args, { actor }) => payloadFor(actor, event),
    }),
  }),
});

const typesDescription = 'Only events of these types; all that the caller may hear where absent.';

builder.queryField('events', (t) =>
  t.field({
    type: [Event],
    listSize: 100,
    description:
      'What happened after a cursor, oldest first: the log that subscriptions follow, for programs that would rather ask now and then. Needs no permission by itself: each event asks for the permission to read what it is about: named in `types` without it, it is refused; else it is left out.',
    args: {
      after: t.arg.string({
        description: 'Cursor of the last event already seen. `0` for all events that are kept.',
      }),
      types: t.arg({ type: [EventType], description: typesDescription }),
      first: t.arg.int({
        defaultValue: pageSize.most,
        description: 'Maximum number of events to return, from 0 to 100.',
      }),
    },
    resolve: async (_root, { after, types, first }, context, info) => {
      checkTypes(context.actor, types ?? null);
      const most = first ?? pageSize.most;
      if (most > pageSize.most) throw tooMany(['first'], pageSize.most);
      if (most < 0) throw outOfBounds();
      const position = (await logPosition(context.app, after)) ?? 0n;
      return eventsAfter(context, info.schema, { position, types: types ?? null, most });
    },
  }),
);

builder.subscriptionField('events', (t) =>
  t.field({
    type: Event,
    description:
      'Everything that happens, as far as the caller may read what it is about. Needs no permission by itself. Continue after a disconnect with `after`: no event is lost or delivered twice.',
    args: {
      types: t.arg({ type: [EventType], description: typesDescription }),
      clientId: t.arg.id({
        description: 'Only events that concern this client.',
      }),
      after: t.arg.string({
        description: 'Cursor of the last event already received; `0` for all stored events.',
      }),
    },
    subscribe: (async (
      _root: unknown,
      { types, clientId, after }: { types?: EventName[]; clientId?: string; after?: string },
      context: Context,
      info: { schema: GraphQLSchema },
    ) => {
      checkTypes(context.actor, types ?? null);
      const client = clientId && keyOfType(clientId, 'Client');
      return follow(context, info.schema, {
        types: types ?? eventNames,
        after,
        where: (event) => !client || event.clientId === client,
      });
    }) as never,
    resolve: (event) => event as never,
  }),
);

/**
 * Who may read nothing that has events gets an error, and what was named is asked for each.
 * @throws DomainError FORBIDDEN naming the permission that an event asks for
 */
function checkTypes(actor: Actor, types: readonly string[] | null): void {
  if (!nounsHeardWith(actor.permissions).length) throw forbidden(actor, 'clients:read');
  for (const type of types ?? []) {
    const permission = permissionOfEvent(type);
    if (permission && !actor.permissions.has(permission)) throw forbidden(actor, permission);
  }
}

const outOfBounds = () =>
  new DomainError('BAD_INPUT', 'first: must not be negative.', {
    field: 'first',
    issues: [{ path: ['first'], message: 'must not be negative' }],
  });

/** The most pages of the log looked through for one answer; it may then be shorter than asked. */
const MOST_PAGES = 50;

interface Asked {
  position: bigint;
  types: readonly EventName[] | null;
  most: number;
}

/** The next events that the actor hears: pages are read until there are enough. */
async function eventsAfter(
  context: Context,
  schema: GraphQLSchema,
  { position: after, types, most }: Asked,
): Promise<PublishedEvent[]> {
  const { db, actor } = context;
  const received: PublishedEvent[] = [];
  let previous = after;
  let position = after;
  for (let page = 0; page < MOST_PAGES && received.length < most; page += 1) {
    const rows = (await db.outboxEvent.findMany({
      where: {
        AND: [ofActor(actor), { position: { gt: position } }],
        ...(types && { type: { in: [...types] } }),
      },
      orderBy: { position: 'asc' },
      take: pageSize.most,
    })) as PublishedEvent[];
    for (const event of rows) {
      if (received.length === most) break;
      if (!isVisibleTo(actor, event) || !(await isSubjectVisible(context, schema, event))) continue;
      received.push({ ...event, previous });
      previous = event.position;
    }
    const last = rows.at(-1);
    if (!last || rows.length < pageSize.most) break;
    position = last.position;
  }
  return received;
}

/** Whose events an actor may hear at all, as far as the database can tell. */
function ofActor(actor: Actor): Prisma.OutboxEventWhereInput {
  const nouns = nounsHeardWith(actor.permissions);
  const readable = {
    OR: [{ type: '' }, ...nouns.map((noun) => ({ type: { startsWith: `${noun}.` } }))],
  };
  if (isStaff(actor)) return readable;
  const mine: Prisma.OutboxEventWhereInput =
    actor.kind === 'reseller'
      ? { resellerId: actor.resellerId ?? -1 }
      : { clientId: { in: [...actor.clientIds] }, NOT: { type: { in: [...internalEvents] } } };
  return { AND: [readable, { OR: [mine, { type: { in: [...publicEvents] } }] }] };
}
