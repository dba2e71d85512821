import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { beginFunction } from './begin-function.ts';
import { functionAnswer } from './function-answer.ts';
import { moduleErrors, servicePayload, whichService } from '#modules/services/service-payload.ts';

command('moduleCustom', {
  legacy: 'ModuleCustom',
  description: "Run a function of a service's module, such as making a login link.",
  permission: 'services:manage',
  input: (t) => ({
    ...whichService(t),
    function: t.string({
      required: true,
      description: 'The name of the function; a wrong one is answered with those there are.',
      validate: z.string().trim().min(1, 'is required').max(64),
    }),
    input: t.field({ type: 'JSON', description: 'What to tell it: an object.' }),
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
      description: 'What the module said.',
      resolve: async ({ serviceId, taskId }, _args, { app }) =>
        (await functionAnswer(app, serviceId, taskId)).message,
    }),
    data: t.field({
      type: 'JSON',
      description: 'What the module gave.',
      resolve: async ({ serviceId, taskId }, _args, { app }) =>
        (await functionAnswer(app, serviceId, taskId)).data,
    }),
  }),
});
