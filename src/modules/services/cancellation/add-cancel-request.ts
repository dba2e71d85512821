import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { CancellationRequest } from './cancellation-request.ts';
import { requestCancellation } from './request-cancellation.ts';
import { whichService } from '#modules/services/service-payload.ts';
import { CancellationType } from '#modules/services/service-status.ts';

command('addCancelRequest', {
  legacy: 'AddCancelRequest',
  description: 'Request the cancellation of a service, immediately or at its next renewal.',
  permission: 'services:cancel',
  input: (t) => ({
    ...whichService(t),
    type: t.field({
      type: CancellationType,
      defaultValue: 'END_OF_BILLING_PERIOD',
      description: 'When the service ends.',
    }),
    reason: t.string({
      description: 'Reason for the cancellation.',
      validate: z.string().trim().max(5_000, 'must be at most 5000 characters').nullish(),
    }),
    cancelDomain: t.boolean({
      defaultValue: false,
      description: 'Whether the domain of the same name is not renewed either.',
    }),
  }),
  errors: ['SERVICE_NOT_FOUND', 'SERVICE_STATUS_WRONG', 'CANCELLATION_EXISTS'],
  run: async (work, { serviceId, type, reason, cancelDomain }) => {
    const requestId = await requestCancellation(work, {
      serviceId: keyOf(serviceId),
      type: type ?? 'END_OF_BILLING_PERIOD',
      reason: reason ?? '',
      cancelDomain: cancelDomain ?? false,
    });
    return { requestId };
  },
  payload: (t) => ({
    cancellationRequest: t.prismaField({
      type: CancellationRequest,
      description: 'The new cancellation request.',
      resolve: (query, { requestId }, _args, { db }) =>
        db.cancellationRequest.findUniqueOrThrow({ ...query, where: { id: requestId } }),
    }),
  }),
});
