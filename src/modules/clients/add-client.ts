import { builder } from '#schema/builder.ts';
import { command } from '#schema/command.ts';
import { Client } from './client.ts';
import { ClientGroup } from './client-group.ts';
import { newDetails } from './details.ts';
import { newClientInputs } from './new-client-inputs.ts';
import { hashOwner } from './open-owner.ts';
import { openClient, type OpenedClient } from './open-client.ts';
import { newPasswordRule } from '#modules/access/passwords/set-password.ts';
import { encodeId } from '#core/ids.ts';
import { rowField } from '#schema/payload-rows.ts';
import { User } from '#modules/access/users/user.ts';

type Types = (typeof builder)['$inferSchemaTypes'];

/** What a new client is answered with. */
export const openedFields = <Answer extends OpenedClient>(
  t: PothosSchemaTypes.ObjectFieldBuilder<Types, Answer>,
) => ({
  client: t.prismaField({
    type: Client,
    description: 'The new client.',
    resolve: (query, { clientId }, _args, { db }) =>
      db.client.findUniqueOrThrow({ ...query, where: { id: clientId } }),
  }),
  ownerUserId: t.id({
    description: 'ID of the user who owns the new client.',
    resolve: ({ ownerUserId }) => encodeId('User', ownerUserId),
  }),
  owner: rowField(t, User, 'ownerUserId', 'User who owns the new client.'),
});

command('addClient', {
  legacy: 'AddClient',
  description:
    "Add a client, and a user who owns the client unless an existing user is named. A client added by a reseller becomes the reseller's customer.",
  permission: 'clients:manage',
  input: (t) => ({
    ...newDetails(t),
    ...newClientInputs(t),
    ownerUserId: t.globalID({
      description: 'ID of an existing user who becomes the owner. Default: a new user is created.',
    }),
    password: t.field({
      type: 'Secret',
      description:
        'Password of the new user. Without a password, nobody can sign in before the set-password link is followed.',
      validate: newPasswordRule,
    }),
    groupId: t.globalID({
      for: ClientGroup,
      description: 'ID of the client group of the new client.',
    }),
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
