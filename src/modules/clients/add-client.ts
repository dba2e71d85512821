import { builder } from '#schema/builder.ts';
import { command } from '#schema/command.ts';
import { Client } from './client.ts';
import { ClientGroup } from './client-group.ts';
import { newDetails } from './details.ts';
import { newClientInputs, newPasswordRule } from './new-client-inputs.ts';
import { hashOwner } from './open-owner.ts';
import { openClient, type OpenedClient } from './open-client.ts';

type Types = (typeof builder)['$inferSchemaTypes'];

/** What a new client is answered with. */
export const openedFields = <Answer extends OpenedClient>(
  t: PothosSchemaTypes.ObjectFieldBuilder<Types, Answer>,
) => ({
  client: t.prismaField({
    type: Client,
    description: 'The client as it was added.',
    resolve: (query, { clientId }, _args, { db }) =>
      db.client.findUniqueOrThrow({ ...query, where: { id: clientId } }),
  }),
  ownerUserId: t.int({
    description: 'The number of the user who owns it.',
    resolve: ({ ownerUserId }) => ownerUserId,
  }),
});

command('addClient', {
  legacy: 'AddClient',
  description:
    'Add a client, and a user who owns it unless one is named. A reseller’s new client is its customer.',
  permission: 'clients:manage',
  input: (t) => ({
    ...newDetails(t),
    ...newClientInputs(t),
    ownerUserId: t.globalID({ description: 'A user to own it; otherwise a new one is made.' }),
    password: t.string({
      description:
        'Password of the new user. Without one, nobody can sign in before the set-password link was followed.',
      validate: newPasswordRule,
    }),
    groupId: t.globalID({ for: ClientGroup, description: 'The group it belongs to.' }),
  }),
  errors: [
    'CLIENT_EMAIL_TAKEN',
    'USER_EMAIL_TAKEN',
    'OWNER_NOT_FOUND',
    'PHONE_INVALID',
    'CLIENT_GROUP_NOT_FOUND',
    'CUSTOM_FIELD_NOT_FOUND',
    'CUSTOM_FIELD_REQUIRED',
    'CUSTOM_FIELD_INVALID',
  ],
  prepare: hashOwner,
  run: (work, input, hashes) => openClient(work, input, { signup: false, hashes }),
  payload: (t) => openedFields(t),
});
