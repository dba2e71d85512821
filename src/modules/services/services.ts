import type { Prisma } from '#generated/prisma/client.ts';
import { keyOf } from '#core/ids.ts';
import { Client } from '#modules/clients/client.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { listDescriptions, place, skipping, SortDirection } from '#schema/list.ts';
import { beginsName } from '#schema/text-filter.ts';
import { Service } from './service.ts';
import { ServiceStatus } from './service-status.ts';
import { visibleServices } from './visible.ts';

builder.queryField('service', (t) =>
  t.prismaField({
    type: Service,
    nullable: true,
    description: 'One service; null where there is none that the actor may see.',
    authScopes: { permission: 'services:read' },
    extensions: legacyExtensions('GetClientProduct', 'services:read'),
    args: {
      id: t.arg.globalID({ for: Service, required: true, description: 'Its id, `Service:7`.' }),
      clientId: t.arg.globalID({ for: Client, description: 'Only if it is of this client.' }),
    },
    resolve: (query, _root, { id, clientId }, { db, actor }) =>
      db.service.findFirst({
        ...query,
        where: {
          AND: [
            { id: keyOf(id), ...(clientId && { clientId: keyOf(clientId) }) },
            visibleServices(actor),
          ],
        },
      }),
  }),
);

const ServiceFilter = builder.inputType('ServiceFilter', {
  description: 'Narrows services down; what is given must all hold.',
  fields: (t) => ({
    clientId: t.globalID({ for: Client, description: 'Of this client.' }),
    status: t.field({ type: ServiceStatus, description: 'Where it stands.' }),
    domainName: t.string({ description: 'How the domain name starts.' }),
    username: t.string({ description: 'The user name of its account.' }),
    productDatabaseId: t.int({ description: 'Of the product with this `databaseId`.' }),
  }),
});

const ServiceOrderField = builder.enumType('ServiceOrderField', {
  description: 'What services can be sorted by.',
  values: {
    ID: { value: 'id', description: 'Order of adding.' },
    NEXT_DUE_ON: { value: 'nextDueOn', description: 'When it is to be paid again.' },
    DOMAIN_NAME: { value: 'domainName', description: 'Domain name.' },
    STATUS: { value: 'status', description: 'Where it stands.' },
  } as const,
});

const ServiceOrder = builder.inputType('ServiceOrder', {
  description: 'How services are sorted.',
  fields: (t) => ({
    field: t.field({ type: ServiceOrderField, required: true, description: 'By what.' }),
    direction: t.field({
      type: SortDirection,
      defaultValue: 'asc',
      description: 'Which end first.',
    }),
  }),
});

builder.queryField('services', (t) =>
  t.prismaConnection({
    type: Service,
    cursor: place,
    description: 'The services the actor may see.',
    authScopes: { permission: 'services:read' },
    extensions: legacyExtensions('GetClientProducts', 'services:read'),
    args: {
      filter: t.arg({ type: ServiceFilter, description: 'Which ones.' }),
      orderBy: t.arg({ type: ServiceOrder, description: 'In which order (default: as added).' }),
      offset: t.arg.int({ description: listDescriptions.offset }),
    },
    totalCount: (_root, { filter }, { db, actor }) =>
      db.service.count({ where: servicesWhere(filter, visibleServices(actor)) }),
    resolve: (query, _root, { filter, orderBy, offset }, { db, actor }) =>
      db.service.findMany({
        ...skipping(query, offset),
        where: servicesWhere(filter, visibleServices(actor)),
        orderBy: [
          {
            [orderBy?.field ?? 'id']: orderBy?.direction ?? 'asc',
          } as Prisma.ServiceOrderByWithRelationInput,
          { id: 'asc' },
        ],
      }),
  }),
);

builder.prismaObjectField('Client', 'services', (t) =>
  t.relatedConnection('services', {
    cursor: place,
    description: 'What it bought and has, in the order of adding.',
    totalCount: true,
    authScopes: { permission: 'services:read' },
    nullable: true,
    query: (_args, { actor }) => ({ where: visibleServices(actor), orderBy: [{ id: 'asc' }] }),
  }),
);

function servicesWhere(
  filter: typeof ServiceFilter.$inferInput | null | undefined,
  visible: Prisma.ServiceWhereInput,
): Prisma.ServiceWhereInput {
  const { clientId, status, domainName, username, productDatabaseId } = filter ?? {};
  return {
    AND: [
      visible,
      {
        ...(clientId && { clientId: keyOf(clientId) }),
        ...(status && { status }),
        ...(domainName && { domainName: beginsName(domainName) }),
        ...(username && { username }),
        ...(productDatabaseId && { productId: productDatabaseId }),
      },
    ],
  };
}
