import type { Prisma } from '#generated/prisma/client.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { listDescriptions, place, skipping, SortDirection } from '#schema/list.ts';
import { CancellationStatus, CancellationType } from '#modules/services/service-status.ts';
import { visibleCancellations } from '#modules/services/visible.ts';

/** A customer's request to end a service. */
export const CancellationRequest = builder.prismaNode('CancellationRequest', {
  read: 'services:read',
  description: "A customer's request to end a service.",
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    service: t.relation('service', { description: 'The service that is to end.' }),
    client: t.relation('client', { description: 'Whose service it is.' }),
    type: t.expose('type', { type: CancellationType, description: 'When the service ends.' }),
    status: t.expose('status', { type: CancellationStatus, description: 'How far it is.' }),
    reason: t.exposeString('reason', { description: 'Why, in the customer’s words.' }),
    cancelDomain: t.exposeBoolean('cancelDomain', {
      description: 'The domain of the same name is not renewed either.',
    }),
    cancelOn: t.expose('cancelOn', { type: 'Date', description: 'The day it takes effect.' }),
    completedAt: t.expose('completedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the service ended.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was asked for.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
  }),
});

builder.prismaObjectField('Service', 'cancellationRequests', (t) =>
  t.relation('cancellationRequests', {
    description: 'Its cancellations, newest first.',
    query: { orderBy: [{ id: 'desc' }] },
  }),
);

const CancellationFilter = builder.inputType('CancellationFilter', {
  description: 'Narrows cancellations down; what is given must all hold.',
  fields: (t) => ({
    type: t.field({ type: CancellationType, description: 'When the service ends.' }),
    status: t.field({ type: CancellationStatus, description: 'How far it is.' }),
    cancelOn: t.field({ type: 'Date', description: 'Takes effect on this day.' }),
  }),
});

const CancellationOrderField = builder.enumType('CancellationOrderField', {
  description: 'What cancellations can be sorted by.',
  values: {
    ID: { value: 'id', description: 'Order of asking.' },
    TYPE: { value: 'type', description: 'When the service ends.' },
    STATUS: { value: 'status', description: 'How far it is.' },
    CANCEL_ON: { value: 'cancelOn', description: 'The day it takes effect.' },
    PRODUCT_TYPE: { value: 'productTypeKey', description: "The kind of the service's product." },
  } as const,
});

const CancellationOrder = builder.inputType('CancellationOrder', {
  description: 'How cancellations are sorted.',
  fields: (t) => ({
    field: t.field({ type: CancellationOrderField, required: true, description: 'By what.' }),
    direction: t.field({
      type: SortDirection,
      defaultValue: 'asc',
      description: 'Which end first.',
    }),
  }),
});

function cancellationsWhere(
  filter: typeof CancellationFilter.$inferInput | null | undefined,
  visible: Prisma.CancellationRequestWhereInput,
): Prisma.CancellationRequestWhereInput {
  const { type, status, cancelOn } = filter ?? {};
  return {
    AND: [
      visible,
      { ...(type && { type }), ...(status && { status }), ...(cancelOn && { cancelOn }) },
    ],
  };
}

builder.queryField('cancellationRequests', (t) =>
  t.prismaConnection({
    type: CancellationRequest,
    cursor: place,
    description: 'The cancellations the actor may see.',
    authScopes: { permission: 'services:read' },
    extensions: legacyExtensions('GetCancelledPackages', 'services:read'),
    args: {
      filter: t.arg({ type: CancellationFilter, description: 'Which ones.' }),
      orderBy: t.arg({
        type: CancellationOrder,
        description: 'In which order (default: as asked).',
      }),
      offset: t.arg.int({ description: listDescriptions.offset }),
    },
    totalCount: (_root, { filter }, { db, actor }) =>
      db.cancellationRequest.count({
        where: cancellationsWhere(filter, visibleCancellations(actor)),
      }),
    resolve: (query, _root, { filter, orderBy, offset }, { db, actor }) =>
      db.cancellationRequest.findMany({
        ...skipping(query, offset),
        where: cancellationsWhere(filter, visibleCancellations(actor)),
        orderBy: [
          {
            [orderBy?.field ?? 'id']: orderBy?.direction ?? 'asc',
          } as Prisma.CancellationRequestOrderByWithRelationInput,
          { id: 'asc' },
        ],
      }),
  }),
);
