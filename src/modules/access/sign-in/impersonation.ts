import type { Actor } from '#core/actor.ts';
import { inRanges } from '#core/addresses/ip-address.ts';
import { now } from '#core/clock.ts';
import type { Permission } from '#core/permissions.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { credentialPermissions } from '#modules/access/credential-permissions.ts';
import { staffPermissions } from './staff-permissions.ts';

/** The columns of a session that say who signed in as its user, and whether they still may. */
export const impersonatorColumns = {
  impersonatorAdminId: true,
  impersonatorCredentialId: true,
  impersonatorAdmin: {
    select: { isDisabled: true, role: { select: { permissions: true } } },
  },
  impersonatorCredential: {
    select: {
      kind: true,
      revokedAt: true,
      expiresAt: true,
      permissions: true,
      commands: true,
      addresses: { select: { cidr: true } },
    },
  },
} satisfies Prisma.SessionSelect;

type Row = Prisma.SessionGetPayload<{ select: typeof impersonatorColumns }>;

/** Whether a session was opened by somebody else than its user. */
export const isImpersonated = ({
  impersonatorAdminId,
  impersonatorCredentialId,
}: Pick<Row, 'impersonatorAdminId' | 'impersonatorCredentialId'>): boolean =>
  impersonatorAdminId !== null || impersonatorCredentialId !== null;

/** What remains with the person: how they sign in, whom they let in, and what outlasts a session. */
const personal: readonly Permission[] = ['access:self', 'access:invite', 'webhooks:write'];

/** What whoever signed in as somebody else holds, with their own credential or role. */
function heldBy({ impersonatorAdmin: admin, impersonatorCredential: credential }: Row) {
  if (credential) return credentialPermissions({ ...credential, admin });
  return staffPermissions(admin?.role.permissions ?? []);
}

/**
 * What somebody else may do who is signed in as a person with these permissions: nothing they may
 * not do themselves.
 */
export function asSomebodyElse(session: Row, permissions: ReadonlySet<Permission>) {
  const held = heldBy(session);
  return new Set([...permissions].filter((name) => !personal.includes(name) && held.has(name)));
}

/**
 * Whether those who signed in as somebody else still may, from this address; true for a session of
 * one's own.
 */
export function mayStillImpersonate(session: Row, ip: string): boolean {
  const { impersonatorAdmin: admin, impersonatorCredential: credential } = session;
  if (!isImpersonated(session)) return true;
  const isBarred = admin?.isDisabled || !heldBy(session).has('access:impersonate');
  return !isBarred && (!credential || mayStillBeUsed(credential, ip));
}

function mayStillBeUsed(
  { revokedAt, expiresAt, addresses }: NonNullable<Row['impersonatorCredential']>,
  ip: string,
): boolean {
  const ranges = addresses.map(({ cidr }) => cidr);
  const isThere = revokedAt === null && (expiresAt === null || expiresAt > now());
  return isThere && (ranges.length === 0 || inRanges(ip, ranges));
}

/** Who signs in as somebody else, as a session stores it. */
export const impersonatorOf = ({ adminId, credentialId }: Actor) => ({
  impersonatorAdminId: adminId,
  impersonatorCredentialId: credentialId,
});
