import { visibleQuotes } from './visible.ts';
import { isBackOffice } from '#core/actor.ts';
import { today } from '#core/clock.ts';
import { toDay } from '#core/dates.ts';
import { TaxMode } from '#modules/billing/invoices/invoice.ts';
import { builder } from '#schema/builder.ts';
import { Money } from '#schema/money.ts';

export const QuoteStage = builder.enumType('QuoteStage', {
  description: 'Stage of a quote from draft to its end.',
  values: {
    DRAFT: { description: 'Being written. The recipient cannot see the quote.' },
    DELIVERED: { description: 'Sent to the recipient and open to be accepted.' },
    ON_HOLD: { description: 'Set aside by staff for now.' },
    ACCEPTED: { description: 'Accepted by the recipient. Its invoice exists.' },
    LOST: { description: 'Declined by the recipient.' },
    DEAD: { description: 'Given up by staff.' },
    CANCELLED: { description: 'Withdrawn by staff.' },
    EXPIRED: { description: 'Not accepted until its last day.' },
  } as const,
});

builder.prismaNode('QuoteItem', {
  read: 'quotes:read',
  visible: (actor) => ({ quote: visibleQuotes(actor) }),
  description: 'One line of a quote, as stored.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    quote: t.relation('quote', { description: 'Quote the line is part of.' }),
    databaseId: t.exposeInt('id', { description: 'Numeric ID of the quote line.' }),
    description: t.exposeString('description', { description: 'Text of the quote line.' }),
    quantity: t.expose('quantity', { type: 'Decimal', description: 'Number of units offered.' }),
    unitPrice: t.expose('unitPrice', {
      type: 'Decimal',
      description: "Price of one unit before discount and tax, in the quote's currency.",
    }),
    discountPercent: t.expose('discountPercent', {
      type: 'Decimal',
      description: 'Discount on the line in percent.',
    }),
    amount: t.field({
      type: Money,
      description: 'Quantity × unit price less the discount, rounded once, before tax.',
      select: { amount: true, currencyCode: true },
      resolve: ({ amount, currencyCode }) => ({ amount, currency: currencyCode }),
    }),
    isTaxed: t.exposeBoolean('isTaxed', { description: 'Whether tax is added to the line.' }),
  }),
});

/** An offer. */
export const Quote = builder.prismaNode('Quote', {
  read: 'quotes:read',
  visible: visibleQuotes,
  description:
    'An offer with lines and a last day, to a client or to a prospect. Accepting it creates an invoice.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the quote, used by the legacy APIs.',
    }),
    subject: t.exposeString('subject', { description: 'Subject of the quote.' }),
    stage: t.field({
      type: QuoteStage,
      description:
        'Current stage of the quote. A delivered or on-hold quote past its last day is EXPIRED.',
      select: { stage: true, validUntilOn: true },
      resolve: ({ stage, validUntilOn }) =>
        ['DRAFT', 'DELIVERED', 'ON_HOLD'].includes(stage) && toDay(validUntilOn) < today()
          ? ('EXPIRED' as const)
          : stage,
    }),
    client: t.relation('client', {
      nullable: true,
      description: 'Client the quote is for. Null for a prospect.',
    }),
    invoice: t.relation('invoice', {
      nullable: true,
      description: 'Invoice created when the quote was accepted. Null before that.',
    }),
    currency: t.relation('currency', { description: 'Currency of all amounts of the quote.' }),
    createdOn: t.expose('createdOn', { type: 'Date', description: 'Date printed on the quote.' }),
    validUntilOn: t.expose('validUntilOn', {
      type: 'Date',
      description: 'Last day on which the quote can be accepted.',
    }),
    modifiedOn: t.expose('modifiedOn', {
      type: 'Date',
      description: 'Day on which the quote was last changed.',
    }),
    sentAt: t.expose('sentAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time at which the quote was sent. Null if never sent.',
    }),
    acceptedAt: t.expose('acceptedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time at which the quote was accepted. Null if not accepted.',
    }),
    proposal: t.exposeString('proposal', { description: 'Text above the lines.' }),
    customerNotes: t.exposeString('customerNotes', {
      description: 'Text below the lines, for the recipient.',
    }),
    adminNotes: t.string({
      nullable: true,
      description: 'Internal notes. Null for everybody but staff.',
      select: { adminNotes: true },
      resolve: ({ adminNotes }, _args, { actor }) => (isBackOffice(actor) ? adminNotes : null),
    }),
    items: t.relation('items', {
      listSize: 20,
      description: 'Lines of the quote, in the order they were written.',
      query: { orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }] },
    }),
  }),
});

