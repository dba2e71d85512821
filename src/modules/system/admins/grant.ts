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
  ensureCommandsKnown(commands);
  for (const name of commands) ensureGrantable(actor, permissionsOfCommand(name)!);
}

/** @throws DomainError COMMAND_UNKNOWN naming every name that is no legacy command */
export function ensureCommandsKnown(commands: readonly string[]): void {
  const unknown = commands.filter((name) => permissionsOfCommand(name) === undefined);
  if (unknown.length > 0) {
    const names = unknown.map((name) => JSON.stringify(name)).join(', ');
    const message = unknown.length > 1 ? `There are no commands ${names}.` : undefined;
    throw new DomainError('COMMAND_UNKNOWN', message ?? `There is no command ${names}.`, {
      field: 'commands',
    });
  }
}
