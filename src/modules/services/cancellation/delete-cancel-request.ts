import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { CancellationRequest } from './cancellation-request.ts';
import { whichService } from '#modules/services/service-payload.ts';
import { serviceFor } from '#modules/services/visible.ts';
import { rowField } from '#schema/payload-rows.ts';
import { Client } from '#modules/clients/client.ts';
import { Service } from '#modules/services/service.ts';

command('deleteCancelRequest', {
  legacy: 'DeleteCancelRequest',
  description: 'Withdraw the pending cancellation of a service. The service continues.',
  permission: 'services:cancel',
  input: whichService,
  errors: ['SERVICE_NOT_FOUND', 'CANCELLATION_NOT_FOUND'],
  run: async (work, { serviceId }) => {
    const { tx } = work;
    const { id, clientId } = await serviceFor(work, keyOf(serviceId), { id: true, clientId: true });
    const [request] = await tx.cancellationRequest.updateManyAndReturn({
      where: { serviceId: id, status: 'OPEN' },
      data: { status: 'WITHDRAWN' },
    });
    if (!request) return work.fail('CANCELLATION_NOT_FOUND');
    const { id: requestId, cancelDomain } = request;
    work.announce('cancellation.withdrawn', { requestId, serviceId: id, clientId, cancelDomain });
    return { requestId, serviceId: id, clientId };
  },
  deletes: { type: 'CancellationRequest', key: 'requestId' },
  payload: (t) => ({
    service: rowField(t, Service, 'serviceId', 'The service, which continues.'),
    client: rowField(t, Client, 'clientId', 'The client with the service.'),
    cancellationRequest: t.prismaField({
      type: CancellationRequest,
      description: 'The withdrawn cancellation request.',
      resolve: (query, { requestId }, _args, { db }) =>
        db.cancellationRequest.findUniqueOrThrow({ ...query, where: { id: requestId } }),
    }),
  }),
});
