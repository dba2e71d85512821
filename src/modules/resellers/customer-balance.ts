import { convert } from '#core/money.ts';
import { keyOf } from '#core/ids.ts';
import { Prisma } from '#generated/prisma/client.ts';
import { visibleClients } from '#modules/access/visible.ts';
import { Client } from '#modules/clients/client.ts';
import { builder } from '#schema/builder.ts';
import type { Context } from '#schema/context.ts';
import { Money, type MoneyValue } from '#schema/money.ts';

interface CustomerBalanceValue {
  available: MoneyValue;
  locked: MoneyValue;
  total: MoneyValue;
  accountingAvailable: MoneyValue;
  accountingLocked: MoneyValue;
}

const CustomerBalance = builder.objectRef<CustomerBalanceValue>('CustomerBalance').implement({
  read: 'billing:read',
  description: 'What a customer has to spend, in its own currency and in the company’s.',
  fields: (t) => ({
    available: t.expose('available', { type: Money, description: 'What may be spent now.' }),
    locked: t.expose('locked', {
      type: Money,
      description: 'Set aside for actions that wait to be carried out.',
    }),
    total: t.expose('total', { type: Money, description: 'Both together.' }),
    accountingAvailable: t.expose('accountingAvailable', {
      type: Money,
      description: 'What may be spent now, in the base currency.',
    }),
    accountingLocked: t.expose('accountingLocked', {
      type: Money,
      description: 'What is set aside, in the base currency.',
    }),
  }),
});

builder.queryField('customerBalance', (t) =>
  t.field({
    type: CustomerBalance,
    nullable: true,
    description: 'A customer’s balance; null where there is no such customer of the actor’s.',
    authScopes: { permission: 'billing:read' },
    args: {
      clientId: t.arg.globalID({ for: Client, required: true, description: 'The customer.' }),
    },
    resolve: (_root, { clientId }, context) => balanceOf(context, keyOf(clientId)),
  }),
);

async function balanceOf({ db, actor }: Context, id: number): Promise<CustomerBalanceValue | null> {
  const client = await db.client.findFirst({
    where: { AND: [{ id }, visibleClients(actor)] },
    select: { creditBalance: true, currency: { select: { code: true, rate: true } } },
  });
  if (!client) return null;
  const [base, pending] = await Promise.all([
    db.currency.findFirstOrThrow({ where: { isBase: true } }),
    db.pendingAction.aggregate({
      where: { clientId: id, status: { in: ['PENDING_PAYMENT', 'PENDING_EXECUTION'] } },
      _sum: { lockedAmount: true },
    }),
  ]);
  const { currency, creditBalance: total } = client;
  const locked = pending._sum.lockedAmount ?? new Prisma.Decimal(0);
  const available = total.minus(locked);
  const own = (amount: Prisma.Decimal) => ({ amount, currency: currency.code });
  const inBase = (amount: Prisma.Decimal) => ({
    amount: new Prisma.Decimal(convert(amount, currency, base).toFixed()),
    currency: base.code,
  });
  return {
    available: own(available),
    locked: own(locked),
    total: own(total),
    accountingAvailable: inBase(available),
    accountingLocked: inBase(locked),
  };
}
