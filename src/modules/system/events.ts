import { type Actor, isStaff } from '#core/actor.ts';
import { insideEvents, nounsHeardWith, permissionOfEvent } from '#core/events.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { PublishedEvent } from '#platform/outbox/subscriber.ts';
import { forbidden } from '#schema/access.ts';
import { builder, pageSize } from '#schema/builder.ts';
import type { Context } from '#schema/context.ts';
import { eventFields, isVisibleTo, payloadFor, positionOf } from '#schema/follow.ts';

const Event = builder.objectRef<PublishedEvent>('Event').implement({
  read: null,
  description: 'Event as recorded in the event log.',
  fields: (t) => ({
    ...eventFields(t),
    ids: t.field({
      type: 'JSON',
      description: 'IDs of the objects the event concerns, by name.',
      resolve: (event, _args, { actor }) => payloadFor(actor, event),
    }),
  }),
});

builder.queryField('events', (t) =>
  t.field({
    type: [Event],
    description:
      'What happened after a cursor, oldest first: the log that subscriptions follow, for programs that would rather ask now and then. Each event asks for the permission to read what it is about: named in `types` without it, it is refused; else it is left out.',
    args: {
      after: t.arg.string({
        description: 'Cursor of the last event already seen. `0` for all events that are kept.',
      }),
      types: t.arg.stringList({
        description: 'Only events of these types, for instance `ticket.replied`.',
      }),
      first: t.arg.int({
        defaultValue: pageSize.most,
        description: 'Maximum number of events to return, up to 100.',
      }),
    },
    resolve: async (_root, { after, types, first }, context) => {
      // Who may read nothing that has events is told so.
      if (!nounsHeardWith(context.actor.permissions).length)
        throw forbidden(context.actor, 'clients:read');
      for (const type of types ?? []) refuseType(context.actor, type);
      const position = await positionOf(context.app, after);
      const most = Math.min(Math.max(first ?? pageSize.most, 0), pageSize.most);
      return eventsAfter(context, position ?? 0n, types ?? null, most);
    },
  }),
);

/** @throws DomainError FORBIDDEN naming the permission that an event asks for */
function refuseType(actor: Actor, type: string): void {
  const permission = permissionOfEvent(type);
  if (permission && !actor.permissions.has(permission)) throw forbidden(actor, permission);
}

/** The most pages of the log looked through for one answer; it may then be shorter than asked. */
const MOST_PAGES = 50;

/** The next events that the actor hears: pages are read until there are enough. */
async function eventsAfter(
  { db, actor }: Context,
  after: bigint,
  types: readonly string[] | null,
  most: number,
): Promise<PublishedEvent[]> {
  const received: PublishedEvent[] = [];
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
    received.push(...rows.filter((event) => isVisibleTo(actor, event)));
    const last = rows.at(-1);
    if (!last || rows.length < pageSize.most) break;
    position = last.position;
  }
  return received.slice(0, most);
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
      : { clientId: { in: [...actor.clientIds] }, NOT: { type: { in: [...insideEvents] } } };
  return { AND: [readable, mine] };
}
