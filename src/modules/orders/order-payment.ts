import { gatewayModule, gatewayTitle } from '#modules/clients/paid-with.ts';
import { InvoiceStatus } from '#modules/billing/invoices/invoice-status.ts';
import { builder } from '#schema/builder.ts';
import { rowId } from '#schema/id-field.ts';

// How an order is paid, and how far that is.
builder.prismaObjectFields('Order', (t) => ({
  currencyPrefix: t.string({
    description: "Text written before an amount in the order's currency.",
    select: { currency: { select: { prefix: true } } },
    resolve: ({ currency }) => currency.prefix,
  }),
  currencySuffix: t.string({
    description: "Text written after an amount in the order's currency.",
    select: { currency: { select: { suffix: true } } },
    resolve: ({ currency }) => currency.suffix,
  }),
  paymentMethod: t.string({
    description: 'System name of the gateway through which the order is paid; may be empty.',
    ...gatewayModule,
  }),
  paymentMethodName: t.string({
    description: 'Display name of the gateway through which the order is paid.',
    ...gatewayTitle,
  }),
  invoiceId: t.id(
    rowId('Invoice', 'invoiceId', "ID of the order's invoice; null without an invoice."),
  ),
  paymentStatus: t.field({
    type: InvoiceStatus,
    nullable: true,
    description: "Status of the order's invoice; null without an invoice.",
    select: { invoice: { select: { status: true } } },
    resolve: ({ invoice }) => invoice?.status ?? null,
  }),
}));
