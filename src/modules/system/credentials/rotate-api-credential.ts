import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { ApiCredential } from '#modules/access/api-credential.ts';
import { credentialFor, freshToken } from './api-credential-inputs.ts';

command('rotateApiCredential', {
  description: 'Give a key a new token, shown this once. The old one ends at this moment.',
  permission: 'access:configure',
  input: (t) => ({
    credentialId: t.globalID({ for: ApiCredential, required: true, description: 'Which one.' }),
  }),
  errors: ['API_CREDENTIAL_NOT_FOUND', 'PERMISSION_NOT_YOURS'],
  run: async (work, { credentialId }) => {
    const { id, clientId } = await credentialFor(work, keyOf(credentialId));
    const { token, columns } = freshToken();
    const { count } = await work.tx.apiCredential.updateMany({
      where: { id, revokedAt: null },
      data: columns,
    });
    if (!count) work.fail('API_CREDENTIAL_NOT_FOUND', 'The credential is revoked.');
    work.announce('apiCredential.rotated', { credentialId: id, clientId });
    return { credentialId: id, token };
  },
  payload: (t) => ({
    token: t.exposeString('token', { description: 'The new token, this once.' }),
    credential: t.prismaField({
      type: ApiCredential,
      description: 'The key as it is now.',
      resolve: (query, { credentialId }, _args, { db }) =>
        db.apiCredential.findUniqueOrThrow({ ...query, where: { id: credentialId } }),
    }),
  }),
});
