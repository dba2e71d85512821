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
  description:
    "Balance of a customer, in the customer's currency and in the base currency of the company.",
  fields: (t) => ({
    available: t.expose('available', {
      type: Money,
      description: "Amount that can be spent now, in the customer's currency.",
    }),
    locked: t.expose('locked', {
      type: Money,
      description:
        "Amount reserved for orders that were carried out without payment, in the customer's currency.",
    }),
    total: t.expose('total', {
      type: Money,
      description: 'Available and reserved amount together.',
    }),
    accountingAvailable: t.expose('accountingAvailable', {
      type: Money,
      description: 'Amount that can be spent now, in the base currency.',
    }),
    accountingLocked: t.expose('accountingLocked', {
      type: Money,
      description: 'Reserved amount, in the base currency.',
    }),
  }),
});

builder.queryField('customerBalance', (t) =>
  t.field({
    type: CustomerBalance,
    nullable: true,
    description: 'Balance of a customer. Null when the actor has no such customer.',
    authScopes: { permission: 'billing:read' },
    args: {
      clientId: t.arg.globalID({
        for: Client,
        required: true,
        description: 'ID of the customer whose balance is returned.',
      }),
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
  const [base, executed] = await Promise.all([
    db.currency.findFirstOrThrow({ where: { isBase: true } }),
    // Carried out and not paid: what it costs is not to be spent on something else.
    db.invoice.aggregate({
      where: { clientId: id, status: 'UNPAID', orders: { some: { status: 'ACTIVE' } } },
      _sum: { balance: true },
    }),
  ]);
  const { currency, creditBalance: total } = client;
  const owed = executed._sum.balance ?? new Prisma.Decimal(0);
  const locked = Prisma.Decimal.max(Prisma.Decimal.min(owed, total), 0);
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
