import { keyOf } from '#core/ids.ts';
import { asciiDomain, asciiStart } from '#core/text.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { Client } from '#modules/clients/client.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { amounts, anyOf, withinDays, whether, rows, withText } from '#schema/lists/conditions.ts';
import { declareList } from '#schema/lists/list.ts';
import { beginsLower, beginsName, includesLower } from '#schema/text-filter.ts';
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

/** Lists of domains. */
export const domainList = declareList({
  type: Domain,
  noun: 'Domain',
  model: 'Domain',
  visible: visibleDomains,
  filter: {
    id: rows('Domain', 'id', 'These domains.'),
    client: rows('Client', 'clientId', 'Domains of these clients.'),
    status: anyOf(DomainStatus, 'status', 'Domains in these statuses.'),
    registrar: rows('Registrar', 'registrarId', 'Domains at these registrars; null for none.'),
    tld: rows('Tld', 'tldId', 'Domains under these TLDs.'),
    order: rows('Order', 'orderId', 'Domains of these orders.'),
    name: withText(
      (name) => ({ OR: [{ name: beginsName(name) }, { unicodeName: beginsLower(name) }] }),
      'Domains whose name starts with this text, in Unicode or ASCII.',
    ),
    expiresOn: withinDays('expiresOn', 'Last day of the period.'),
    nextDueOn: withinDays('nextDueOn', 'Due date of the next payment.'),
    registeredOn: withinDays('registeredOn', 'Day of registration.'),
    autoRenew: whether('autoRenew', 'Whether they are renewed automatically.'),
    recurring: amounts('recurringAmount', 'What a renewal costs.'),
  },
  order: {
    ID: ['id', 'By the order of adding.'],
    NAME: ['name', 'By the name.'],
    STATUS: ['status', 'By the status.'],
    EXPIRES_ON: ['expiresOn', 'By the last day of the period.'],
    NEXT_DUE_ON: ['nextDueOn', 'By the due date of the next payment.'],
    REGISTERED_ON: ['registeredOn', 'By the date of registration.'],
    CLIENT: ['clientId', 'By the client.'],
  },
  search: (word) => ({
    OR: [{ name: includesLower(asciiStart(word)) }, { unicodeName: includesLower(word) }],
  }),
  totals: { recurring: ['recurringAmount', 'Sum of what renewals cost.'] },
});

domainList.root('domains', {
  description: 'List the domains the actor may see.',
  permission: 'domains:read',
  legacy: 'GetClientDomains',
});

domainList.under('Client', 'domains', 'domains', {
  description: 'Domains of the client, in the order they were added.',
  column: 'clientId',
});
