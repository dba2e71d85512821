import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { beginAction } from './begin-action.ts';
import { unsuspendAccount } from './module-actions.ts';
import { moduleErrors, servicePayload, whichService } from '#modules/services/service-payload.ts';

command('moduleUnsuspend', {
  legacy: 'ModuleUnsuspend',
  description: 'Unsuspend the account of a suspended service.',
  permission: 'services:manage',
  input: (t) => ({
    ...whichService(t),
    reason: t.string({
      description: 'Reason for the unsuspension, recorded in the audit log.',
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
    await beginAction(work, unsuspendAccount, { serviceId, ...(reason && { reason }) });
    return { serviceId };
  },
  payload: servicePayload,
});
