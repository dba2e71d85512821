import type { Prisma } from '#generated/prisma/client.ts';
import { BillingCycle } from '#modules/catalog/billing-cycle.ts';
import { gatewayModule, gatewayTitle } from '#modules/clients/paid-with.ts';
import { builder } from '#schema/builder.ts';
import { Money } from '#schema/money.ts';

const money = (amount: Prisma.Decimal, currency: string) => ({ amount, currency });

// What a service costs, and how it is paid.
builder.prismaObjectFields('Service', (t) => ({
  billingCycle: t.expose('billingCycle', {
    type: BillingCycle,
    description: 'How often it is billed.',
  }),
  firstPayment: t.field({
    type: Money,
    description: 'What was to be paid first, without tax.',
    select: { firstPaymentAmount: true, currencyCode: true },
    resolve: (row) => money(row.firstPaymentAmount, row.currencyCode),
  }),
  recurring: t.field({
    type: Money,
    description: 'What each further cycle costs, without tax.',
    select: { recurringAmount: true, currencyCode: true },
    resolve: (row) => money(row.recurringAmount, row.currencyCode),
  }),
  paymentMethod: t.string({
    description: "The system name of the gateway it is paid with; empty for the client's own.",
    ...gatewayModule,
  }),
  paymentMethodName: t.string({
    description: 'What that gateway is called.',
    ...gatewayTitle,
  }),
  orderId: t.exposeInt('orderId', {
    nullable: true,
    description: 'The `databaseId` of the order it came with.',
  }),
  orderNumber: t.string({
    nullable: true,
    description: 'The number of that order.',
    select: { order: { select: { number: true } } },
    resolve: ({ order }) => order?.number ?? null,
  }),
  subscriptionId: t.exposeString('subscriptionId', {
    description: 'Recurring agreement at the gateway; may be empty.',
  }),
  promotionId: t.exposeInt('promotionId', {
    nullable: true,
    description: 'The `databaseId` of the promotion that holds for it.',
  }),
}));
