import type { Prisma } from '#generated/prisma/client.ts';
import { keyOf } from '#core/ids.ts';
import { Client } from '#modules/clients/client.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { listDescriptions, place, skipping, SortDirection } from '#schema/list.ts';
import { Affiliate } from './affiliate.ts';
import { visibleAffiliates } from './visible.ts';

const AffiliateFilter = builder.inputType('AffiliateFilter', {
  description: 'Filter for affiliates. All given conditions must hold.',
  fields: (t) => ({
    clientId: t.globalID({ for: Client, description: 'Only the affiliate that is this client.' }),
    visitors: t.int({ description: 'Only affiliates with exactly this number of visitors.' }),
    country: t.field({ type: 'CountryCode', description: 'Only affiliates in this country.' }),
    activatedOn: t.field({ type: 'Date', description: 'Only affiliates activated on this day.' }),
    balance: t.field({
      type: 'Decimal',
      description: 'Only affiliates with exactly this balance.',
    }),
    withdrawn: t.field({
      type: 'Decimal',
      description: 'Only affiliates with exactly this amount withdrawn.',
    }),
  }),
});

const AffiliateOrderField = builder.enumType('AffiliateOrderField', {
  description: 'Fields by which affiliates can be sorted.',
  values: {
    ID: { description: 'By the order of adding.' },
    FIRST_NAME: { description: "By the client's first name." },
    LAST_NAME: { description: "By the client's last name." },
    COMPANY_NAME: { description: "By the client's company name." },
    EMAIL: { description: "By the client's email address." },
    GROUP: { description: "By the client's group." },
    CREATED_AT: { description: 'By the time the client was added.' },
    STATUS: { description: "By the client's status." },
    VISITORS: { description: 'By the number of visitors.' },
    BALANCE: { description: 'By the balance.' },
  } as const,
});

type Direction = 'asc' | 'desc';
type Field = (typeof AffiliateOrderField)['$inferType'];

/** The order each field stands for; the client's columns by its relation. */
const orders: Record<Field, (to: Direction) => Prisma.AffiliateOrderByWithRelationInput> = {
  ID: (id) => ({ id }),
  FIRST_NAME: (firstName) => ({ client: { firstName } }),
  LAST_NAME: (lastName) => ({ client: { lastName } }),
  COMPANY_NAME: (companyName) => ({ client: { companyName } }),
  EMAIL: (email) => ({ client: { email } }),
  GROUP: (groupId) => ({ client: { groupId } }),
  CREATED_AT: (createdAt) => ({ client: { createdAt } }),
  STATUS: (status) => ({ client: { status } }),
  VISITORS: (visitors) => ({ visitors }),
  BALANCE: (balance) => ({ balance }),
};

const AffiliateOrder = builder.inputType('AffiliateOrder', {
  description: 'Sort order of affiliates.',
  fields: (t) => ({
    field: t.field({
      type: AffiliateOrderField,
      required: true,
      description: 'Field to sort affiliates by.',
    }),
    direction: t.field({
      type: SortDirection,
      defaultValue: 'asc',
      description: 'Direction in which to sort affiliates.',
    }),
  }),
});

builder.queryField('affiliates', (t) =>
  t.prismaConnection({
    type: Affiliate,
    cursor: place,
    description: 'List the affiliates the actor may see.',
    authScopes: { permission: 'affiliates:read' },
    extensions: legacyExtensions('GetAffiliates', 'affiliates:read'),
    args: {
      filter: t.arg({ type: AffiliateFilter, description: 'Conditions the affiliates must meet.' }),
      orderBy: t.arg({
        type: AffiliateOrder,
        description: 'Sort order of the affiliates. Default: the order of adding.',
      }),
      offset: t.arg.int({ description: listDescriptions.offset }),
    },
    totalCount: (_root, { filter }, { db, actor }) =>
      db.affiliate.count({ where: { AND: [visibleAffiliates(actor), affiliateWhere(filter)] } }),
    resolve: (query, _root, { filter, orderBy, offset }, { db, actor }) =>
      db.affiliate.findMany({
        ...skipping(query, offset),
        where: { AND: [visibleAffiliates(actor), affiliateWhere(filter)] },
        orderBy: [orders[orderBy?.field ?? 'ID'](orderBy?.direction ?? 'asc'), { id: 'asc' }],
      }),
  }),
);

function affiliateWhere(
  filter: typeof AffiliateFilter.$inferInput | null | undefined,
): Prisma.AffiliateWhereInput {
  const { clientId, visitors, country, activatedOn, balance, withdrawn } = filter ?? {};
  return {
    ...(clientId && { clientId: keyOf(clientId) }),
    ...(typeof visitors === 'number' && { visitors }),
    ...(country && { client: { countryCode: country } }),
    ...(activatedOn && { activatedOn }),
    ...(balance && { balance }),
    ...(withdrawn && { withdrawn }),
  };
}
