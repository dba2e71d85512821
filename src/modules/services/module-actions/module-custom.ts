import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { beginFunction } from './begin-function.ts';
import { functionAnswer } from './function-answer.ts';
import { moduleErrors, servicePayload, whichService } from '#modules/services/service-payload.ts';

command('moduleCustom', {
  legacy: 'ModuleCustom',
  description: "Run a custom function of a service's module, such as creating a login link.",
  permission: 'services:manage',
  input: (t) => ({
    ...whichService(t),
    function: t.string({
      required: true,
      description:
        'Name of the function. The error for an unknown name lists the available functions.',
      validate: z.string().trim().min(1, 'is required').max(64),
    }),
    input: t.field({ type: 'JSON', description: 'Input of the function: an object.' }),
  }),
  errors: [...moduleErrors, 'MODULE_FUNCTION_UNKNOWN'],
  run: async (work, { serviceId: id, function: name, input }) => {
    const serviceId = keyOf(id);
    const json = input === null || input === undefined ? '' : JSON.stringify(input);
    const requested = { serviceId, name, json, ownerOnly: false };
    return { serviceId, taskId: await beginFunction(work, requested) };
  },
  payload: (t) => ({
    ...servicePayload(t),
    message: t.string({
      description: 'Message returned by the module.',
      resolve: async ({ serviceId, taskId }, _args, { app }) =>
        (await functionAnswer(app, serviceId, taskId)).message,
    }),
    data: t.field({
      type: 'JSON',
      description: 'Data returned by the module.',
      resolve: async ({ serviceId, taskId }, _args, { app }) =>
        (await functionAnswer(app, serviceId, taskId)).data,
    }),
  }),
});
