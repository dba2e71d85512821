import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { beginAction } from './begin-action.ts';
import { terminateAccount } from './module-actions.ts';
import { moduleErrors, servicePayload, whichService } from '#modules/services/service-payload.ts';

command('moduleTerminate', {
  legacy: 'ModuleTerminate',
  description: 'Terminate the account of a service by removing the account from its server.',
  permission: 'services:manage',
  input: whichService,
  errors: moduleErrors,
  run: async (work, input) => {
    const serviceId = keyOf(input.serviceId);
    await beginAction(work, terminateAccount, { serviceId });
    return { serviceId };
  },
  payload: servicePayload,
});
