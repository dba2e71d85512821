import { now } from '#core/clock.ts';
import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { ApiCredential } from '#modules/access/api-credential.ts';
import { credentialFor } from './api-credential-inputs.ts';

command('revokeApiCredential', {
  description: 'End a key for good: its next request is refused. Ending it again changes nothing.',
  permission: 'access:configure',
  input: (t) => ({
    credentialId: t.globalID({ for: ApiCredential, required: true, description: 'Which one.' }),
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
  payload: (t) => ({
    credential: t.prismaField({
      type: ApiCredential,
      description: 'The key as it is now.',
      resolve: (query, { credentialId }, _args, { db }) =>
        db.apiCredential.findUniqueOrThrow({ ...query, where: { id: credentialId } }),
    }),
  }),
});
