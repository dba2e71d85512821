import { builder } from '#schema/builder.ts';
import { Money } from '#schema/money.ts';

export const InvoiceItemType = builder.enumType('InvoiceItemType', {
  description: 'What a line of an invoice is for.',
  values: {
    SERVICE: { description: 'A cycle of a service.' },
    SERVICE_SETUP: { description: 'The setup of a service.' },
    SERVICE_ADDON: { description: 'A cycle of an addon on a service.' },
    DOMAIN_REGISTER: { description: 'The registration of a domain.' },
    DOMAIN_TRANSFER: { description: 'The transfer of a domain.' },
    DOMAIN_RENEW: { description: 'The renewal of a domain.' },
    DOMAIN_RESTORE: {
      description:
        'What renewing a domain late costs on top: in its grace period, or out of redemption.',
    },
    UPGRADE: { description: 'The change of a service for another.' },
    PROMOTION: { description: 'What a promotion takes off.' },
    LATE_FEE: { description: 'The fee for paying late.' },
    ADD_FUNDS: { description: 'Credit that is bought.' },
    CREDIT: { description: 'Credit that is bought together with something else.' },
    INVOICE: { description: 'Another invoice that is paid with this one.' },
    QUOTE: { description: 'A line of an accepted quote.' },
    OVERAGE: { description: 'Use beyond what a service includes.' },
    CUSTOM: { description: 'Free text.' },
    GROUP_DISCOUNT: { description: 'What the client group takes off.' },
  } as const,
});

/** A line of an invoice. */
builder.prismaNode('InvoiceItem', {
  read: 'billing:read',
  description: 'A line of an invoice.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    type: t.expose('type', { type: InvoiceItemType, description: 'What it is for.' }),
    relatedId: t.exposeInt('relatedId', {
      nullable: true,
      description: 'The number of what it is for: a service, an addon or a domain, by `type`.',
    }),
    description: t.exposeString('description', { description: 'As it stands on the invoice.' }),
    quantity: t.expose('quantity', { type: 'Decimal', description: 'How many.' }),
    unitPrice: t.expose('unitPrice', { type: 'Decimal', description: 'For one, before discount.' }),
    unitCost: t.expose('unitCost', {
      type: 'Decimal',
      nullable: true,
      authScopes: { staff: true },
      description: 'What one costs the company; for staff.',
    }),
    discountPercent: t.expose('discountPercent', {
      type: 'Decimal',
      description: 'Taken off, in percent.',
    }),
    amount: t.field({
      type: Money,
      description: 'Quantity × price less discount; with the tax in it where tax is inclusive.',
      select: { amount: true, currencyCode: true },
      resolve: ({ amount, currencyCode }) => ({ amount, currency: currencyCode }),
    }),
    isTaxed: t.exposeBoolean('isTaxed', { description: 'It is taxed.' }),
    tax: t.field({
      type: Money,
      description: 'Tax of the first level on it.',
      select: { tax: true, currencyCode: true },
      resolve: ({ tax, currencyCode }) => ({ amount: tax, currency: currencyCode }),
    }),
    tax2: t.field({
      type: Money,
      description: 'Tax of the second level on it.',
      select: { tax2: true, currencyCode: true },
      resolve: ({ tax2, currencyCode }) => ({ amount: tax2, currency: currencyCode }),
    }),
    periodStartOn: t.expose('periodStartOn', {
      type: 'Date',
      nullable: true,
      description: 'First day it pays for.',
    }),
    periodEndOn: t.expose('periodEndOn', {
      type: 'Date',
      nullable: true,
      description: 'Last day it pays for.',
    }),
  }),
});
