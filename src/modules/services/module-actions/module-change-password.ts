import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { beginAction } from './begin-action.ts';
import { changePassword } from './module-actions.ts';
import { encryptSecret } from '#modules/services/secrets.ts';
import { serviceFor } from '#modules/services/visible.ts';
import { moduleErrors, servicePayload, whichService } from '#modules/services/service-payload.ts';

/** What a password of an account must be. */
export const accountPassword = z
  .string()
  .min(8, 'must be at least 8 characters long')
  .max(128, 'must be at most 128 characters long')
  .regex(/^[^\p{Cc}]*$/u, 'must not contain control characters');

command('moduleChangePassword', {
  legacy: 'ModuleChangePassword',
  description: "Change the password of a service's account.",
  permission: 'services:manage',
  input: (t) => ({
    ...whichService(t),
    password: t.field({
      type: 'Secret',
      description:
        'New password, 8 to 128 characters. Default: the password stored with the service; required if none is stored.',
      validate: accountPassword.nullish(),
    }),
  }),
  errors: moduleErrors,
  run: async (work, { serviceId: id, password }) => {
    const serviceId = keyOf(id);
    const stored = await serviceFor(work, serviceId, { passwordEncrypted: true });
    const passwordEncrypted = password
      ? encryptSecret(work.app, 'service-password', serviceId, password)
      : stored.passwordEncrypted;
    const given = { ...(passwordEncrypted && { passwordEncrypted }) };
    await beginAction(work, changePassword, { serviceId, ...given });
    if (!passwordEncrypted) work.fail('BAD_INPUT', 'password: is required.', { field: 'password' });
    return { serviceId };
  },
  payload: servicePayload,
});
