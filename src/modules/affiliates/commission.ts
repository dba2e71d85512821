import { visibleAffiliates } from './visible.ts';
import { matchNone } from '#modules/access/visible.ts';
import { builder } from '#schema/builder.ts';
import { Money } from '#schema/money.ts';
import { type Actor, isStaff } from '#core/actor.ts';
import { amounts, anyOf, timeSpans, whether, withinDays } from '#schema/lists/conditions.ts';
import { declareList } from '#schema/lists/list.ts';
import { includes, somebodyCalled } from '#schema/text-filter.ts';

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
  visible: (actor) => ({ affiliate: visibleAffiliates(actor) }),
  description: 'Commission an affiliate earned by one purchase on one paid invoice.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    affiliate: t.relation('affiliate', { description: 'Affiliate who earned it.' }),
    referral: t.relation('referral', {
      description: 'Signup or purchase it was earned by.',
    }),
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
  visible: (actor) => ({ affiliate: visibleAffiliates(actor) }),
  description: 'A client an affiliate brought, or a purchase of that client.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    affiliate: t.relation('affiliate', { description: 'Affiliate who brought the client.' }),
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
    order: t.relation('order', {
      nullable: true,
      authScopes: { staff: true },
      description: 'Order the client made. Staff only. Null for a signup.',
    }),
    service: t.relation('service', {
      nullable: true,
      authScopes: { staff: true },
      description: 'Service the client bought. Staff only. Null for none.',
    }),
    domain: t.relation('domain', {
      nullable: true,
      authScopes: { staff: true },
      description: 'Domain the client bought. Staff only. Null for none.',
    }),
  }),
});

const ofVisibleAffiliate = (actor: Actor) => ({ affiliate: visibleAffiliates(actor) });

declareList({
  type: AffiliateCommission,
  noun: 'AffiliateCommission',
  model: 'AffiliateCommission',
  visible: ofVisibleAffiliate,
  filter: {
    status: anyOf(CommissionStatus, 'status', 'Commissions in these statuses.'),
    amount: amounts('amount', 'Amount earned.'),
    clearsOn: withinDays('clearsOn', 'Day from which it can be withdrawn.'),
    createdAt: timeSpans('createdAt', 'Time at which it was earned.'),
  },
  order: {
    ID: ['id', 'By the order of earning.'],
    STATUS: ['status', 'By the status.'],
    AMOUNT: ['amount', 'By the amount.'],
    CLEARS_ON: ['clearsOn', 'By the day from which it can be withdrawn.'],
  },
  usual: [{ id: 'desc' }],
  search: (word) => ({ description: includes(word) }),
  totals: {
    amount: ['amount', 'Sum of what was earned.'],
    reversed: ['reversed', 'Sum of what was taken back.'],
  },
}).under('Affiliate', 'commissions', 'commissions', {
  description: 'Commissions of the affiliate, the latest first.',
  column: 'affiliateId',
});

declareList({
  type: AffiliateReferral,
  noun: 'AffiliateReferral',
  model: 'AffiliateReferral',
  visible: ofVisibleAffiliate,
  filter: {
    isSignup: whether('isSignup', 'Whether the client signed up.'),
    signedUpAt: timeSpans('signedUpAt', 'Time of the signup or purchase.'),
    lastPaidOn: withinDays('lastPaidOn', 'Day on which the purchase last earned a commission.'),
  },
  order: {
    ID: ['id', 'By the order of referral.'],
    SIGNED_UP_AT: ['signedUpAt', 'By the time of the signup or purchase.'],
    LAST_PAID_ON: ['lastPaidOn', 'By the day on which the purchase last earned a commission.'],
  },
  usual: [{ id: 'desc' }],
  // Affiliates do not learn whom they referred: the client's name is for staff to look for.
  search: (word, actor) => (isStaff(actor) ? { client: somebodyCalled(word) } : matchNone),
}).under('Affiliate', 'referrals', 'referrals', {
  description: 'Clients the affiliate brought and their purchases, the latest first.',
});
