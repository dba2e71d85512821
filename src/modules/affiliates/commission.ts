import { builder } from '#schema/builder.ts';
import { place } from '#schema/list.ts';
import { Money } from '#schema/money.ts';

const CommissionStatus = builder.enumType('CommissionStatus', {
  description: 'How far a commission is.',
  values: {
    PENDING: { description: 'Held back for the days the company waits.' },
    CLEARED: { description: 'In the balance.' },
    REVERSED: { description: 'Taken back, since the sale was.' },
  } as const,
});

/** What an affiliate earned from one paid invoice. */
export const AffiliateCommission = builder.prismaNode('AffiliateCommission', {
  read: 'affiliates:read',
  description: 'What an affiliate earned by one purchase on one paid invoice.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'Its number.' }),
    status: t.expose('status', { type: CommissionStatus, description: 'How far it is.' }),
    amount: t.field({
      type: Money,
      description: 'What was earned.',
      select: { amount: true, currencyCode: true },
      resolve: ({ amount, currencyCode }) => ({ amount, currency: currencyCode }),
    }),
    reversed: t.field({
      type: Money,
      description: 'What was taken back of it, in the share in which the sale was given back.',
      select: { reversed: true, currencyCode: true },
      resolve: ({ reversed, currencyCode }) => ({ amount: reversed, currency: currencyCode }),
    }),
    description: t.exposeString('description', { description: 'The product that was sold.' }),
    clearsOn: t.expose('clearsOn', {
      type: 'Date',
      description: 'The day from which it can be withdrawn.',
    }),
    invoice: t.relation('invoice', {
      nullable: true,
      authScopes: { staff: true },
      description: 'The invoice it was earned on. For staff.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was earned.' }),
  }),
});

const AffiliateReferral = builder.prismaNode('AffiliateReferral', {
  read: 'affiliates:read',
  description: 'A client an affiliate brought, or a purchase of that client.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'Its number.' }),
    isSignup: t.exposeBoolean('isSignup', {
      description: 'The client signed up; every other one is a purchase.',
    }),
    signedUpAt: t.expose('signedUpAt', { type: 'DateTime', description: 'When it happened.' }),
    lastPaidOn: t.expose('lastPaidOn', {
      type: 'Date',
      nullable: true,
      description: 'When the purchase last earned something.',
    }),
    client: t.relation('client', {
      nullable: true,
      authScopes: { staff: true },
      description: 'Who was brought. For staff: affiliates do not learn whom they brought.',
    }),
  }),
});

builder.prismaObjectFields('Affiliate', (t) => ({
  commissions: t.relatedConnection('commissions', {
    type: AffiliateCommission,
    cursor: place,
    description: 'What it earned, the latest first.',
    totalCount: true,
    query: { orderBy: [{ id: 'desc' }] },
  }),
  referrals: t.relatedConnection('referrals', {
    type: AffiliateReferral,
    cursor: place,
    description: 'Whom it brought and what they bought, the latest first.',
    totalCount: true,
    query: { orderBy: [{ id: 'desc' }] },
  }),
}));
