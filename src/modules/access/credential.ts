import type { ApiCredentialKind, ClientStatus, ResellerStatus } from '#generated/prisma/client.ts';
import type { Database } from '#platform/database/client.ts';

interface Range {
  cidr: string;
}

/** An API credential with all that decides whether and how far it may be used. */
export interface CredentialRow {
  id: number;
  kind: ApiCredentialKind;
  identifier: string;
  adminId: number | null;
  permissions: string[];
  commands: string[];
  expiresAt: Date | null;
  revokedAt: Date | null;
  lastUsedAt: Date | null;
  lastUsedIp: string | null;
  addresses: Range[];
  reseller: { id: number; status: ResellerStatus } | null;
  admin: { username: string; isDisabled: boolean; role: { permissions: string[] } } | null;
  client: { id: number; status: ClientStatus; apiAddresses: Range[] } | null;
}

// Through Prisma it would be a statement for each of the tables.
const READ = `
  select c.id, c.kind, c.identifier, c.admin_id as "adminId", c.expires_at as "expiresAt",
         c.revoked_at as "revokedAt", c.last_used_at as "lastUsedAt", c.last_used_ip as "lastUsedIp",
         coalesce(c.permissions, '{}') as permissions, coalesce(c.commands, '{}') as commands,
         coalesce((select json_agg(json_build_object('cidr', x.cidr))
                   from api_credential_addresses x where x.credential_id = c.id), '[]') as addresses,
         (select json_build_object('id', r.id, 'status', r.status) from resellers r where r.id = c.reseller_id) as reseller,
         (select json_build_object('username', a.username, 'isDisabled', a.is_disabled, 'role',
                   json_build_object('permissions', coalesce(o.permissions, '{}')))
          from admins a join admin_roles o on o.id = a.role_id where a.id = c.admin_id) as admin,
         (select json_build_object('id', l.id, 'status', l.status, 'apiAddresses',
                   coalesce((select json_agg(json_build_object('cidr', x.cidr))
                             from api_credential_addresses x where x.client_id = l.id), '[]'))
          from clients l where l.id = c.client_id) as client
  from api_credentials c where c.token_hash = $1 or c.legacy_hash = $2`;

/**
 * The credential whose token has this hash; beside an identifier, the hash may be that of its MD5.
 * Without one the MD5 of a token is no token.
 */
export async function credentialByHash(
  database: Database,
  tokenHash: string,
  isIdentified: boolean,
): Promise<CredentialRow | null> {
  const [row] = await database.query<CredentialRow>({
    text: READ,
    values: [tokenHash, isIdentified ? tokenHash : null],
    name: 'credential',
  });
  return row ?? null;
}
