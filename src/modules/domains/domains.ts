import { keyOf } from '#core/ids.ts';
import { asciiDomain } from '#core/text.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { Client } from '#modules/clients/client.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { listDescriptions, place, skipping, SortDirection } from '#schema/list.ts';
import { beginsLower, beginsName } from '#schema/text-filter.ts';
import { Domain } from './domain.ts';
import { DomainStatus } from './domain-status.ts';
import { visibleDomains } from './visible.ts';

export const DomainBy = builder.inputType('DomainBy', {
  description: 'Which domain: exactly one of these.',
  isOneOf: true,
  fields: (t) => ({
    id: t.globalID({ for: Domain, description: 'Its id, `Domain:7`.' }),
    name: t.string({ description: 'Its name, in whatever spelling.' }),
  }),
});

/** Which domain is meant, as a condition. */
export const domainWhere = (by: typeof DomainBy.$inferInput): Prisma.DomainWhereInput =>
  by.id ? { id: keyOf(by.id) } : { name: asciiDomain(by.name ?? '') ?? '' };

/** Of several rows of one name, the one still on its way or alive comes first. */
export const likeliestFirst = [
  { status: 'asc' },
  { id: 'desc' },
] satisfies Prisma.DomainOrderByWithRelationInput[];

builder.queryField('domain', (t) =>
  t.prismaField({
    type: Domain,
    nullable: true,
    description: 'One domain; null where there is none that the actor may see.',
    authScopes: { permission: 'domains:read' },
    extensions: legacyExtensions('GetClientDomain', 'domains:read'),
    args: {
      by: t.arg({ type: DomainBy, required: true, description: 'Which one.' }),
      clientId: t.arg.globalID({ for: Client, description: "Only if it is this client's." }),
    },
    resolve: (query, _root, { by, clientId }, { db, actor }) =>
      db.domain.findFirst({
        ...query,
        where: {
          AND: [
            domainWhere(by),
            visibleDomains(actor),
            ...(clientId ? [{ clientId: keyOf(clientId) }] : []),
          ],
        },
        orderBy: likeliestFirst,
      }),
  }),
);

const DomainFilter = builder.inputType('DomainFilter', {
  description: 'Narrows domains down; what is given must all hold.',
  fields: (t) => ({
    clientId: t.globalID({ for: Client, description: 'Of this client.' }),
    status: t.field({ type: [DomainStatus], description: 'In one of these.' }),
    name: t.string({ description: 'How the name starts.' }),
    expiresFrom: t.field({ type: 'Date', description: 'Whose period ends on this day or later.' }),
    expiresTo: t.field({ type: 'Date', description: 'Whose period ends on this day or earlier.' }),
    autoRenew: t.boolean({ description: 'To be renewed automatically, or not.' }),
  }),
});

const DomainOrderField = builder.enumType('DomainOrderField', {
  description: 'What domains can be sorted by.',
  values: {
    ID: { value: 'id', description: 'Order of adding.' },
    NAME: { value: 'name', description: 'Name.' },
    STATUS: { value: 'status', description: 'Where it stands.' },
    EXPIRES_ON: { value: 'expiresOn', description: 'Last day of the period.' },
    NEXT_DUE_ON: { value: 'nextDueOn', description: 'When the next period is to be paid.' },
    REGISTERED_ON: { value: 'registeredOn', description: 'When it was registered.' },
  } as const,
});

const DomainOrder = builder.inputType('DomainOrder', {
  description: 'How domains are sorted.',
  fields: (t) => ({
    field: t.field({ type: DomainOrderField, required: true, description: 'By what.' }),
    direction: t.field({
      type: SortDirection,
      defaultValue: 'asc',
      description: 'Which end first.',
    }),
  }),
});

builder.queryField('domains', (t) =>
  t.prismaConnection({
    type: Domain,
    cursor: place,
    description: 'The domains the actor may see.',
    authScopes: { permission: 'domains:read' },
    extensions: legacyExtensions('GetClientDomains', 'domains:read'),
    args: {
      filter: t.arg({ type: DomainFilter, description: 'Which ones.' }),
      orderBy: t.arg({ type: DomainOrder, description: 'In which order (default: as added).' }),
      offset: t.arg.int({ description: listDescriptions.offset }),
    },
    totalCount: (_root, { filter }, { db, actor }) =>
      db.domain.count({ where: { AND: [domainsWhere(filter), visibleDomains(actor)] } }),
    resolve: (query, _root, { filter, orderBy, offset }, { db, actor }) =>
      db.domain.findMany({
        ...skipping(query, offset),
        where: { AND: [domainsWhere(filter), visibleDomains(actor)] },
        orderBy: [
          {
            [orderBy?.field ?? 'id']: orderBy?.direction ?? 'asc',
          } as Prisma.DomainOrderByWithRelationInput,
          { id: 'asc' },
        ],
      }),
  }),
);

function domainsWhere(
  filter: typeof DomainFilter.$inferInput | null | undefined,
): Prisma.DomainWhereInput {
  const { clientId, status, name, expiresFrom, expiresTo, autoRenew } = filter ?? {};
  return {
    ...(clientId && { clientId: keyOf(clientId) }),
    ...(status && { status: { in: status } }),
    ...(name && { OR: [{ name: beginsName(name) }, { unicodeName: beginsLower(name) }] }),
    ...((expiresFrom || expiresTo) && {
      expiresOn: { ...(expiresFrom && { gte: expiresFrom }), ...(expiresTo && { lte: expiresTo }) },
    }),
    ...(typeof autoRenew === 'boolean' && { autoRenew }),
  };
}
