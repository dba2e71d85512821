import { gatewayModule, gatewayTitle } from '#modules/clients/paid-with.ts';
import { builder } from '#schema/builder.ts';

// How an order is paid, and how far that is.
builder.prismaObjectFields('Order', (t) => ({
  currencyPrefix: t.string({
    description: 'Written before an amount.',
    select: { currency: { select: { prefix: true } } },
    resolve: ({ currency }) => currency.prefix,
  }),
  currencySuffix: t.string({
    description: 'Written after an amount.',
    select: { currency: { select: { suffix: true } } },
    resolve: ({ currency }) => currency.suffix,
  }),
  paymentMethod: t.string({
    description: 'The system name of the gateway it is paid with; may be empty.',
    ...gatewayModule,
  }),
  paymentMethodName: t.string({
    description: 'What that gateway is called.',
    ...gatewayTitle,
  }),
  invoiceId: t.exposeInt('invoiceId', {
    nullable: true,
    description: 'The `databaseId` of its invoice; null when it has none.',
  }),
  paymentStatus: t.string({
    description: 'The status of its invoice; empty when it has none.',
    select: { invoice: { select: { status: true } } },
    resolve: ({ invoice }) => invoice?.status ?? '',
  }),
}));
