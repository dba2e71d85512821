import type { Prisma } from '#generated/prisma/client.ts';
import { BillingCycle } from '#modules/catalog/billing-cycle.ts';
import { gatewayModule, gatewayTitle } from '#modules/clients/paid-with.ts';
import { builder } from '#schema/builder.ts';
import { Money } from '#schema/money.ts';
import { rowId } from '#schema/id-field.ts';

const money = (amount: Prisma.Decimal, currency: string) => ({ amount, currency });

// What a service costs, and how it is paid.
builder.prismaObjectFields('Service', (t) => ({
  billingCycle: t.expose('billingCycle', {
    type: BillingCycle,
    description: 'Interval at which the service is billed.',
  }),
  firstPayment: t.field({
    type: Money,
    description: 'Amount of the first payment, without tax.',
    select: { firstPaymentAmount: true, currencyCode: true },
    resolve: (row) => money(row.firstPaymentAmount, row.currencyCode),
  }),
  recurring: t.field({
    type: Money,
    description: 'Amount charged for each further cycle, without tax.',
    select: { recurringAmount: true, currencyCode: true },
    resolve: (row) => money(row.recurringAmount, row.currencyCode),
  }),
  paymentMethod: t.string({
    description:
      "System name of the payment gateway of the service. Empty if the client's default gateway is used.",
    ...gatewayModule,
  }),
  paymentMethodName: t.string({
    description: 'Display name of the payment gateway.',
    ...gatewayTitle,
  }),
  orderId: t.id(rowId('Order', 'orderId', 'ID of the order the service was bought with.')),
  orderNumber: t.string({
    nullable: true,
    description: 'Number of the order the service was bought with.',
    select: { order: { select: { number: true } } },
    resolve: ({ order }) => order?.number ?? null,
  }),
  subscriptionId: t.exposeString('subscriptionId', {
    description: 'Identifier of the recurring agreement at the payment gateway. May be empty.',
  }),
  promotionId: t.id(
    rowId('Promotion', 'promotionId', 'ID of the promotion that applies to the service.'),
  ),
}));
