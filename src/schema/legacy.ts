import type { Permission } from '#core/permissions.ts';

/** The legacy commands the schema serves, and the permissions that each of them asks for. */
const served = new Map<string, readonly Permission[]>();

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
  for (const name of names) served.set(name, permission ? [permission] : []);
  return { legacy: names };
}

/** Notes everything the stored operation of a command asks for, beyond its root field. */
export const noteCommandNeeds = (command: string, permissions: readonly Permission[]): void =>
  void served.set(command, permissions);

/** The permissions a legacy command asks for; undefined when no field serves the command. */
export const permissionsOfCommand = (command: string): readonly Permission[] | undefined =>
  served.get(command);

/** Whether some field serves this legacy command. */
export const isServed = (command: string): boolean => served.has(command);

/** The root field of each stored operation of the legacy transports, by the operation's name. */
const replacements = new Map<string, string>();

/** Notes which root field an operation of a legacy transport asks for. */
export const noteReplacement = (operation: string, field: string): void =>
  void replacements.set(operation, field);

/** The root field that a program calls in place of a legacy command. */
export const replacementOf = (operation: string): string | undefined => replacements.get(operation);
