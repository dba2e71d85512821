import { isBackOffice } from '#core/actor.ts';
import { today } from '#core/clock.ts';
import { toDay } from '#core/dates.ts';
import { builder } from '#schema/builder.ts';
import { Money } from '#schema/money.ts';

export const QuoteStage = builder.enumType('QuoteStage', {
  description: 'Where a quote stands.',
  values: {
    DRAFT: { description: 'Being written; its recipient does not see it.' },
    DELIVERED: { description: 'Sent, and waiting for an answer.' },
    ON_HOLD: { description: 'Set aside.' },
    ACCEPTED: { description: 'Accepted; there is an invoice.' },
    LOST: { description: 'Declined.' },
    DEAD: { description: 'Given up.' },
    CANCELLED: { description: 'Withdrawn.' },
    EXPIRED: { description: 'No longer valid.' },
  } as const,
});

builder.prismaNode('QuoteItem', {
  read: 'quotes:read',
  description: 'A line of a quote.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'Its number.' }),
    description: t.exposeString('description', { description: 'What is offered.' }),
    quantity: t.expose('quantity', { type: 'Decimal', description: 'How many.' }),
    unitPrice: t.expose('unitPrice', { type: 'Decimal', description: 'For one.' }),
    discountPercent: t.expose('discountPercent', {
      type: 'Decimal',
      description: 'Taken off, in percent.',
    }),
    amount: t.field({
      type: Money,
      description: 'Quantity × price less discount.',
      select: { amount: true, currencyCode: true },
      resolve: ({ amount, currencyCode }) => ({ amount, currency: currencyCode }),
    }),
    isTaxed: t.exposeBoolean('isTaxed', { description: 'It is taxed.' }),
  }),
});

/** An offer. */
export const Quote = builder.prismaNode('Quote', {
  read: 'quotes:read',
  description: 'An offer to a client, or to somebody who may become one.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    subject: t.exposeString('subject', { description: 'What it is about.' }),
    stage: t.field({
      type: QuoteStage,
      description: 'Where it stands; past its last day an open one is expired.',
      select: { stage: true, validUntilOn: true },
      resolve: ({ stage, validUntilOn }) =>
        ['DRAFT', 'DELIVERED', 'ON_HOLD'].includes(stage) && toDay(validUntilOn) < today()
          ? ('EXPIRED' as const)
          : stage,
    }),
    client: t.relation('client', { nullable: true, description: 'Whose; null for a prospect.' }),
    invoice: t.relation('invoice', { nullable: true, description: 'What accepting it made.' }),
    currency: t.relation('currency', { description: 'What it is in.' }),
    createdOn: t.expose('createdOn', { type: 'Date', description: 'Its date.' }),
    validUntilOn: t.expose('validUntilOn', { type: 'Date', description: 'Its last day.' }),
    modifiedOn: t.expose('modifiedOn', { type: 'Date', description: 'When it last changed.' }),
    sentAt: t.expose('sentAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was sent.',
    }),
    acceptedAt: t.expose('acceptedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was accepted.',
    }),
    proposal: t.exposeString('proposal', { description: 'Text above the lines.' }),
    customerNotes: t.exposeString('customerNotes', { description: 'Text below the lines.' }),
    adminNotes: t.string({
      nullable: true,
      description: 'For staff; null for everybody else.',
      select: { adminNotes: true },
      resolve: ({ adminNotes }, _args, { actor }) => (isBackOffice(actor) ? adminNotes : null),
    }),
    items: t.relation('items', {
      description: 'Its lines.',
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
    total: money('total', 'All together.'),
    firstName: t.exposeString('firstName', { description: 'Of a prospect.' }),
    lastName: t.exposeString('lastName', { description: 'Of a prospect.' }),
    companyName: t.exposeString('companyName', { description: 'Of a prospect.' }),
    email: t.exposeString('email', { description: 'Of a prospect.' }),
    address1: t.exposeString('address1', { description: 'Of a prospect.' }),
    address2: t.exposeString('address2', { description: 'Of a prospect.' }),
    city: t.exposeString('city', { description: 'Of a prospect.' }),
    state: t.exposeString('state', { description: 'Of a prospect.' }),
    postcode: t.exposeString('postcode', { description: 'Of a prospect.' }),
    country: t.exposeString('countryCode', { description: 'Of a prospect, two letters.' }),
    phoneNumber: t.exposeString('phoneNumber', { description: 'Of a prospect.' }),
    taxId: t.exposeString('taxId', { description: 'Of a prospect.' }),
  };
});
