import { builder } from '#schema/builder.ts';
import { Money } from '#schema/money.ts';

export const AffiliateStatus = builder.enumType('AffiliateStatus', {
  description: 'Where an affiliate stands.',
  values: {
    PENDING: { description: 'Not yet let in.' },
    ACTIVE: { description: 'Earns commissions.' },
    SUSPENDED: { description: 'Earns nothing for the moment.' },
  } as const,
});

export const AffiliatePayType = builder.enumType('AffiliatePayType', {
  description: 'How an affiliate is paid.',
  values: {
    DEFAULT: { description: 'As each product says.' },
    PERCENTAGE: { description: 'A percentage of what is paid.' },
    FIXED_AMOUNT: { description: 'A fixed amount for each payment.' },
  } as const,
});

/** A client who brings customers. */
export const Affiliate = builder.prismaNode('Affiliate', {
  read: 'affiliates:read',
  description: 'A client who brings customers.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    client: t.relation('client', { description: 'The client it is.' }),
    status: t.expose('status', { type: AffiliateStatus, description: 'Where it stands.' }),
    code: t.exposeString('code', { description: 'What stands in its links.' }),
    visitors: t.exposeInt('visitors', { description: 'Visits through its links so far.' }),
    payType: t.expose('payType', { type: AffiliatePayType, description: 'How it is paid.' }),
    payAmount: t.expose('payAmount', {
      type: 'Decimal',
      description: 'Percent or amount, by `payType`.',
    }),
    isOneTime: t.exposeBoolean('isOneTime', {
      description: 'Only the first payment of each customer earns a commission.',
    }),
    balance: t.field({
      type: Money,
      description: 'Cleared and not withdrawn.',
      select: { balance: true, currencyCode: true },
      resolve: ({ balance, currencyCode }) => ({ amount: balance, currency: currencyCode }),
    }),
    withdrawn: t.field({
      type: Money,
      description: 'Withdrawn so far.',
      select: { withdrawn: true, currencyCode: true },
      resolve: ({ withdrawn, currencyCode }) => ({ amount: withdrawn, currency: currencyCode }),
    }),
    activatedOn: t.expose('activatedOn', { type: 'Date', description: 'The day it began.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was added.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
  }),
});

builder.prismaObjectField('Client', 'affiliate', (t) =>
  t.relation('affiliate', {
    nullable: true,
    description: 'What it is as an affiliate, if it is one.',
  }),
);
