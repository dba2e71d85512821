import { toDate } from '#core/dates.ts';
import { Prisma } from '#generated/prisma/client.ts';
import type { Cycle } from '#core/cycles.ts';
import { BillingCycle } from '#modules/catalog/billing-cycle.ts';
import { Product } from '#modules/catalog/products/product.ts';
import { Currency } from '#modules/clients/currency.ts';
import { builder } from '#schema/builder.ts';
import { Money } from '#schema/money.ts';

/** A quote of an upgrade in plain values, as it is kept for replays. */
export interface UpgradeQuoteShape {
  fromProductId: number;
  toProductId: number;
  cycle: Cycle;
  currency: string;
  daysUntilRenewal: number;
  totalDays: number;
  credit: string;
  charge: string;
  discount: string;
  price: string;
  tax: string;
  surplus: string;
  recurring: string;
  nextDueOn: string | null;
  isInProgress: boolean;
}

type Sum = 'credit' | 'charge' | 'discount' | 'price' | 'tax' | 'surplus' | 'recurring';

export const UpgradeQuoteRef = builder.objectRef<UpgradeQuoteShape>('UpgradeQuote').implement({
  read: null,
  description: 'Price of a change of a running service as of today.',
  fields: (t) => {
    const product = (description: string, key: 'fromProductId' | 'toProductId') =>
      t.prismaField({
        type: Product,
        description,
        resolve: (query, quote, _args, { db }) =>
          db.product.findUniqueOrThrow({ ...query, where: { id: quote[key] } }),
      });
    const money = (name: Sum, description: string) =>
      t.field({
        type: Money,
        description,
        resolve: (quote) => ({
          amount: new Prisma.Decimal(quote[name]),
          currency: quote.currency,
        }),
      });
    return {
      fromProduct: product('What the service is.', 'fromProductId'),
      toProduct: product('What it is to be.', 'toProductId'),
      billingCycle: t.field({
        type: BillingCycle,
        description: 'Billing cycle after the change.',
        resolve: ({ cycle }) => cycle,
      }),
      currency: t.prismaField({
        type: Currency,
        description: 'Currency of all amounts in the quote.',
        resolve: (query, { currency }, _args, { db }) =>
          db.currency.findUniqueOrThrow({ ...query, where: { code: currency } }),
      }),
      daysUntilRenewal: t.exposeInt('daysUntilRenewal', {
        description: 'Remaining days of the paid period.',
      }),
      totalDays: t.exposeInt('totalDays', { description: 'Total days of the paid period.' }),
      credit: money('credit', 'The present price of the time still to come, without tax.'),
      charge: money('charge', 'What the new one costs until its next due date, without tax.'),
      discount: money('discount', 'Of promotion and client group.'),
      price: money('price', 'To pay now, without tax.'),
      tax: money('tax', 'Tax on the price of the upgrade.'),
      surplus: money(
        'surplus',
        'Given as credit, when the new one is cheaper: with tax, and never more than was paid.',
      ),
      recurring: money('recurring', 'What each further cycle costs, without tax.'),
      nextDueOn: t.field({
        type: 'Date',
        nullable: true,
        description: 'Date the next payment is due.',
        resolve: ({ nextDueOn }) => (nextDueOn ? toDate(nextDueOn) : null),
      }),
      isInProgress: t.exposeBoolean('isInProgress', {
        description: 'Whether an earlier upgrade of the service still awaits payment.',
      }),
    };
  },
});
