import { type Permission, permissions, usualPermissions } from '#core/permissions.ts';

/** What a staff member's role allows. `*` leaves out what is granted by name only. */
export function staffPermissions(granted: readonly string[]): Set<Permission> {
  const all = granted.includes('*') ? usualPermissions : [];
  return new Set([...all, ...permissions.filter((name) => granted.includes(name))]);
}