builder.prismaObjectFields(Quote, (t) => {
  const money = (column: 'subtotal' | 'tax' | 'tax2' | 'total', description: string) =>
    t.field({
      type: Money,
      description,
      select: { [column]: true, currencyCode: true } as Record<
        typeof column | 'currencyCode',
        true
      >,
      resolve: (row) => ({ amount: row[column], currency: row.currencyCode }),
    });
  return {
    subtotal: money('subtotal', 'The lines without tax.'),
    tax: money('tax', 'Tax of the first level.'),
    tax2: money('tax2', 'Tax of the second level.'),
    total: money('total', 'Sum of the lines with tax.'),
    taxRate: t.expose('taxRate', {
      type: 'Decimal',
      description: 'Tax rate of the first level, in percent, as it was when the quote was written.',
    }),
    taxRate2: t.expose('taxRate2', {
      type: 'Decimal',
      description:
        'Tax rate of the second level, in percent, as it was when the quote was written.',
    }),
    taxIsCompound: t.exposeBoolean('taxIsCompound', {
      description: 'Whether level 2 is taken of the amount with level 1.',
    }),
    taxName: t.exposeString('taxName', {
      description: 'What level 1 is called, e.g. VAT; empty for no tax.',
    }),
    taxName2: t.exposeString('taxName2', {
      description: 'What level 2 is called; empty for no tax.',
    }),
    taxNote: t.exposeString('taxNote', {
      description: 'Sentence the law wants on it, such as the one of a reverse charge; or empty.',
    }),
    taxMode: t.expose('taxMode', {
      type: TaxMode,
      description: 'Whether the prices of the lines include tax.',
    }),
    createdBy: t.relation('createdByAdmin', {
      nullable: true,
      authScopes: { staff: true },
      description: 'Staff member who wrote the quote. Staff only. Null for a credential.',
    }),
    firstName: t.exposeString('firstName', {
      description: "First name of the prospect. Empty for a client's quote.",
    }),
    lastName: t.exposeString('lastName', {
      description: "Last name of the prospect. Empty for a client's quote.",
    }),
    companyName: t.exposeString('companyName', {
      description: "Company name of the prospect. Empty for a client's quote.",
    }),
    email: t.exposeString('email', {
      description: "E-mail address of the prospect. Empty for a client's quote.",
    }),
    address1: t.exposeString('address1', {
      description: "First address line of the prospect. Empty for a client's quote.",
    }),
    address2: t.exposeString('address2', {
      description: "Second address line of the prospect. Empty for a client's quote.",
    }),
    city: t.exposeString('city', {
      description: "City of the prospect. Empty for a client's quote.",
    }),
    state: t.exposeString('state', {
      description: "State or county of the prospect. Empty for a client's quote.",
    }),
    postcode: t.exposeString('postcode', {
      description: "Postal code of the prospect. Empty for a client's quote.",
    }),
    country: t.exposeString('countryCode', {
      description: "Two-letter country code of the prospect. Empty for a client's quote.",
    }),
    phoneNumber: t.exposeString('phoneNumber', {
      description: "Telephone number of the prospect. Empty for a client's quote.",
    }),
    taxId: t.exposeString('taxId', {
      description: "Tax number of the prospect. Empty for a client's quote.",
    }),
  };
});
