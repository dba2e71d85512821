import { visibleInvoices } from '#modules/billing/visible.ts';
import { builder } from '#schema/builder.ts';
import { Money } from '#schema/money.ts';

export const InvoiceItemType = builder.enumType('InvoiceItemType', {
  description: 'What an invoice line charges for.',
  values: {
    SERVICE: { description: 'A billing cycle of a service.' },
    SERVICE_SETUP: { description: 'The setup fee of a service.' },
    SERVICE_ADDON: { description: 'A billing cycle of an addon on a service.' },
    DOMAIN_REGISTER: { description: 'The registration of a domain.' },
    DOMAIN_TRANSFER: { description: 'The transfer of a domain.' },
    DOMAIN_RENEW: { description: 'The renewal of a domain.' },
    DOMAIN_RESTORE: {
      description:
        'What renewing a domain late costs on top: in its grace period, or out of redemption.',
    },
    UPGRADE: { description: 'The change of a service to another product or other options.' },
    PROMOTION: { description: 'Discount by a promotion.' },
    LATE_FEE: { description: 'Fee for late payment.' },
    ADD_FUNDS: { description: 'Purchase of credit in advance.' },
    CREDIT: { description: 'Purchase of credit together with other items.' },
    INVOICE: { description: 'Another invoice that is paid with this invoice.' },
    QUOTE: { description: 'A line of an accepted quote.' },
    OVERAGE: { description: 'Usage beyond what a service includes.' },
    CUSTOM: { description: 'Free text.' },
    GROUP_DISCOUNT: { description: 'Discount of the client group.' },
  } as const,
});

/** A line of an invoice. */
export const InvoiceItem = builder.prismaNode('InvoiceItem', {
  read: 'billing:read',
  visible: (actor) => ({ invoice: visibleInvoices(actor) }),
  description: 'A line of an invoice.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the invoice line, used by the legacy APIs.',
    }),
    type: t.expose('type', { type: InvoiceItemType, description: 'What the line charges for.' }),
    relatedNumber: t.exposeInt('relatedId', {
      nullable: true,
      description:
        'Number that the legacy APIs list as `relid`: of the service, addon, domain or billable item that the line, or the line it discounts, charges for.',
    }),
    description: t.exposeString('description', {
      description: 'Text of the line, as shown on the invoice.',
    }),
    quantity: t.expose('quantity', { type: 'Decimal', description: 'Number of units.' }),
    unitPrice: t.expose('unitPrice', {
      type: 'Decimal',
      description: 'Price of one unit, before discount.',
    }),
    unitCost: t.expose('unitCost', {
      type: 'Decimal',
      nullable: true,
      authScopes: { staff: true },
      description: 'Cost of one unit to the company. Staff only.',
    }),
    discountPercent: t.expose('discountPercent', {
      type: 'Decimal',
      description: 'Discount on the line, in percent.',
    }),
    amount: t.field({
      type: Money,
      description:
        'Quantity × unit price less discount; includes tax where the tax mode is inclusive.',
      select: { amount: true, currencyCode: true },
      resolve: ({ amount, currencyCode }) => ({ amount, currency: currencyCode }),
    }),
    isTaxed: t.exposeBoolean('isTaxed', { description: 'Whether the line is taxed.' }),
    tax: t.field({
      type: Money,
      description: 'First-level tax on the line.',
      select: { tax: true, currencyCode: true },
      resolve: ({ tax, currencyCode }) => ({ amount: tax, currency: currencyCode }),
    }),
    tax2: t.field({
      type: Money,
      description: 'Second-level tax on the line.',
      select: { tax2: true, currencyCode: true },
      resolve: ({ tax2, currencyCode }) => ({ amount: tax2, currency: currencyCode }),
    }),
    periodStartOn: t.expose('periodStartOn', {
      type: 'Date',
      nullable: true,
      description: 'First day of the period the line pays for.',
    }),
    periodEndOn: t.expose('periodEndOn', {
      type: 'Date',
      nullable: true,
      description: 'Last day of the period the line pays for.',
    }),
  }),
});
