import { matchNone, visibleClients } from '#modules/access/visible.ts';
import { Viewer } from '#modules/access/viewer.ts';
import { builder } from '#schema/builder.ts';
import { Client } from './client.ts';

builder.objectField(Viewer, 'clients', (t) =>
  t.prismaField({
    type: [Client],
    description:
      'The accounts you act for: one at a time, or all of yours at once. Empty for staff and resellers, who see clients by `clients`.',
    resolve: (query, actor, _args, { db }) =>
      db.client.findMany({
        ...query,
        where: actor.kind === 'customer' ? visibleClients(actor) : matchNone,
        orderBy: [{ id: 'asc' }],
        take: 100,
      }),
  }),
);
