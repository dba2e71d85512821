import type { Actor } from '#core/actor.ts';
import { type Permission, permissions, usualPermissions } from '#core/permissions.ts';
import { DomainError } from '#core/errors.ts';
import { permissionsOfCommand } from '#schema/legacy.ts';

const known = new Set<string>(permissions);

/**
 * Checks what somebody wants to grant: names that exist, and nothing beyond one's own rights. Who
 * holds everything usual may also grant what needs granting by name, or nobody ever could.
 * @throws DomainError PERMISSION_UNKNOWN or PERMISSION_NOT_YOURS
 */
export function ensureGrantable(actor: Actor, granted: readonly string[]): void {
  const odd = granted.find((name) => name !== '*' && !known.has(name));
  if (odd !== undefined)
    throw new DomainError('PERMISSION_UNKNOWN', `There is no permission "${odd}".`, {
      field: 'permissions',
    });
  const holdsAll = usualPermissions.every((name) => actor.permissions.has(name));
  const beyond = granted.find((name) => name === '*' || !actor.permissions.has(name as Permission));
  if (beyond !== undefined && !holdsAll)
    throw new DomainError('PERMISSION_NOT_YOURS', `You do not hold "${beyond}" yourself.`, {
      field: 'permissions',
    });
}

/**
 * Checks the legacy commands a credential is to be limited to.
 * @throws DomainError COMMAND_UNKNOWN or PERMISSION_NOT_YOURS
 */
export function ensureCommandsHeld(actor: Actor, commands: readonly string[]): void {
  for (const name of commands) {
    const needed = permissionsOfCommand(name);
    if (needed === undefined)
      throw new DomainError('COMMAND_UNKNOWN', `There is no command "${name}".`, {
        field: 'commands',
      });
    ensureGrantable(actor, needed);
  }
}
