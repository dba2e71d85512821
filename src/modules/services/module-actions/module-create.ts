import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { beginAction } from './begin-action.ts';
import { createAccount } from './module-actions.ts';
import { moduleErrors, servicePayload, whichService } from '#modules/services/service-payload.ts';

command('moduleCreate', {
  legacy: 'ModuleCreate',
  description:
    'Create the account of a service on its server. If the service has no server, a server is selected. What the customer has not paid is charged to the funds of a reseller that makes the call, once.',
  permission: 'services:manage',
  input: whichService,
  errors: [
    ...moduleErrors,
    'CREDIT_INSUFFICIENT',
    'PRICE_MISSING',
    'SERVICE_HAS_ACCOUNT',
    'SERVICE_HAS_NO_DOMAIN',
    'NO_SERVER_AVAILABLE',
  ],
  run: async (work, input) => {
    const serviceId = keyOf(input.serviceId);
    await beginAction(work, createAccount, { serviceId });
    return { serviceId };
  },
  payload: servicePayload,
});
