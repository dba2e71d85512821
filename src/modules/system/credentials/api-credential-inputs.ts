import { z } from 'zod';
import { now } from '#core/clock.ts';
import { customerPermissions, resellerPermissions } from '#core/permissions.ts';
import { keyLimits, limitsOf, withinOwn } from '#modules/access/credential-limits.ts';
import { DomainError } from '#core/errors.ts';
import { newToken, tokenColumns } from '#core/secret.ts';
import type { builder } from '#schema/builder.ts';
import type { Work } from '#schema/work.ts';
import { rangeRule } from '#modules/system/add-banned-ip.ts';
import { ensureCommandsHeld, ensureGrantable } from '#modules/system/admins/grant.ts';

type Types = (typeof builder)['$inferSchemaTypes'];
type Inputs = PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>;

/** What a credential is called. */
export const credentialName = z.string().trim().min(1, 'is required').max(100);

/** What limits a credential. */
export const limitInputs = (t: Inputs) => ({
  permissions: t.stringList({
    description:
      'Permissions of the API credential as `noun:verb`, or `*` for everything its kind may do.',
    validate: z.array(z.string()).max(200),
  }),
  commands: t.stringList({
    description:
      'Legacy commands the API credential is restricted to; the credential then has the permissions these commands require. None allows every command its permissions cover.',
    validate: z.array(z.string()).max(300),
  }),
  addresses: t.stringList({
    description:
      'Addresses and networks from which the API credential may be used. None means from anywhere.',
    validate: z.array(rangeRule).max(200),
  }),
  expiresAt: t.field({ type: 'DateTime', description: 'Time the API credential expires.' }),
  note: t.string({
    description: 'Note on what the API credential is for.',
    validate: z.string().max(1_000),
  }),
});

/** A token, fresh unless one is given, and the columns that recognise it again. */
export function freshToken(token = newToken('hg_')) {
  return { token, columns: tokenColumns(token) };
}

/** A token that programs send already: no shorter than can be guessed, and none that means more. */
export const tokenRule = z
  .string()
  .min(16)
  .max(500)
  .regex(/^[\x21-\x7e]+$/, 'must be printable characters without spaces')
  .refine((token) => !/^(hgtest_|ticket:)/.test(token), 'must not begin as links and sandboxes do');

interface Limits {
  permissions?: string[] | null;
  commands?: string[] | null;
  addresses?: string[] | null;
  expiresAt?: Date | null;
}

const mostOf = { STAFF: null, RESELLER: resellerPermissions, CUSTOMER: customerPermissions };

/**
 * Refuses limits that are none: unknown names, more than its kind may have or the giver holds, and
 * an end in the past.
 * @throws DomainError PERMISSION_UNKNOWN, PERMISSION_NOT_YOURS, COMMAND_UNKNOWN or BAD_INPUT
 */
export function checkLimits({ actor }: Work, kind: keyof typeof mostOf, limits: Limits): void {
  const { permissions = [], commands = [], expiresAt } = limits;
  const most = mostOf[kind] as readonly string[] | null;
  const beyond = permissions?.find((name) => name !== '*' && most && !most.includes(name));
  if (beyond !== undefined)
    throw new DomainError('PERMISSION_UNKNOWN', `Its kind cannot have "${beyond}".`, {
      field: 'permissions',
    });
  // What `*` means for a customer or reseller is less than what staff hold; the kind bounds it.
  ensureGrantable(
    actor,
    (permissions ?? []).filter((name) => name !== '*' || kind === 'STAFF'),
  );
  ensureCommandsHeld(actor, commands ?? []);
  const all = { permissions: permissions ?? [], commands: commands ?? [] };
  const where = { addresses: limits.addresses ?? [], expiresAt: expiresAt ?? null };
  withinOwn(actor, kind, { ...all, ...where }, 'PERMISSION_NOT_YOURS');
  if (expiresAt && expiresAt <= now())
    throw new DomainError('BAD_INPUT', 'expiresAt: must be in the future.', { field: 'expiresAt' });
}

/** Puts the addresses a credential may be used from in place of those it had. */
export async function saveAddresses(
  { tx }: Work,
  credentialId: number,
  addresses: readonly string[],
): Promise<void> {
  await tx.apiCredentialAddress.deleteMany({ where: { credentialId } });
  await tx.apiCredentialAddress.createMany({
    data: [...new Set(addresses)].map((cidr) => ({ credentialId, cidr })),
  });
}

/**
 * The credential a change is about, which must not hold more than whoever changes it.
 * @throws DomainError API_CREDENTIAL_NOT_FOUND or PERMISSION_NOT_YOURS
 */
export async function credentialFor(work: Work, id: number) {
  const credential = await work.tx.apiCredential.findUnique({
    where: { id },
    select: {
      id: true,
      kind: true,
      clientId: true,
      revokedAt: true,
      ...keyLimits,
    },
  });
  if (!credential) throw new DomainError('API_CREDENTIAL_NOT_FOUND');
  const limits = limitsOf(credential);
  withinOwn(work.actor, credential.kind, limits, 'PERMISSION_NOT_YOURS');
  return { ...credential, ...limits };
}
