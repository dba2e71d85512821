import type { Permission } from '#core/permissions.ts';

/** What the schema knows of the legacy commands it serves: command → the permission it asks for. */
const served = new Map<string, Permission | null>();

/**
 * Marks a Query or Mutation field as the one that serves these legacy commands. In
 * `schema.graphql` the field carries `@legacy(command:)` for each; a credential limited to some
 * commands is given the permissions they ask for here.
 */
export function legacyExtensions(
  commands: string | readonly string[] | undefined,
  permission: Permission | null,
): { legacy?: readonly string[] } {
  if (!commands) return {};
  const names = typeof commands === 'string' ? [commands] : commands;
  for (const name of names) served.set(name, permission);
  return { legacy: names };
}

/** The permission a legacy command asks for; undefined when no field serves the command. */
export const permissionOfCommand = (command: string): Permission | null | undefined =>
  served.get(command);

/** Whether some field serves this legacy command. */
export const isServed = (command: string): boolean => served.has(command);
