import { builder } from '#schema/builder.ts';
import { Money } from '#schema/money.ts';

builder.prismaObjectFields('Client', (t) => ({
  balance: t.field({
    type: Money,
    nullable: true,
    authScopes: { permission: 'billing:read' },
    description:
      'What the client owes: the sum of the balances of its invoices, in its currency. Credit is not deducted.',
    select: { balance: true, currencyCode: true },
    resolve: ({ balance, currencyCode }) => ({ amount: balance, currency: currencyCode }),
  }),
}));
