import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { now } from '#core/clock.ts';
import { keyOf } from '#core/ids.ts';
import { hashToken, newToken } from '#core/secret.ts';
import { ApiCredential, visibleCredentials } from '#modules/access/api-credential.ts';
import { Client } from '#modules/clients/client.ts';
import { command } from '#schema/command.ts';
import { isServed } from '#schema/legacy.ts';
import type { Work } from '#schema/work.ts';
import { cidr, keyPermission, withinOwn } from './key-rules.ts';
import { sellerFor } from './seller.ts';

command('saveResellerApiKey', {
  legacy: 'DoResellerApiKeySave',
  description:
    'Make a key to the API for a reseller, or change one. The token of a new key is in this answer and never shown again.',
  permission: 'resellers:write',
  input: (t) => ({
    clientId: t.globalID({
      for: Client,
      required: true,
      description: 'The reseller, as a client.',
    }),
    id: t.globalID({
      for: ApiCredential,
      description: 'The key to change; without it, a new one.',
    }),
    name: t.string({
      required: true,
      description: 'What it is called.',
      validate: z.string().trim().min(1, 'is required').max(100),
    }),
    permissions: t.stringList({
      defaultValue: ['*'],
      description: 'What it may do, as `noun:verb`; `*` for everything a reseller may.',
      validate: z.array(keyPermission).max(100),
    }),
    commands: t.stringList({
      defaultValue: [],
      description: 'The only legacy commands it may call; none where permissions decide.',
      validate: z.array(z.string().refine(isServed, { error: 'is not a command' })).max(300),
    }),
    addresses: t.stringList({
      defaultValue: [],
      description: 'Where it may be used from; none means anywhere.',
      validate: z.array(cidr).max(50),
    }),
    expiresAt: t.field({ type: 'DateTime', description: 'From when on it is refused.' }),
  }),
  errors: ['CLIENT_NOT_FOUND', 'API_KEY_NOT_FOUND', 'PERMISSION_BEYOND_YOURS'],
  run: async (work, { clientId, id, ...provided }) => {
    const { tx, actor, fail, announce } = work;
    const reseller = await sellerFor(work, keyOf(clientId));
    if (provided.expiresAt && provided.expiresAt <= now())
      fail('BAD_INPUT', 'expiresAt: must be in the future.', { field: 'expiresAt' });
    const data = {
      name: provided.name,
      permissions: provided.permissions ?? ['*'],
      commands: provided.commands ?? [],
      expiresAt: provided.expiresAt ?? null,
    };
    withinOwn(actor, data.permissions);

    const token = id ? null : newToken('hg_');
    const credentialId = id
      ? await change(work, keyOf(id), reseller.id, data)
      : await add(work, reseller, { ...data, token: token ?? '' });
    await tx.apiCredentialAddress.deleteMany({ where: { credentialId } });
    const addresses = [...new Set(provided.addresses ?? [])];
    await tx.apiCredentialAddress.createMany({
      data: addresses.map((range) => ({ credentialId, cidr: range })),
    });
    announce('apiKey.saved', { credentialId, clientId: reseller.clientId, added: !id });
    return { credentialId, token };
  },
  payload: (t) => ({
    apiKey: t.prismaField({
      type: ApiCredential,
      description: 'The key.',
      resolve: (query, { credentialId }, _args, { db }) =>
        db.apiCredential.findUniqueOrThrow({ ...query, where: { id: credentialId } }),
    }),
    token: t.exposeString('token', {
      nullable: true,
      description: 'The token of a new key: keep it now, it is never shown again.',
    }),
  }),
});

interface KeyData {
  name: string;
  permissions: string[];
  commands: string[];
  expiresAt: Date | null;
}

async function add(
  { tx }: Work,
  reseller: { id: number; clientId: number },
  { token, ...data }: KeyData & { token: string },
): Promise<number> {
  const { id } = await tx.apiCredential.create({
    data: {
      ...data,
      kind: 'RESELLER',
      resellerId: reseller.id,
      clientId: reseller.clientId,
      identifier: randomBytes(12).toString('hex'),
      tokenHash: hashToken(token),
      tokenLast4: token.slice(-4),
    },
    select: { id: true },
  });
  return id;
}

async function change({ tx, actor, fail }: Work, id: number, resellerId: number, data: KeyData) {
  const { count } = await tx.apiCredential.updateMany({
    where: { AND: [{ id, resellerId, revokedAt: null }, visibleCredentials(actor)] },
    data,
  });
  return count ? id : fail('API_KEY_NOT_FOUND');
}
