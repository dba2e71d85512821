import { now } from '#core/clock.ts';
import { keyOf } from '#core/ids.ts';
import { ApiCredential, visibleCredentials } from '#modules/access/api-credential.ts';
import { command } from '#schema/command.ts';

command('deleteResellerApiKey', {
  legacy: 'DoResellerApiKeyDelete',
  description:
    'Revoke an API credential of a reseller. The next request with the credential is refused, and its open sockets are closed.',
  permission: 'resellers:write',
  input: (t) => ({
    id: t.globalID({
      for: ApiCredential,
      required: true,
      description: 'ID of the API credential to revoke.',
    }),
  }),
  errors: ['API_KEY_NOT_FOUND'],
  run: async ({ tx, actor, fail, announce }, { id }) => {
    const [revoked] = await tx.apiCredential.updateManyAndReturn({
      where: {
        AND: [{ id: keyOf(id), kind: 'RESELLER', revokedAt: null }, visibleCredentials(actor)],
      },
      data: { revokedAt: now() },
      select: { id: true, clientId: true },
    });
    if (!revoked) return fail('API_KEY_NOT_FOUND');
    announce('apiKey.revoked', { credentialId: revoked.id, clientId: revoked.clientId ?? 0 });
    return { credentialId: revoked.id };
  },
  deletes: { type: 'ApiCredential', key: 'credentialId' },
  payload: (t) => ({
    apiKey: t.prismaField({
      type: ApiCredential,
      description: 'The revoked API credential.',
      resolve: (query, { credentialId }, _args, { db }) =>
        db.apiCredential.findUniqueOrThrow({ ...query, where: { id: credentialId } }),
    }),
  }),
});
