import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { ApiCredential } from '#modules/access/api-credential.ts';
import {
  credentialFor,
  credentialName,
  limitInputs,
  checkLimits,
  saveAddresses,
} from './api-credential-inputs.ts';

command('updateApiCredential', {
  description:
    'Change the permissions, allowed addresses or expiry of an API credential. Omitted fields stay unchanged.',
  permission: 'access:configure',
  input: (t) => ({
    credentialId: t.globalID({
      for: ApiCredential,
      required: true,
      description: 'ID of the API credential to change.',
    }),
    name: t.string({ description: 'New name of the API credential.', validate: credentialName }),
    ...limitInputs(t),
    neverExpires: t.boolean({
      defaultValue: false,
      description: 'Whether to remove the expiry time, so that the API credential never expires.',
    }),
  }),
  errors: [
    'API_CREDENTIAL_NOT_FOUND',
    'PERMISSION_UNKNOWN',
    'PERMISSION_NOT_YOURS',
    'COMMAND_UNKNOWN',
  ],
  nulls: { expiresAt: null, note: '' },
  run: async (work, input) => {
    const before = await credentialFor(work, keyOf(input.credentialId));
    const { id, kind, clientId } = before;
    const { name, permissions, commands, addresses, note } = input;
    const expiresAt = input.neverExpires ? null : input.expiresAt;
    checkLimits(work, kind, {
      permissions: permissions ?? before.permissions,
      commands: commands ?? before.commands,
      addresses: addresses ?? before.addresses,
      expiresAt: expiresAt === undefined ? before.expiresAt : expiresAt,
    });
    await work.tx.apiCredential.update({
      where: { id },
      data: {
        name: name ?? undefined,
        permissions: permissions ? [...new Set(permissions)] : undefined,
        commands: commands ? [...new Set(commands)] : undefined,
        expiresAt,
        note: note ?? undefined,
      },
    });
    if (addresses) await saveAddresses(work, id, addresses);
    work.announce('apiCredential.changed', { credentialId: id, clientId });
    return { credentialId: id };
  },
  payload: (t) => ({
    credential: t.prismaField({
      type: ApiCredential,
      description: 'The API credential after the change.',
      resolve: (query, { credentialId }, _args, { db }) =>
        db.apiCredential.findUniqueOrThrow({ ...query, where: { id: credentialId } }),
    }),
  }),
});
