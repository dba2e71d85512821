import { matchNone, visibleClients } from '#modules/access/visible.ts';
import { Viewer } from '#modules/access/viewer.ts';
import { builder } from '#schema/builder.ts';
import { Client } from './client.ts';

builder.objectField(Viewer, 'clients', (t) =>
  t.prismaField({
    type: [Client],
    description:
      'Accounts for which the actor may act: one at a time, or all of them at once. Empty for staff and resellers, who list clients with `clients`.',
    resolve: (query, actor, _args, { db }) =>
      db.client.findMany({
        ...query,
        where: actor.kind === 'customer' ? visibleClients(actor) : matchNone,
        orderBy: [{ id: 'asc' }],
        take: 100,
      }),
  }),
);
