import type { Prisma } from '#generated/prisma/client.ts';
import { keyOf } from '#core/ids.ts';
import { Client } from '#modules/clients/client.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { listDescriptions, place, skipping, SortDirection } from '#schema/list.ts';
import { Affiliate } from './affiliate.ts';
import { visibleAffiliates } from './visible.ts';

const AffiliateFilter = builder.inputType('AffiliateFilter', {
  description: 'Narrows affiliates down; what is given must all hold.',
  fields: (t) => ({
    clientId: t.globalID({ for: Client, description: 'The one that this client is.' }),
    visitors: t.int({ description: 'With exactly so many visitors.' }),
    country: t.field({ type: 'CountryCode', description: 'In this country.' }),
    activatedOn: t.field({ type: 'Date', description: 'Begun on this day.' }),
    balance: t.field({ type: 'Decimal', description: 'With exactly this balance.' }),
    withdrawn: t.field({ type: 'Decimal', description: 'With exactly this withdrawn.' }),
  }),
});

const AffiliateOrderField = builder.enumType('AffiliateOrderField', {
  description: 'What affiliates can be sorted by.',
  values: {
    ID: { description: 'Order of adding.' },
    FIRST_NAME: { description: 'The client’s first name.' },
    LAST_NAME: { description: 'The client’s last name.' },
    COMPANY_NAME: { description: 'The client’s company.' },
    EMAIL: { description: 'The client’s e-mail address.' },
    GROUP: { description: 'The client’s group.' },
    CREATED_AT: { description: 'When the client was added.' },
    STATUS: { description: 'Where the client stands.' },
    VISITORS: { description: 'How many visitors it brought.' },
    BALANCE: { description: 'Its balance.' },
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
  description: 'How affiliates are sorted.',
  fields: (t) => ({
    field: t.field({ type: AffiliateOrderField, required: true, description: 'By what.' }),
    direction: t.field({
      type: SortDirection,
      defaultValue: 'asc',
      description: 'Which end first.',
    }),
  }),
});

builder.queryField('affiliates', (t) =>
  t.prismaConnection({
    type: Affiliate,
    cursor: place,
    description: 'The affiliates the actor may see.',
    authScopes: { permission: 'affiliates:read' },
    extensions: legacyExtensions('GetAffiliates', 'affiliates:read'),
    args: {
      filter: t.arg({ type: AffiliateFilter, description: 'Which ones.' }),
      orderBy: t.arg({ type: AffiliateOrder, description: 'In which order (default: as added).' }),
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
