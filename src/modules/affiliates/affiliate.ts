import { visibleAffiliates } from './visible.ts';
import { builder } from '#schema/builder.ts';
import { Money } from '#schema/money.ts';

export const AffiliateStatus = builder.enumType('AffiliateStatus', {
  description: 'Status of an affiliate.',
  values: {
    PENDING: { description: 'Not yet approved.' },
    ACTIVE: { description: 'Earns commissions.' },
    SUSPENDED: { description: 'Suspended; earns no commissions for the time being.' },
  } as const,
});

export const AffiliatePayType = builder.enumType('AffiliatePayType', {
  description: "Basis on which an affiliate's commissions are calculated.",
  values: {
    DEFAULT: { description: 'According to the setting of each product.' },
    PERCENTAGE: { description: 'Percentage of the amount paid.' },
    FIXED_AMOUNT: { description: 'Fixed amount for each payment.' },
  } as const,
});

/** A client who brings customers. */
export const Affiliate = builder.prismaNode('Affiliate', {
  read: 'affiliates:read',
  visible: visibleAffiliates,
  description: 'An affiliate: a client who brings customers and earns commissions.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the affiliate, used by the legacy APIs.',
    }),
    client: t.relation('client', { description: 'Client who is the affiliate.' }),
    status: t.expose('status', { type: AffiliateStatus, description: 'Status of the affiliate.' }),
    code: t.exposeString('code', { description: 'Code of the affiliate, contained in its links.' }),
    visitors: t.exposeInt('visitors', {
      description: "Number of visits through the affiliate's links so far.",
    }),
    payType: t.expose('payType', {
      type: AffiliatePayType,
      description: "Basis on which the affiliate's commissions are calculated.",
    }),
    payAmount: t.expose('payAmount', {
      type: 'Decimal',
      description: 'Commission in percent or as an amount, depending on `payType`.',
    }),
    isOneTime: t.exposeBoolean('isOneTime', {
      description: 'Whether only the first payment of each customer earns a commission.',
    }),
    balance: t.field({
      type: Money,
      description: 'Cleared commissions not yet withdrawn.',
      select: { balance: true, currencyCode: true },
      resolve: ({ balance, currencyCode }) => ({ amount: balance, currency: currencyCode }),
    }),
    withdrawn: t.field({
      type: Money,
      description: 'Amount withdrawn so far.',
      select: { withdrawn: true, currencyCode: true },
      resolve: ({ withdrawn, currencyCode }) => ({ amount: withdrawn, currency: currencyCode }),
    }),
    activatedOn: t.expose('activatedOn', {
      type: 'Date',
      description: 'Day the affiliate was activated.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time the affiliate was added.',
    }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'Time of the last change of the affiliate.',
    }),
  }),
});

builder.prismaObjectField('Client', 'affiliate', (t) =>
  t.relation('affiliate', {
    nullable: true,
    description: 'Affiliate record of the client; null if the client is not an affiliate.',
  }),
);
