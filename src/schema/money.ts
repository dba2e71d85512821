import { asText } from '#core/money.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { builder } from './builder.ts';

/** An amount with the currency it is in, as rows hold them. */
export interface MoneyValue {
  amount: Prisma.Decimal;
  currency: string;
}

export const Money = builder.objectRef<MoneyValue>('Money').implement({
  read: null,
  description: 'An exact amount of money in one currency. Never a float.',
  fields: (t) => ({
    amount: t.field({
      type: 'Decimal',
      description:
        'Amount with as many decimals as the currency has: "15.95", "1500" (JPY), "4.250" (KWD).',
      resolve: ({ amount, currency }) => asText(amount, currency),
    }),
    currency: t.expose('currency', {
      type: 'CurrencyCode',
      description: 'Currency of the amount, as its ISO 4217 code.',
    }),
  }),
});
