import { Prisma } from '#generated/prisma/client.ts';
import { Client } from '#modules/clients/client.ts';
import { Currency } from '#modules/clients/currency.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { Money } from '#schema/money.ts';
import type { Amount } from '#core/money.ts';
import { type FundsTerms, fundsTerms } from './funds.ts';
import { Gateway } from '#modules/billing/gateways/gateway.ts';
import { seenClient } from '#modules/billing/payments/seen-client.ts';
import { visibleGateways } from '#modules/billing/visible.ts';

interface Info extends FundsTerms {
  clientId: number;
  balance: Amount;
}

const money = (amount: Amount, currency: string) => ({
  amount: new Prisma.Decimal(typeof amount === 'string' ? amount : amount.toFixed()),
  currency,
});

const FundsInfo = builder.objectRef<Info>('FundsInfo').implement({
  read: 'billing:read',
  description: 'On what terms a client may pay in advance.',
  fields: (t) => ({
    clientId: t.int({ description: 'Whose terms.', resolve: ({ clientId }) => clientId }),
    isEnabled: t.exposeBoolean('isEnabled', { description: 'Clients may.' }),
    requiresOrder: t.exposeBoolean('requiresOrder', {
      description: 'Only those with an active order may.',
    }),
    minimum: t.field({
      type: Money,
      description: 'The least at once.',
      resolve: ({ minimum, currency }) => money(minimum, currency),
    }),
    maximum: t.field({
      type: Money,
      description: 'The most at once; zero for no limit.',
      resolve: ({ maximum, currency }) => money(maximum, currency),
    }),
    maximumBalance: t.field({
      type: Money,
      description: 'The most credit there may be; zero for no limit.',
      resolve: ({ maximumBalance, currency }) => money(maximumBalance, currency),
    }),
    balance: t.field({
      type: Money,
      description: 'The credit there is.',
      resolve: ({ balance, currency }) => money(balance, currency),
    }),
    currency: t.prismaField({
      type: Currency,
      description: 'What all of this is in.',
      resolve: (query, { currency }, _args, { db }) =>
        db.currency.findUniqueOrThrow({ ...query, where: { code: currency } }),
    }),
    paymentMethods: t.prismaField({
      type: [Gateway],
      description: 'How it can be paid.',
      resolve: (query, _info, _args, { db, actor }) =>
        db.gateway.findMany({
          ...query,
          where: { AND: [visibleGateways(actor), { isActive: true }] },
          orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }],
        }),
    }),
  }),
});

builder.queryField('fundsInfo', (t) =>
  t.field({
    type: FundsInfo,
    description: 'On what terms a client may pay in advance.',
    authScopes: { permission: 'billing:read' },
    extensions: legacyExtensions('GetFundsInfo', 'billing:read'),
    args: { clientId: t.arg.globalID({ for: Client, required: true, description: 'Who.' }) },
    resolve: async (_root, { clientId }, { db, actor }) => {
      const id = await seenClient({ db, actor }, clientId);
      const client = await db.client.findUniqueOrThrow({
        where: { id },
        select: { currencyCode: true, creditBalance: true },
      });
      const terms = await fundsTerms(db, client.currencyCode);
      return { ...terms, clientId: id, balance: client.creditBalance };
    },
  }),
);
