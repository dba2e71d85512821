import { settingIsOn } from '#modules/settings/settings.ts';
import { command } from '#schema/command.ts';
import { openedFields } from './add-client.ts';
import { newDetails } from './details.ts';
import { newClientInputs } from './new-client-inputs.ts';
import { hashOwner } from './open-owner.ts';
import { requiresVerification, openClient } from './open-client.ts';
import { newPasswordRule } from '#modules/access/passwords/set-password.ts';

command('clientSignup', {
  legacy: 'ClientSignup',
  description: "Add a client who signed up on a storefront's page.",
  permission: 'clients:signup',
  input: (t) => ({
    ...newDetails(t),
    ...newClientInputs(t),
    password: t.field({
      type: 'Secret',
      description: 'Password of the new user. Without a password, a set-password link is sent.',
      validate: newPasswordRule,
    }),
  }),
  errors: [
    'SIGNUP_CLOSED',
    'CLIENT_EMAIL_TAKEN',
    'USER_EMAIL_TAKEN',
    'PHONE_INVALID',
    'CUSTOM_FIELD_NOT_FOUND',
    'CUSTOM_FIELD_REQUIRED',
    'CUSTOM_FIELD_INVALID',
  ],
  prepare: hashOwner,
  run: async (work, input, hashes) => {
    if (!(await settingIsOn(work.tx, 'RegistrationEnabled'))) work.fail('SIGNUP_CLOSED');
    const opened = await openClient(work, input, { signup: true, hashes });
    return {
      ...opened,
      emailVerificationRequired: await requiresVerification(work, opened.ownerUserId),
    };
  },
  payload: (t) => ({
    ...openedFields(t),
    emailVerificationRequired: t.exposeBoolean('emailVerificationRequired', {
      description: 'Whether the owner must verify the email address before continuing.',
    }),
  }),
});
