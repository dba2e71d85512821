import { isStaff } from '#core/actor.ts';
import { insideEvents } from '#core/events.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { PublishedEvent } from '#platform/outbox/subscriber.ts';
import { builder, pageSize } from '#schema/builder.ts';
import { eventFields, positionOf } from '#schema/follow.ts';

const Event = builder.objectRef<PublishedEvent>('Event').implement({
  description: 'Something that happened, as the log has it.',
  fields: (t) => ({
    ...eventFields(t),
    ids: t.expose('payload', { type: 'JSON', description: 'The ids concerned, by their names.' }),
  }),
});

builder.queryField('events', (t) =>
  t.field({
    type: [Event],
    description:
      'What happened after a cursor, oldest first: the log that subscriptions follow, for programs that would rather ask now and then.',
    authScopes: { permission: 'clients:read' },
    args: {
      after: t.arg.string({
        description: 'The cursor of the last event already seen; `0` for all that is kept.',
      }),
      types: t.arg.stringList({ description: 'Only these kinds, e.g. `ticket.replied`.' }),
      first: t.arg.int({
        defaultValue: pageSize.most,
        description: 'How many at most, up to 100.',
      }),
    },
    resolve: async (_root, { after, types, first }, { app, db, actor }) => {
      const position = await positionOf(app, after);
      const mine: Prisma.OutboxEventWhereInput = isStaff(actor)
        ? {}
        : actor.kind === 'reseller'
          ? { resellerId: actor.resellerId ?? -1 }
          : { clientId: { in: [...actor.clientIds] }, NOT: { type: { in: [...insideEvents] } } };
      const rows = await db.outboxEvent.findMany({
        where: {
          ...mine,
          position: { gt: position ?? 0n },
          ...(types && { type: { in: types } }),
        },
        orderBy: { position: 'asc' },
        take: Math.min(Math.max(first ?? pageSize.most, 0), pageSize.most),
      });
      return rows as PublishedEvent[];
    },
  }),
);
