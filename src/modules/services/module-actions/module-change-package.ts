import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { beginAction } from './begin-action.ts';
import { changePackage } from './module-actions.ts';
import { moduleErrors, servicePayload, whichService } from '#modules/services/service-payload.ts';

command('moduleChangePackage', {
  legacy: 'ModuleChangePackage',
  description:
    "Set the account of a service on its server to the package of the service's product.",
  permission: 'services:manage',
  input: whichService,
  errors: moduleErrors,
  run: async (work, input) => {
    const serviceId = keyOf(input.serviceId);
    await beginAction(work, changePackage, { serviceId });
    return { serviceId };
  },
  payload: servicePayload,
});
