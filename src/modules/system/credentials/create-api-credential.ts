import { randomUUID } from 'node:crypto';
import { keyOf, keyOfThe } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import { isTaken } from '#platform/database/taken.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { Admin } from '#modules/system/admins/admin.ts';
import { ApiCredential, ApiCredentialKind } from '#modules/access/api-credential.ts';
import {
  credentialName,
  freshToken,
  limitInputs,
  checkLimits,
  saveAddresses,
  tokenRule,
} from './api-credential-inputs.ts';
import { roleFor } from '#modules/system/admins/admin-role.ts';

command('createApiCredential', {
  description:
    'Create an API credential for the gateway. The token is shown only in this response; only its hash is stored.',
  permission: 'access:configure',
  input: (t) => ({
    kind: t.field({
      type: ApiCredentialKind,
      required: true,
      description: 'Kind of account the API credential belongs to.',
    }),
    name: t.string({
      required: true,
      description: 'Name of the API credential.',
      validate: credentialName,
    }),
    adminId: t.globalID({
      for: Admin,
      description:
        'For STAFF: ID of the staff member the API credential belongs to, whose role limits its permissions. Without a staff member the credential belongs to the company.',
    }),
    clientId: t.globalID({
      description: 'For CUSTOMER and RESELLER: ID of the client the API credential belongs to.',
    }),
    token: t.field({
      type: 'Secret',
      description:
        'Token that programs send already, such as that of the system moved from: 16 to 500 printable characters. Omitted: a fresh one.',
      validate: tokenRule,
    }),
    ...limitInputs(t),
  }),
  errors: [
    'ADMIN_NOT_FOUND',
    'CLIENT_NOT_FOUND',
    'PERMISSION_UNKNOWN',
    'PERMISSION_NOT_YOURS',
    'COMMAND_UNKNOWN',
    'API_CREDENTIAL_TOKEN_TAKEN',
  ],
  run: async (work, input) => {
    const { kind, name, permissions, commands, expiresAt, note } = input;
    checkLimits(work, kind, input);
    const { token, columns } = freshToken(input.token ?? undefined);
    const data = {
      kind,
      name,
      identifier: randomUUID(),
      ...columns,
      ...(await holderOf(work, input)),
      permissions: [...new Set(permissions ?? [])],
      commands: [...new Set(commands ?? [])],
      expiresAt: expiresAt ?? null,
      note: note ?? '',
    };
    const created = await work.tx.apiCredential
      .create({ data, select: { id: true, clientId: true } })
      .catch((error: unknown) => {
        throw isTaken(error)
          ? new DomainError('API_CREDENTIAL_TOKEN_TAKEN', undefined, { field: 'token' })
          : error;
      });
    await saveAddresses(work, created.id, input.addresses ?? []);
    work.announce('apiCredential.added', { credentialId: created.id, clientId: created.clientId });
    return { credentialId: created.id, token };
  },
  payload: (t) => ({
    token: t.exposeString('token', {
      description: 'Token of the API credential. Shown only in this response.',
    }),
    credential: t.prismaField({
      type: ApiCredential,
      description: 'The new API credential.',
      resolve: (query, { credentialId }, _args, { db }) =>
        db.apiCredential.findUniqueOrThrow({ ...query, where: { id: credentialId } }),
    }),
  }),
});

interface Holder {
  kind: 'STAFF' | 'RESELLER' | 'CUSTOMER';
  adminId?: { typename: string; id: string } | null;
  clientId?: { typename: string; id: string } | null;
}

/** The columns that say whose key it is. */
async function holderOf(work: Work, { kind, adminId, clientId }: Holder) {
  const { tx } = work;
  const odd = kind === 'STAFF' ? clientId && 'clientId' : adminId && 'adminId';
  if (odd) throw wrong(odd, 'belongs to another kind of credential');
  if (kind === 'STAFF') {
    if (!adminId) return {};
    const id = keyOf(adminId);
    const admin = await tx.admin.findUnique({ where: { id }, select: { roleId: true } });
    if (!admin) throw new DomainError('ADMIN_NOT_FOUND', undefined, { field: 'adminId' });
    await roleFor(work, admin.roleId);
    return { adminId: id };
  }
  if (!clientId) throw wrong('clientId', 'is required');
  const id = keyOfThe('Client', clientId, 'clientId');
  const client = await tx.client.findUnique({
    where: { id },
    select: { reselling: { select: { id: true } } },
  });
  if (!client) throw new DomainError('CLIENT_NOT_FOUND', undefined, { field: 'clientId' });
  if (kind === 'CUSTOMER') return { clientId: id };
  if (!client.reselling) throw wrong('clientId', 'must be a reseller');
  return { clientId: id, resellerId: client.reselling.id };
}

const wrong = (field: string, problem: string) =>
  new DomainError('BAD_INPUT', `${field}: ${problem}.`, { field });
