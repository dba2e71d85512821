import { builder } from '#schema/builder.ts';
import { place } from '#schema/list.ts';
import { Money } from '#schema/money.ts';

const CommissionStatus = builder.enumType('CommissionStatus', {
  description: 'Status of a commission.',
  values: {
    PENDING: { description: "Held back for the company's waiting period." },
    CLEARED: { description: "Included in the affiliate's balance." },
    REVERSED: { description: 'Taken back because the sale was reversed.' },
  } as const,
});

/** What an affiliate earned from one paid invoice. */
export const AffiliateCommission = builder.prismaNode('AffiliateCommission', {
  read: 'affiliates:read',
  description: 'Commission an affiliate earned by one purchase on one paid invoice.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'Numeric ID of the commission.' }),
    status: t.expose('status', {
      type: CommissionStatus,
      description: 'Status of the commission.',
    }),
    amount: t.field({
      type: Money,
      description: 'Amount earned.',
      select: { amount: true, currencyCode: true },
      resolve: ({ amount, currencyCode }) => ({ amount, currency: currencyCode }),
    }),
    reversed: t.field({
      type: Money,
      description:
        'Part of the commission taken back, in proportion to the refunded share of the sale.',
      select: { reversed: true, currencyCode: true },
      resolve: ({ reversed, currencyCode }) => ({ amount: reversed, currency: currencyCode }),
    }),
    description: t.exposeString('description', { description: 'Product that was sold.' }),
    clearsOn: t.expose('clearsOn', {
      type: 'Date',
      description: 'Day from which the commission can be withdrawn.',
    }),
    invoice: t.relation('invoice', {
      nullable: true,
      authScopes: { staff: true },
      description: 'Invoice on which the commission was earned. Staff only.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time the commission was earned.',
    }),
  }),
});

const AffiliateReferral = builder.prismaNode('AffiliateReferral', {
  read: 'affiliates:read',
  description: 'A client an affiliate brought, or a purchase of that client.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'Numeric ID of the referral.' }),
    isSignup: t.exposeBoolean('isSignup', {
      description: 'True if the client signed up; false for a purchase.',
    }),
    signedUpAt: t.expose('signedUpAt', {
      type: 'DateTime',
      description: 'Time of the signup or purchase.',
    }),
    lastPaidOn: t.expose('lastPaidOn', {
      type: 'Date',
      nullable: true,
      description: 'Date the purchase last earned a commission.',
    }),
    client: t.relation('client', {
      nullable: true,
      authScopes: { staff: true },
      description:
        'Client who was referred. Staff only: affiliates do not learn whom they referred.',
    }),
  }),
});

builder.prismaObjectFields('Affiliate', (t) => ({
  commissions: t.relatedConnection('commissions', {
    type: AffiliateCommission,
    cursor: place,
    description: 'Commissions of the affiliate, the latest first.',
    totalCount: true,
    query: { orderBy: [{ id: 'desc' }] },
  }),
  referrals: t.relatedConnection('referrals', {
    type: AffiliateReferral,
    cursor: place,
    description: 'Clients the affiliate brought and their purchases, the latest first.',
    totalCount: true,
    query: { orderBy: [{ id: 'desc' }] },
  }),
}));
