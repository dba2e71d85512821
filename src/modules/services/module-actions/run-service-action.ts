import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import { isBackOffice } from '#core/actor.ts';
import { Client } from '#modules/clients/client.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { beginAction } from './begin-action.ts';
import { beginFunction } from './begin-function.ts';
import { functionAnswer } from './function-answer.ts';
import { changePassword } from './module-actions.ts';
import { accountPassword } from './module-change-password.ts';
import { requestCancellation } from '#modules/services/cancellation/request-cancellation.ts';
import { encryptSecret } from '#modules/services/secrets.ts';
import { moduleErrors, servicePayload, whichService } from '#modules/services/service-payload.ts';
import { serviceFor } from '#modules/services/visible.ts';

/** What the owner of a service fills in, by the field's name. */
type Form = Record<string, unknown>;

const isText = (value: unknown) => typeof value === 'string' || typeof value === 'number';

const textIn = (form: Form, ...names: string[]): string => {
  const name = names.find((each) => isText(form[each]));
  return name === undefined ? '' : String(form[name]);
};

command('runServiceAction', {
  legacy: 'DoServiceCustomActions',
  description: [
    'Do what the owner of a service may do with it: `changePassword` (with `password`),',
    '`requestCancellation` (with `type`, `reason`, `cancelDomain`), or a function of its module',
    'such as `createLoginLink`.',
  ].join(' '),
  permission: 'services:use',
  input: (t) => ({
    ...whichService(t),
    clientId: t.globalID({
      for: Client,
      required: true,
      description:
        'ID of the client who owns the service. A service of another client is treated as not found.',
    }),
    action: t.string({
      required: true,
      description:
        'Name of the action: `changePassword`, `requestCancellation` or a function of the module such as `createLoginLink`.',
      validate: z.string().trim().min(1, 'is required').max(64),
    }),
    form: t.field({
      type: 'JSON',
      description: 'Submitted form values: an object of strings.',
      validate: z.record(z.string().max(64), z.unknown(), 'must be an object').nullish(),
    }),
  }),
  errors: [...moduleErrors, 'MODULE_FUNCTION_UNKNOWN', 'CANCELLATION_EXISTS'],
  run: async (work, { serviceId, clientId, action, form }) => {
    const id = keyOf(serviceId);
    const { clientId: owner } = await serviceFor(work, id, { clientId: true });
    if (owner !== keyOf(clientId)) work.fail('SERVICE_NOT_FOUND');
    return { serviceId: id, action, ...(await act(work, id, action, (form ?? {}) as Form)) };
  },
  payload: (t) => ({
    ...servicePayload(t),
    message: t.string({
      description: 'Message describing the result of the action.',
      resolve: async ({ serviceId, taskId, message }, _args, { app }) =>
        message ?? (await functionAnswer(app, serviceId, taskId ?? 0)).message,
    }),
    data: t.field({
      type: 'JSON',
      description: 'Data returned by the module function. Empty for other actions.',
      resolve: async ({ serviceId, taskId, message }, _args, { app }) =>
        message ? {} : (await functionAnswer(app, serviceId, taskId ?? 0)).data,
    }),
  }),
});

interface Acted {
  /** The task whose answer is to be shown. */
  taskId: number | null;
  /** What to say, where no module says it. */
  message: string | null;
}

async function act(work: Work, serviceId: number, action: string, form: Form): Promise<Acted> {
  if (action === 'changePassword') {
    const password = newPasswordIn(work, form);
    const passwordEncrypted = encryptSecret(work.app, 'service-password', serviceId, password);
    await beginAction(work, changePassword, { serviceId, passwordEncrypted });
    return { taskId: null, message: 'The password was changed.' };
  }
  if (action === 'requestCancellation') {
    const immediate = /^immediate$/i.test(textIn(form, 'type'));
    await requestCancellation(work, {
      serviceId,
      type: immediate ? 'IMMEDIATE' : 'END_OF_BILLING_PERIOD',
      reason: textIn(form, 'reason').slice(0, 5_000),
      cancelDomain: /^(yes|true|1|on)$/i.test(textIn(form, 'cancelDomain', 'cancel_domain')),
    });
    return { taskId: null, message: 'The cancellation was requested.' };
  }
  const ownerOnly = !isBackOffice(work.actor);
  const json = JSON.stringify(form);
  const requested = { serviceId, name: action, json, ownerOnly };
  return { taskId: await beginFunction(work, requested), message: null };
}

function newPasswordIn({ fail }: Work, form: Form): string {
  const names = ['password', 'new_password', 'newpw'];
  const name = names.find((each) => isText(form[each])) ?? 'password';
  const field = `form.${name}`;
  const password = textIn(form, ...names);
  const again = textIn(form, 'confirm_password', 'password_confirm', 'confirmpw');
  if (again && again !== password)
    return fail('BAD_INPUT', `${name}: the two passwords differ.`, { field });
  const checked = accountPassword.safeParse(password);
  if (checked.success) return checked.data;
  const words = checked.error.issues[0]?.message ?? 'is not valid';
  return fail('BAD_INPUT', `${name}: ${words}.`, { field });
}
