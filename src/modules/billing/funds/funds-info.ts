import { encodeId } from '#core/ids.ts';
import { Prisma } from '#generated/prisma/client.ts';
import { Client } from '#modules/clients/client.ts';
import { Currency } from '#modules/clients/currency.ts';
import { builder } from '#schema/builder.ts';
import { edgeToNode } from '#schema/node.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { Money } from '#schema/money.ts';
import type { Amount } from '#core/money.ts';
import { type FundsTerms, fundsTerms } from './funds.ts';
import { Gateway } from '#modules/billing/gateways/gateway.ts';
import { visibleClientId } from '#modules/billing/payments/seen-client.ts';
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
  description: 'Terms on which a client may buy credit in advance.',
  fields: (t) => ({
    client: t.field(
      edgeToNode<Info>({
        type: 'Client',
        description: 'Client to whom the terms apply.',
        idOf: ({ clientId }) => encodeId('Client', clientId),
      }),
    ),
    isEnabled: t.exposeBoolean('isEnabled', { description: 'Whether clients may add funds.' }),
    requiresOrder: t.exposeBoolean('requiresOrder', {
      description: 'Whether only clients with an active order may add funds.',
    }),
    minimum: t.field({
      type: Money,
      description: 'Smallest amount that can be added at once.',
      resolve: ({ minimum, currency }) => money(minimum, currency),
    }),
    maximum: t.field({
      type: Money,
      description: 'Largest amount that can be added at once; zero for no limit.',
      resolve: ({ maximum, currency }) => money(maximum, currency),
    }),
    maximumBalance: t.field({
      type: Money,
      description: 'Highest credit balance the client may have; zero for no limit.',
      resolve: ({ maximumBalance, currency }) => money(maximumBalance, currency),
    }),
    balance: t.field({
      type: Money,
      description: 'Current credit balance of the client.',
      resolve: ({ balance, currency }) => money(balance, currency),
    }),
    currency: t.prismaField({
      type: Currency,
      description: 'Currency of all amounts in these terms.',
      resolve: (query, { currency }, _args, { db }) =>
        db.currency.findUniqueOrThrow({ ...query, where: { code: currency } }),
    }),
    paymentMethods: t.prismaField({
      type: [Gateway],
      description: 'Payment gateways through which funds can be added.',
      resolve: (query, _info, _args, { db, actor }) =>
        db.gateway.findMany({
          ...query,
          where: { AND: [visibleGateways(actor), { isActive: true }] },
          orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }],
        }),
    }),
  }),
});

builder.prismaObjectFields('Client', (t) => ({
  fundsInfo: t.field({
    type: FundsInfo,
    nullable: true,
    description: 'Terms on which the client may buy credit in advance.',
    select: { id: true, currencyCode: true, creditBalance: true },
    resolve: async ({ id, currencyCode, creditBalance }, _args, { db }) => ({
      ...(await fundsTerms(db, currencyCode)),
      clientId: id,
      balance: creditBalance,
    }),
  }),
}));

builder.queryField('fundsInfo', (t) =>
  t.field({
    type: FundsInfo,
    description: 'Terms on which a client may buy credit in advance.',
    authScopes: { permission: 'billing:read' },
    extensions: legacyExtensions('GetFundsInfo', 'billing:read'),
    args: {
      clientId: t.arg.globalID({
        for: Client,
        required: true,
        description: 'ID of the client whose terms are returned.',
      }),
    },
    resolve: async (_root, { clientId }, { db, actor }) => {
      const id = await visibleClientId({ db, actor }, clientId);
      const client = await db.client.findUniqueOrThrow({
        where: { id },
        select: { currencyCode: true, creditBalance: true },
      });
      const terms = await fundsTerms(db, client.currencyCode);
      return { ...terms, clientId: id, balance: client.creditBalance };
    },
  }),
);
