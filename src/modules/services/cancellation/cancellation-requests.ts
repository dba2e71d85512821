import { CancellationStatus, CancellationType } from '#modules/services/service-status.ts';
import { visibleCancellations } from '#modules/services/visible.ts';
import { anyOf, rows, timeSpans, whether, withinDays } from '#schema/lists/conditions.ts';
import { encodeId } from '#core/ids.ts';
import { builder } from '#schema/builder.ts';
import { edgeToNode } from '#schema/node.ts';
import { declareList } from '#schema/lists/list.ts';
import { includes } from '#schema/text-filter.ts';
import { CancellationRequest } from './cancellation-request.ts';

/** Lists of cancellation requests. */
const cancellationList = declareList({
  type: CancellationRequest,
  noun: 'CancellationRequest',
  model: 'CancellationRequest',
  visible: visibleCancellations,
  filter: {
    client: rows('Client', 'clientId', 'Requests of these clients.'),
    service: rows('Service', 'serviceId', 'Requests for these services.'),
    type: anyOf(CancellationType, 'type', 'Requests of these types.'),
    status: anyOf(CancellationStatus, 'status', 'Requests in these statuses.'),
    isWithdrawn: whether(() => ({ status: 'WITHDRAWN' }), 'Whether they were taken back.'),
    cancelOn: withinDays('cancelOn', 'Day on which the cancellation takes effect.'),
    createdAt: timeSpans('createdAt', 'Time of the request.'),
  },
  order: {
    ID: ['id', 'By ID, the order in which cancellations were requested.'],
    TYPE: ['type', 'By type, i.e. when the service ends.'],
    STATUS: ['status', 'By status.'],
    CANCEL_ON: ['cancelOn', 'By the day on which the cancellation takes effect.'],
    PRODUCT_TYPE: ['productTypeKey', "By the type of the service's product."],
    CREATED_AT: ['createdAt', 'By the time of the request.'],
  },
  search: (word) => ({ reason: includes(word) }),
});

cancellationList.root('cancellationRequests', {
  description: 'Cancellation requests the actor may see, in the order of request.',
  permission: 'services:read',
  legacy: 'GetCancelledPackages',
});

builder.prismaObjectFields('Service', (t) => ({
  cancellation: t.field(
    edgeToNode<{ cancellationRequests: { id: number }[] }>({
      type: 'CancellationRequest',
      description: 'Cancellation request that is open; null for none.',
      select: {
        cancellationRequests: {
          select: { id: true },
          where: { status: 'OPEN' },
          orderBy: [{ id: 'desc' }],
          take: 1,
        },
      },
      idOf: ({ cancellationRequests: [open] }) =>
        open ? encodeId('CancellationRequest', open.id) : null,
    }),
  ),
}));

cancellationList.under('Client', 'cancellationRequests', 'cancellationRequests', {
  description: 'Cancellation requests of the client, newest first where no order is asked for.',
  usual: [{ id: 'desc' }],
});

cancellationList.under('Service', 'cancellationRequests', 'cancellationRequests', {
  description: 'Cancellation requests of the service, newest first where no order is asked for.',
  usual: [{ id: 'desc' }],
});
