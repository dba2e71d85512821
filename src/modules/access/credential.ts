import type { Prisma } from '#generated/prisma/client.ts';
import type { Db } from '#platform/database/client.ts';

const shape = {
  id: true,
  kind: true,
  adminId: true,
  permissions: true,
  commands: true,
  expiresAt: true,
  revokedAt: true,
  lastUsedAt: true,
  lastUsedIp: true,
  addresses: { select: { cidr: true } },
  reseller: { select: { id: true } },
  admin: { select: { isDisabled: true, role: { select: { permissions: true } } } },
  client: { select: { id: true, status: true, apiAddresses: { select: { cidr: true } } } },
} satisfies Prisma.ApiCredentialSelect;

/** An API credential with all that decides whether and how far it may be used. */
export type CredentialRow = Prisma.ApiCredentialGetPayload<{ select: typeof shape }>;

/** The credential whose token has this hash. */
export const credentialByHash = (db: Db, tokenHash: string): Promise<CredentialRow | null> =>
  db.apiCredential.findUnique({ where: { tokenHash }, select: shape });
