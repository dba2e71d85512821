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
    description:
      'A single service. Null if no such service exists or the actor may not see the service.',
    authScopes: { permission: 'services:read' },
    extensions: legacyExtensions('GetClientProduct', 'services:read'),
    args: {
      id: t.arg.globalID({
        for: Service,
        required: true,
        description: 'ID of the service to read, such as `Service:7`.',
      }),
      clientId: t.arg.globalID({
        for: Client,
        description: 'Only return the service if the service belongs to this client.',
      }),
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
  description: 'Conditions for services. All given conditions must hold.',
  fields: (t) => ({
    clientId: t.globalID({ for: Client, description: 'Only services of this client.' }),
    status: t.field({ type: ServiceStatus, description: 'Only services in this status.' }),
    domainName: t.string({ description: 'Only services whose domain name starts with this text.' }),
    username: t.string({ description: 'Only services whose account has this username.' }),
    productDatabaseId: t.int({
      description: 'Only services of the product with this `databaseId`.',
    }),
  }),
});

const ServiceOrderField = builder.enumType('ServiceOrderField', {
  description: 'Fields by which services can be sorted.',
  values: {
    ID: { value: 'id', description: 'By ID, the order in which services were added.' },
    NEXT_DUE_ON: {
      value: 'nextDueOn',
      description: 'By the day on which the next payment is due.',
    },
    DOMAIN_NAME: { value: 'domainName', description: 'By domain name, alphabetically.' },
    STATUS: { value: 'status', description: 'By status.' },
  } as const,
});

const ServiceOrder = builder.inputType('ServiceOrder', {
  description: 'Sort order of services.',
  fields: (t) => ({
    field: t.field({
      type: ServiceOrderField,
      required: true,
      description: 'Field to sort services by.',
    }),
    direction: t.field({
      type: SortDirection,
      defaultValue: 'asc',
      description: 'Sort direction.',
    }),
  }),
});

builder.queryField('services', (t) =>
  t.prismaConnection({
    type: Service,
    cursor: place,
    description: 'Services the actor may see.',
    authScopes: { permission: 'services:read' },
    extensions: legacyExtensions('GetClientProducts', 'services:read'),
    args: {
      filter: t.arg({ type: ServiceFilter, description: 'Conditions the services must meet.' }),
      orderBy: t.arg({
        type: ServiceOrder,
        description: 'Sort order. Default: by ID, in the order in which services were added.',
      }),
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
    description: 'Services of the client, in the order in which services were added.',
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
