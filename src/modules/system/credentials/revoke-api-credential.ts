import { now } from '#core/clock.ts';
import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { ApiCredential } from '#modules/access/api-credential.ts';
import { credentialFor } from './api-credential-inputs.ts';

command('revokeApiCredential', {
  description:
    'Revoke an API credential permanently. The next request with the credential is refused. Revoking a revoked credential changes nothing.',
  permission: 'access:configure',
  input: (t) => ({
    credentialId: t.globalID({
      for: ApiCredential,
      required: true,
      description: 'ID of the API credential to revoke.',
    }),
  }),
  errors: ['API_CREDENTIAL_NOT_FOUND', 'PERMISSION_NOT_YOURS'],
  run: async (work, { credentialId }) => {
    const { id, clientId } = await credentialFor(work, keyOf(credentialId));
    const { count } = await work.tx.apiCredential.updateMany({
      where: { id, revokedAt: null },
      data: { revokedAt: now() },
    });
    if (count) work.announce('apiCredential.revoked', { credentialId: id, clientId });
    return { credentialId: id };
  },
  deletes: { type: 'ApiCredential', key: 'credentialId' },
  payload: (t) => ({
    credential: t.prismaField({
      type: ApiCredential,
      description: 'The API credential after it was revoked.',
      resolve: (query, { credentialId }, _args, { db }) =>
        db.apiCredential.findUniqueOrThrow({ ...query, where: { id: credentialId } }),
    }),
  }),
});
