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
  description: 'Selects a domain by exactly one of these fields.',
  isOneOf: true,
  fields: (t) => ({
    id: t.globalID({ for: Domain, description: 'ID of the domain, e.g. `Domain:7`.' }),
    name: t.string({ description: 'Name of the domain, in any spelling.' }),
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
    description: 'Look up a domain; null if there is no such domain that the actor may see.',
    authScopes: { permission: 'domains:read' },
    extensions: legacyExtensions('GetClientDomain', 'domains:read'),
    args: {
      by: t.arg({ type: DomainBy, required: true, description: 'The domain to look up.' }),
      clientId: t.arg.globalID({
        for: Client,
        description: 'ID of the client the domain must belong to.',
      }),
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
  description: 'Filter for domains. All given conditions must hold.',
  fields: (t) => ({
    clientId: t.globalID({ for: Client, description: 'Only domains of this client.' }),
    status: t.field({
      type: [DomainStatus],
      description: 'Only domains in one of these statuses.',
    }),
    name: t.string({ description: 'Only domains whose name starts with this text.' }),
    expiresFrom: t.field({
      type: 'Date',
      description: 'Only domains whose period ends on this day or later.',
    }),
    expiresTo: t.field({
      type: 'Date',
      description: 'Only domains whose period ends on this day or earlier.',
    }),
    autoRenew: t.boolean({
      description: 'True: only domains that are renewed automatically. False: only the others.',
    }),
  }),
});

const DomainOrderField = builder.enumType('DomainOrderField', {
  description: 'Fields by which domains can be sorted.',
  values: {
    ID: { value: 'id', description: 'By the order of adding.' },
    NAME: { value: 'name', description: 'By the name.' },
    STATUS: { value: 'status', description: 'By the status.' },
    EXPIRES_ON: { value: 'expiresOn', description: 'By the last day of the period.' },
    NEXT_DUE_ON: { value: 'nextDueOn', description: 'By the due date of the next payment.' },
    REGISTERED_ON: { value: 'registeredOn', description: 'By the date of registration.' },
  } as const,
});

const DomainOrder = builder.inputType('DomainOrder', {
  description: 'Sort order of domains.',
  fields: (t) => ({
    field: t.field({
      type: DomainOrderField,
      required: true,
      description: 'Field to sort domains by.',
    }),
    direction: t.field({
      type: SortDirection,
      defaultValue: 'asc',
      description: 'Direction in which to sort domains.',
    }),
  }),
});

builder.queryField('domains', (t) =>
  t.prismaConnection({
    type: Domain,
    cursor: place,
    description: 'List the domains the actor may see.',
    authScopes: { permission: 'domains:read' },
    extensions: legacyExtensions('GetClientDomains', 'domains:read'),
    args: {
      filter: t.arg({ type: DomainFilter, description: 'Conditions the domains must meet.' }),
      orderBy: t.arg({
        type: DomainOrder,
        description: 'Sort order of the domains. Default: the order of adding.',
      }),
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
