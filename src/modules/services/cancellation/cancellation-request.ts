import { builder } from '#schema/builder.ts';
import { CancellationStatus, CancellationType } from '#modules/services/service-status.ts';
import { visibleCancellations } from '#modules/services/visible.ts';

/** A customer's request to end a service. */
export const CancellationRequest = builder.prismaNode('CancellationRequest', {
  read: 'services:read',
  visible: visibleCancellations,
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
