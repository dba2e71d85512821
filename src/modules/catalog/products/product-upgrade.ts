import { isStaff } from '#core/actor.ts';
import type { Cycle } from '#core/cycles.ts';
import { onceFor } from '#core/once-for.ts';
import { builder } from '#schema/builder.ts';
import type { Context } from '#schema/context.ts';
import { Money, type MoneyValue } from '#schema/money.ts';
import { BillingCycle } from '#modules/catalog/billing-cycle.ts';
import { priceLists } from '#modules/catalog/pricing/price-list.ts';
import { shownPrices } from '#modules/catalog/pricing/shown-prices.ts';
import { inStore } from '#modules/catalog/visible.ts';
import { priced } from './product.ts';

/** The currency of the account an actor buys for; null for staff and visitors. */
const ownCurrency = onceFor(async ({ db, actor }: Context): Promise<string | null> => {
  const [clientId = -1] = actor.clientIds;
  const where =
    actor.kind === 'reseller' ? { reselling: { id: actor.resellerId ?? -1 } } : { id: clientId };
  const client = await db.client.findFirst({ where, select: { currencyCode: true } });
  return client?.currencyCode ?? null;
});

const UpgradeCycle = builder
  .objectRef<{ cycle: Cycle; price: MoneyValue }>('UpgradeCycle')
  .implement({
    read: 'catalog:read',
    description: 'Billing cycle in which a product can be had after an upgrade.',
    fields: (t) => ({
      cycle: t.expose('cycle', { type: BillingCycle, description: 'The billing cycle.' }),
      price: t.expose('price', {
        type: Money,
        description:
          'Price of each such cycle for the actor, before any discount. What an upgrade costs now is answered by `upgradeProduct` with `calculateOnly`.',
      }),
    }),
  });

const ProductUpgrade = builder.prismaObject('ProductUpgradePath', {
  read: 'catalog:read',
  variant: 'ProductUpgrade',
  description: 'Another product that a service of a product can be changed to.',
  select: {},
  fields: (t) => ({
    product: t.relation('toProduct', {
      description: 'Product that the service can be changed to.',
    }),
    cycles: t.field({
      type: [UpgradeCycle],
      listSize: 10,
      description: 'Billing cycles in which that product can be had, the shortest first.',
      args: {
        currency: t.arg({
          type: 'CurrencyCode',
          description:
            "Currency of the prices. Default: that of the actor's account, else the base currency.",
        }),
      },
      select: { toProduct: { select: priced } },
      resolve: async ({ toProduct }, { currency }, context) => {
        const code = currency ?? (await ownCurrency(context));
        const own = shownPrices(context, toProduct.id);
        const [list] = await priceLists(toProduct.prices, code, context, own);
        return (list?.prices ?? []).map(({ cycle, renewal, currency: of }) => ({
          cycle,
          price: { amount: renewal, currency: of },
        }));
      },
    }),
  }),
});

builder.prismaObjectField('Product', 'upgrades', (t) =>
  t.relation('upgradePaths', {
    type: ProductUpgrade,
    description: 'Products that the product can be changed to, with their prices.',
    query: (_args, { actor }) => ({
      where: isStaff(actor) ? {} : { toProduct: inStore },
      orderBy: [{ toProductId: 'asc' }, { id: 'asc' }],
    }),
  }),
);
