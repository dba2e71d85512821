import { isStaff } from '#core/actor.ts';
import { keyOf } from '#core/ids.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { Client } from '#modules/clients/client.ts';
import { builder } from '#schema/builder.ts';
import type { Context } from '#schema/context.ts';
import { PriceAudience, PriceList } from './price-list.ts';
import { visiblePriceLists, visibleResellers } from '#modules/resellers/visible.ts';
import { Reseller } from '#modules/resellers/reseller.ts';

interface Request {
  audience: 'RESELLER' | 'CUSTOMER';
  resellerId: number | null;
  clientId: number | null;
}

/** The resellers whose list is meant: the one named, else the asking one; of a client, its own. */
function sellers({ actor }: Context, { resellerId, clientId }: Request): Prisma.ResellerWhereInput {
  const asking = isStaff(actor) ? {} : { id: actor.resellerId ?? -1 };
  const named = resellerId ? { AND: [{ id: resellerId }, visibleResellers(actor)] } : asking;
  return clientId ? { AND: [named, { clients: { some: { id: clientId } } }] } : named;
}

builder.queryField('priceCatalogue', (t) =>
  t.prismaField({
    type: PriceList,
    nullable: true,
    description:
      'Price list by which a reseller pays (RESELLER) or charges its customers (CUSTOMER). Null when no such reseller, client or list exists. Read `version` first and the rest only when `version` has risen.',
    authScopes: { permission: 'catalog:read' },
    args: {
      audience: t.arg({
        type: PriceAudience,
        required: true,
        description: 'Who pays the prices: the reseller or its customers.',
      }),
      resellerId: t.arg.globalID({
        for: Reseller,
        description: 'ID of the reseller. Default: the reseller that makes the request.',
      }),
      clientId: t.arg.globalID({ for: Client, description: 'ID of a customer of the reseller.' }),
    },
    resolve: (query, _root, { audience, resellerId, clientId }, context) => {
      const requested: Request = {
        audience,
        resellerId: resellerId ? keyOf(resellerId) : null,
        clientId: clientId ? keyOf(clientId) : null,
      };
      const some = sellers(context, requested);
      const used: Prisma.PriceListWhereInput =
        audience === 'RESELLER'
          ? { costForResellers: { some } }
          : { customerForResellers: { some } };
      return context.db.priceList.findFirst({
        ...query,
        where: { AND: [{ audience, isActive: true }, used, visiblePriceLists(context.actor)] },
        orderBy: [{ id: 'asc' }],
      });
    },
  }),
);
