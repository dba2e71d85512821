import { encodeId } from '#core/ids.ts';
import { exact } from '#core/money.ts';
import { onceFor } from '#core/once-for.ts';
import { Prisma } from '#generated/prisma/client.ts';
import { Invoice } from '#modules/billing/invoices/invoice.ts';
import { isOpen } from '#modules/billing/invoices/invoice-status.ts';
import { visibleGateways } from '#modules/billing/visible.ts';
import { builder } from '#schema/builder.ts';
import type { Context } from '#schema/context.ts';
import { Money } from '#schema/money.ts';
import { edgeToNode, loadNode } from '#schema/node.ts';
import { PayMethod } from './pay-method.ts';

interface Option {
  gatewayId: number;
  /** The client's own that the gateway can charge. */
  payMethodIds: number[];
  currency: string;
  /** Exact text. */
  creditUsable: string;
}

const PaymentOption = builder.objectRef<Option>('PaymentOption').implement({
  read: 'billing:read',
  description: 'A way in which an invoice can be paid.',
  fields: (t) => ({
    gateway: t.field(
      edgeToNode<Option>({
        type: 'Gateway',
        description: 'Gateway through which the money comes.',
        idOf: ({ gatewayId }) => encodeId('Gateway', gatewayId),
      }),
    ),
    storedPayMethods: t.field({
      type: [PayMethod],
      listSize: 10,
      description:
        'Stored pay methods of the client at the gateway, which can be charged without the client.',
      resolve: async ({ payMethodIds }, _args, context, info) => {
        const ids = payMethodIds.map((id) => encodeId('PayMethod', id));
        const rows = await Promise.all(ids.map(async (id) => loadNode(id, context, info)));
        return rows.filter((row) => row !== null) as never;
      },
    }),
    creditUsable: t.field({
      type: Money,
      description: "Part of what is owed that the client's credit covers.",
      resolve: ({ creditUsable, currency }) => ({
        amount: new Prisma.Decimal(creditUsable),
        currency,
      }),
    }),
  }),
});

/** The gateways that clients are offered, read once for a request. */
const offeredIn = onceFor(async ({ db, actor }: Context) => {
  const gateways = await db.gateway.findMany({
    where: { AND: [visibleGateways(actor), { isActive: true, isHidden: false }] },
    orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }],
    select: { id: true },
  });
  return gateways.map(({ id }) => id);
});

builder.prismaObjectFields(Invoice, (t) => ({
  paymentOptions: t.field({
    type: [PaymentOption],
    listSize: 10,
    weight: 10,
    description:
      'Ways in which the invoice can be paid by `payInvoice`, in the order they are offered; none where nothing is owed.',
    select: {
      status: true,
      kind: true,
      balance: true,
      currencyCode: true,
      client: {
        select: {
          creditBalance: true,
          payMethods: {
            where: { removedAt: null, tokenEncrypted: { not: null } },
            orderBy: [{ isDefault: 'desc' }, { sortOrder: 'asc' }, { id: 'asc' }],
            select: { id: true, gatewayId: true },
          },
        },
      },
    },
    resolve: async ({ status, kind, balance, currencyCode, client }, _args, context) => {
      const owed = exact(balance);
      if (!isOpen(status) || !owed.greaterThan(0)) return [];
      const credit = kind === 'ADD_FUNDS' ? exact('0') : exact(client?.creditBalance ?? '0');
      const usable = credit.lessThan(owed) ? credit : owed;
      const ofClient = client?.payMethods ?? [];
      return (await offeredIn(context)).map((id) => ({
        gatewayId: id,
        payMethodIds: ofClient.filter(({ gatewayId }) => gatewayId === id).map((own) => own.id),
        currency: currencyCode,
        creditUsable: usable.isNegative() ? '0' : usable.toFixed(),
      }));
    },
  }),
}));
