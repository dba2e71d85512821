import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { beginAction } from './begin-action.ts';
import { suspendAccount } from './module-actions.ts';
import { moduleErrors, servicePayload, whichService } from '#modules/services/service-payload.ts';

command('moduleSuspend', {
  legacy: 'ModuleSuspend',
  description: 'Suspend the account of a service until the service is unsuspended.',
  permission: 'services:manage',
  input: (t) => ({
    ...whichService(t),
    reason: t.string({
      description: 'Reason for the suspension. The customer may see the reason.',
      validate: z
        .string()
        .trim()
        .max(255, 'must be at most 255 characters')
        .regex(/^[^\p{Cc}]*$/u, 'must be one line')
        .nullish(),
    }),
  }),
  errors: moduleErrors,
  run: async (work, { serviceId: id, reason }) => {
    const serviceId = keyOf(id);
    await beginAction(work, suspendAccount, { serviceId, ...(reason && { reason }) });
    return { serviceId };
  },
  payload: servicePayload,
});
