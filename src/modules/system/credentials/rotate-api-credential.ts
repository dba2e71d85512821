import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { ApiCredential } from '#modules/access/api-credential.ts';
import { credentialFor, freshToken } from './api-credential-inputs.ts';

command('rotateApiCredential', {
  description:
    'Give an API credential a new token, shown only in this response. The old token stops working at once.',
  permission: 'access:configure',
  input: (t) => ({
    credentialId: t.globalID({
      for: ApiCredential,
      required: true,
      description: 'ID of the API credential that gets a new token.',
    }),
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
    token: t.exposeString('token', {
      description: 'New token of the API credential. Shown only in this response.',
    }),
    credential: t.prismaField({
      type: ApiCredential,
      description: 'The API credential with the new token.',
      resolve: (query, { credentialId }, _args, { db }) =>
        db.apiCredential.findUniqueOrThrow({ ...query, where: { id: credentialId } }),
    }),
  }),
});
