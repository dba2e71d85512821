import {
  customerPermissions,
  type Permission,
  permissions as everyPermission,
  resellerPermissions,
  usualPermissions,
} from '#core/permissions.ts';
import type { ApiCredentialKind } from '#generated/prisma/client.ts';
import { permissionsOfCommand } from '#schema/legacy.ts';

const most = {
  STAFF: new Set(everyPermission),
  RESELLER: new Set(resellerPermissions),
  CUSTOMER: new Set(customerPermissions),
} satisfies Record<ApiCredentialKind, ReadonlySet<Permission>>;

/** What decides about the permissions of a credential. */
interface Held {
  kind: ApiCredentialKind;
  permissions: readonly string[];
  commands: readonly string[];
  admin: { role: { permissions: readonly string[] } } | null;
}

/** What a credential may do: its own list, and what its legacy commands ask for, within its kind. */
export function credentialPermissions({
  kind,
  permissions,
  commands,
  admin,
}: Held): Set<Permission> {
  const forCommands = commands.flatMap((name) => permissionsOfCommand(name) ?? []);
  const requested = permissions.includes('*')
    ? [...usualPermissions, ...permissions, ...forCommands]
    : [...permissions, ...forCommands];
  const role = admin && !admin.role.permissions.includes('*') ? admin.role.permissions : null;
  const granted = (permission: string): permission is Permission =>
    (most[kind] as ReadonlySet<string>).has(permission) && (!role || role.includes(permission));
  return new Set(requested.filter(granted));
}
