import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { now } from '#core/clock.ts';
import { keyOf } from '#core/ids.ts';
import { newToken, tokenColumns } from '#core/secret.ts';
import { ApiCredential, visibleCredentials } from '#modules/access/api-credential.ts';
import { Client } from '#modules/clients/client.ts';
import { command } from '#schema/command.ts';
import { isServed } from '#schema/legacy.ts';
import type { Work } from '#schema/work.ts';
import { keyLimits, limitsOf, withinOwn } from '#modules/access/credential-limits.ts';
import { cidr, ensureLetIn, keyPermission } from './key-rules.ts';
import { sellerFor } from '#modules/resellers/seller.ts';

command('saveResellerApiKey', {
  legacy: 'DoResellerApiKeySave',
  description:
    'Create an API credential for a reseller, or change an existing credential. The token of a new credential is shown only in this response.',
  permission: 'resellers:write',
  input: (t) => ({
    clientId: t.globalID({
      for: Client,
      required: true,
      description: 'ID of the client that is the reseller.',
    }),
    id: t.globalID({
      for: ApiCredential,
      description: 'ID of the API credential to change. Omit to create a new credential.',
    }),
    name: t.string({
      required: true,
      description: 'Name of the API credential.',
      validate: z.string().trim().min(1, 'is required').max(100),
    }),
    permissions: t.stringList({
      description:
        'What it may do, as `noun:verb`; `*` for everything a reseller may, which a new key has by default; empty for nothing. Left out of a change, it stays.',
      validate: z.array(keyPermission).max(100),
    }),
    commands: t.stringList({
      description:
        'The only legacy commands it may call; none where permissions decide. Left out of a change, it stays.',
      validate: z.array(z.string().refine(isServed, { error: 'is not a command' })).max(300),
    }),
    addresses: t.stringList({
      description:
        'Where it may be used from; none means anywhere. Left out of a change, it stays.',
      validate: z.array(cidr).max(50),
    }),
    expiresAt: t.field({
      type: 'DateTime',
      description: 'From when on it is refused; null for never. Left out of a change, it stays.',
    }),
  }),
  errors: [
    'CLIENT_NOT_FOUND',
    'API_KEY_NOT_FOUND',
    'PERMISSION_BEYOND_YOURS',
    'API_ADDRESS_LOCKS_OUT',
  ],
  nulls: { expiresAt: null, id: null },
  run: async (work, { clientId, id, ...provided }) => {
    const { tx, actor, fail, announce } = work;
    const reseller = await sellerFor(work, keyOf(clientId));
    if (provided.expiresAt && provided.expiresAt <= now())
      fail('BAD_INPUT', 'expiresAt: must be in the future.', { field: 'expiresAt' });
    const before = id ? await keyFor(work, keyOf(id), reseller.id) : fresh;
    const limits = {
      permissions: listOf(provided.permissions, before.permissions),
      commands: listOf(provided.commands, before.commands),
      addresses: listOf(provided.addresses, before.addresses),
      expiresAt: provided.expiresAt === undefined ? before.expiresAt : provided.expiresAt,
    };
    if (id) withinOwn(actor, 'RESELLER', before);
    withinOwn(actor, 'RESELLER', limits);
    if (id && keyOf(id) === actor.credentialId)
      ensureLetIn(work, {
        resellerId: reseller.id,
        after: limits.addresses,
        field: 'addresses',
      });

    const { addresses, ...columns } = limits;
    const data = { name: provided.name, ...columns };
    const token = id ? null : newToken('hg_');
    const credentialId = id
      ? await change(work, keyOf(id), data)
      : await add(work, reseller, { ...data, token: token ?? '' });
    await tx.apiCredentialAddress.deleteMany({ where: { credentialId } });
    await tx.apiCredentialAddress.createMany({
      data: addresses.map((range) => ({ credentialId, cidr: range })),
    });
    announce('apiKey.saved', { credentialId, clientId: reseller.clientId, added: !id });
    return { credentialId, token };
  },
  payload: (t) => ({
    apiKey: t.prismaField({
      type: ApiCredential,
      description: 'The API credential after the change.',
      resolve: (query, { credentialId }, _args, { db }) =>
        db.apiCredential.findUniqueOrThrow({ ...query, where: { id: credentialId } }),
    }),
    token: t.exposeString('token', {
      nullable: true,
      description:
        'Token of a new API credential. Shown only in this response, so the caller must store it.',
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
      ...tokenColumns(token),
    },
    select: { id: true },
  });
  return id;
}

async function change({ tx }: Work, id: number, data: KeyData): Promise<number> {
  await tx.apiCredential.update({ where: { id }, data });
  return id;
}

/** What a key holds. */
interface KeyLimits {
  permissions: string[];
  commands: string[];
  addresses: string[];
  expiresAt: Date | null;
}

/** What a new key holds by default. */
const fresh: KeyLimits = { permissions: ['*'], commands: [], addresses: [], expiresAt: null };

/** What was left out stays, what was sent empty is emptied. */
const listOf = (provided: readonly string[] | null | undefined, before: string[]): string[] =>
  provided === undefined ? before : [...new Set(provided ?? [])];

/** A key of the reseller as it is. @throws DomainError API_KEY_NOT_FOUND */
async function keyFor({ tx, actor, fail }: Work, id: number, resellerId: number) {
  const key = await tx.apiCredential.findFirst({
    where: { AND: [{ id, resellerId, revokedAt: null }, visibleCredentials(actor)] },
    select: keyLimits,
  });
  return key ? limitsOf(key) : fail('API_KEY_NOT_FOUND');
}
