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
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the cancellation request, used by the legacy APIs.',
    }),
    service: t.relation('service', { description: 'Service to be cancelled.' }),
    client: t.relation('client', { description: 'Client who owns the service.' }),
    type: t.expose('type', { type: CancellationType, description: 'When the service ends.' }),
    status: t.expose('status', {
      type: CancellationStatus,
      description: 'Current status of the cancellation request.',
    }),
    reason: t.exposeString('reason', {
      description: "Reason for the cancellation, in the customer's words.",
    }),
    cancelDomain: t.exposeBoolean('cancelDomain', {
      description: 'Whether the domain of the same name is not renewed either.',
    }),
    cancelOn: t.expose('cancelOn', {
      type: 'Date',
      description: 'Day on which the cancellation takes effect.',
    }),
    completedAt: t.expose('completedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time at which the service ended.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time at which the cancellation was requested.',
    }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'Time of the last change of the cancellation request.',
    }),
  }),
});

builder.prismaObjectField('Service', 'cancellationRequests', (t) =>
  t.relation('cancellationRequests', {
    description: 'Cancellation requests of the service, newest first.',
    query: { orderBy: [{ id: 'desc' }] },
  }),
);

const CancellationFilter = builder.inputType('CancellationFilter', {
  description: 'Conditions for cancellation requests. All given conditions must hold.',
  fields: (t) => ({
    type: t.field({
      type: CancellationType,
      description: 'Only cancellation requests of this type.',
    }),
    status: t.field({
      type: CancellationStatus,
      description: 'Only cancellation requests in this status.',
    }),
    cancelOn: t.field({
      type: 'Date',
      description: 'Only cancellation requests that take effect on this day.',
    }),
  }),
});

const CancellationOrderField = builder.enumType('CancellationOrderField', {
  description: 'Fields by which cancellation requests can be sorted.',
  values: {
    ID: { value: 'id', description: 'By ID, the order in which cancellations were requested.' },
    TYPE: { value: 'type', description: 'By type, i.e. when the service ends.' },
    STATUS: { value: 'status', description: 'By status.' },
    CANCEL_ON: {
      value: 'cancelOn',
      description: 'By the day on which the cancellation takes effect.',
    },
    PRODUCT_TYPE: { value: 'productTypeKey', description: "By the type of the service's product." },
  } as const,
});

const CancellationOrder = builder.inputType('CancellationOrder', {
  description: 'Sort order of cancellation requests.',
  fields: (t) => ({
    field: t.field({
      type: CancellationOrderField,
      required: true,
      description: 'Field to sort cancellation requests by.',
    }),
    direction: t.field({
      type: SortDirection,
      defaultValue: 'asc',
      description: 'Sort direction.',
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
    description: 'Cancellation requests the actor may see.',
    authScopes: { permission: 'services:read' },
    extensions: legacyExtensions('GetCancelledPackages', 'services:read'),
    args: {
      filter: t.arg({
        type: CancellationFilter,
        description: 'Conditions the cancellation requests must meet.',
      }),
      orderBy: t.arg({
        type: CancellationOrder,
        description: 'Sort order. Default: by ID, in order of request.',
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
