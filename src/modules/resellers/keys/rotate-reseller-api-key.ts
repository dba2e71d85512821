import { keyOf } from '#core/ids.ts';
import { newToken, tokenColumns } from '#core/secret.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { ApiCredential, visibleCredentials } from '#modules/access/api-credential.ts';
import { keyLimits, limitsOf, withinOwn } from '#modules/access/credential-limits.ts';
import { command } from '#schema/command.ts';

command('rotateResellerApiKey', {
  description:
    'Give an API credential of a reseller a new token. The old token is refused from now on.',
  permission: 'resellers:write',
  input: (t) => ({
    id: t.globalID({
      for: ApiCredential,
      required: true,
      description: 'ID of the API credential that gets a new token.',
    }),
  }),
  errors: ['API_KEY_NOT_FOUND', 'PERMISSION_BEYOND_YOURS'],
  run: async ({ tx, actor, fail, announce }, { id }) => {
    const where: Prisma.ApiCredentialWhereInput = {
      AND: [{ id: keyOf(id), kind: 'RESELLER', revokedAt: null }, visibleCredentials(actor)],
    };
    const key = await tx.apiCredential.findFirst({ where, select: keyLimits });
    if (!key) return fail('API_KEY_NOT_FOUND');
    withinOwn(actor, 'RESELLER', limitsOf(key));
    const token = newToken('hg_');
    const [rotated] = await tx.apiCredential.updateManyAndReturn({
      where,
      data: tokenColumns(token),
      select: { id: true, clientId: true },
    });
    if (!rotated) return fail('API_KEY_NOT_FOUND');
    const clientId = rotated.clientId ?? 0;
    announce('apiKey.saved', { credentialId: rotated.id, clientId, added: false });
    return { credentialId: rotated.id, token };
  },
  payload: (t) => ({
    apiKey: t.prismaField({
      type: ApiCredential,
      description: 'The API credential with the new token.',
      resolve: (query, { credentialId }, _args, { db }) =>
        db.apiCredential.findUniqueOrThrow({ ...query, where: { id: credentialId } }),
    }),
    token: t.exposeString('token', {
      description: 'New token of the API credential. Shown only in this response.',
    }),
  }),
});
