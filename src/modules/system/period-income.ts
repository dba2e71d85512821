import { encodeId } from '#core/ids.ts';
import { exact } from '#core/money.ts';
import { Prisma } from '#generated/prisma/client.ts';
import type { Db } from '#platform/database/client.ts';
import { builder } from '#schema/builder.ts';
import { Money } from '#schema/money.ts';
import { edgeToNode } from '#schema/node.ts';
import { isInPeriod, type StatsSpan } from './period.ts';

interface Sum {
  gatewayId: number | null;
  /** The row of all gateways together. */
  isTotal: boolean;
  amount: string;
}

/** What came in over a period, less fees and refunds: in all, and by gateway, the most first. */
export function incomeWithin(db: Db, span: StatsSpan): Promise<Sum[]> {
  const { net, mine } = moneyOf(span);
  return db.$queryRaw<Sum[]>`
    select gateway_id as "gatewayId", grouping(gateway_id) = 1 as "isTotal",
           round(coalesce(sum(${net}), 0), 4)::text as amount
    from transactions where ${isInPeriod('happened_at', span)} ${mine}
    group by grouping sets ((), (gateway_id))
    order by grouping(gateway_id) desc, sum(${net}) desc, gateway_id`;
}

interface ProductSum {
  productId: number | null;
  amount: string;
}

/**
 * The same by product: what paid an invoice is spread over its lines by what each comes to with its
 * tax. Money that came for no product is one row without.
 */
export function incomeByProduct(db: Db, span: StatsSpan): Promise<ProductSum[]> {
  const { net, mine } = moneyOf(span);
  return db.$queryRaw<ProductSum[]>`
    with came as (
      select invoice_id, sum(${net}) as amount from transactions
      where ${isInPeriod('happened_at', span)} ${mine} group by invoice_id
    ), lines as (
      select i.invoice_id, s.product_id,
             i.amount + case when v.tax_mode = 'INCLUSIVE' then 0 else i.tax + i.tax2 end as weight
      from invoice_items i join invoices v on v.id = i.invoice_id
        left join service_addons a on a.id = i.service_addon_id
        left join services s on s.id = coalesce(i.service_id, a.service_id)
      where i.invoice_id in (select invoice_id from came)
    ), weights as (
      select invoice_id, sum(weight) as total from lines group by invoice_id having sum(weight) <> 0
    ), parts as (
      select l.product_id, c.amount * l.weight / w.total as amount
      from came c join weights w on w.invoice_id = c.invoice_id join lines l on l.invoice_id = c.invoice_id
      union all
      select null, c.amount from came c
      where not exists (select 1 from weights w where w.invoice_id = c.invoice_id)
    )
    select product_id as "productId", round(sum(amount), 4)::text as amount
    from parts group by product_id order by sum(amount) desc, product_id`;
}

/** What a transaction brought, and the condition that it is in the currency that was asked for. */
function moneyOf({ only }: StatsSpan) {
  const amount = Prisma.sql`(amount_in - fees - amount_out)`;
  return {
    net: only === null ? Prisma.sql`${amount} / rate` : amount,
    mine: only === null ? Prisma.empty : Prisma.sql`and currency_code = ${only}`,
  };
}

interface GatewaySum extends Sum {
  currency: string;
}

const GatewayIncome = builder.objectRef<GatewaySum>('GatewayIncome').implement({
  read: 'billing:read',
  description: 'Income of a period through one gateway.',
  fields: (t) => ({
    gateway: t.field(
      edgeToNode<GatewaySum>({
        type: 'Gateway',
        description: 'Gateway the money came through; null for none.',
        idOf: ({ gatewayId }) => (gatewayId === null ? null : encodeId('Gateway', gatewayId)),
      }),
    ),
    amount: t.field({
      type: Money,
      description: 'What came in, less fees and refunds.',
      resolve: ({ amount, currency }) => ({ amount: exact(amount), currency }),
    }),
  }),
});

const ProductIncome = builder
  .objectRef<ProductSum & { currency: string }>('ProductIncome')
  .implement({
    read: 'billing:read',
    description: 'Income of a period for one product.',
    fields: (t) => ({
      product: t.field(
        edgeToNode<ProductSum>({
          type: 'Product',
          description: 'Product that was paid for; null for domains and everything else.',
          idOf: ({ productId }) => (productId === null ? null : encodeId('Product', productId)),
        }),
      ),
      amount: t.field({
        type: Money,
        description: 'What came in, less fees and refunds.',
        resolve: ({ amount, currency }) => ({ amount: exact(amount), currency }),
      }),
    }),
  });

/** Figures of a period, read once for all fields that show them. */
export interface PeriodIncome {
  currency: string;
  within: () => Promise<Sum[]>;
  byProduct: () => Promise<ProductSum[]>;
}

type Fields = PothosSchemaTypes.ObjectFieldBuilder<
  (typeof builder)['$inferSchemaTypes'],
  PeriodIncome
>;

/** The fields of an income that are of its period. */
export const periodFields = (t: Fields) => ({
  total: t.field({
    type: Money,
    description: 'In the period that was asked for; without one, since the beginning.',
    resolve: async ({ currency, within }) => ({
      amount: exact((await within()).find(({ isTotal }) => isTotal)?.amount ?? '0'),
      currency,
    }),
  }),
  byGateway: t.field({
    type: [GatewayIncome],
    listSize: 20,
    description: 'The same by gateway, the most first.',
    resolve: async ({ currency, within }) =>
      (await within()).filter(({ isTotal }) => !isTotal).map((sum) => ({ ...sum, currency })),
  }),
  byProduct: t.field({
    type: [ProductIncome],
    listSize: 100,
    description:
      'The same by product, the most first. A payment is spread over the lines of its invoice by what each comes to with its tax.',
    resolve: async ({ currency, byProduct }) =>
      (await byProduct()).map((sum) => ({ ...sum, currency })),
  }),
});
