import type { Actor } from '#core/actor.ts';
import { isWithin } from '#core/addresses/ip-address.ts';
import { DomainError, type ErrorCode } from '#core/errors.ts';
import {
  customerPermissions,
  explicitPermissions,
  type Permission,
  resellerPermissions,
  usualPermissions,
} from '#core/permissions.ts';
import type { ApiCredentialKind, Prisma } from '#generated/prisma/client.ts';
import { permissionsOfCommand } from '#schema/legacy.ts';

/** Everything that limits a credential. */
export interface CredentialLimits {
  permissions: readonly string[];
  commands: readonly string[];
  addresses: readonly string[];
  expiresAt: Date | null;
}

/** What `*` stands for in a credential of each kind. */
const allOf = {
  STAFF: usualPermissions,
  RESELLER: resellerPermissions,
  CUSTOMER: customerPermissions,
} satisfies Record<ApiCredentialKind, readonly Permission[]>;

/** What a credential with these limits may do. */
const effective = (
  kind: ApiCredentialKind,
  { permissions, commands }: CredentialLimits,
): string[] => [
  ...permissions.flatMap((name): readonly string[] => (name === '*' ? allOf[kind] : [name])),
  ...commands.flatMap((name) => permissionsOfCommand(name) ?? []),
];

/**
 * Nobody gives more than they hold: a credential that is made, changed or handed over stays within
 * the permissions, commands, addresses and end of whoever does it. Who holds everything usual may
 * grant what is granted by name only, or nobody ever could.
 * @throws DomainError with the code, naming the limits that are exceeded
 */
export function withinOwn(
  actor: Actor,
  kind: ApiCredentialKind,
  limits: CredentialLimits,
  code: ErrorCode = 'PERMISSION_BEYOND_YOURS',
): void {
  const { commands, addresses, expiresAt } = limits;
  const holdsAll = usualPermissions.every((name) => actor.permissions.has(name));
  const mayGive = (name: string) =>
    actor.permissions.has(name as Permission) ||
    (holdsAll && explicitPermissions.includes(name as Permission));
  // For others than staff, what the kind cannot have is no gift.
  const within = new Set<string>(allOf[kind]);
  const given = effective(kind, limits).filter((name) => kind === 'STAFF' || within.has(name));
  const missing = [...new Set(given.filter((name) => !mayGive(name)))];
  const beyond = [
    ...(missing.length ? [`permissions (${missing.slice(0, 5).join(', ')})`] : []),
    ...(actor.commands && (!commands.length || commands.some((name) => !actor.commands?.has(name)))
      ? ['commands']
      : []),
    ...(isOutside(addresses, actor.addresses) ? ['addresses'] : []),
    ...(actor.expiresAt && (!expiresAt || expiresAt > actor.expiresAt) ? ['expiresAt'] : []),
  ];
  if (beyond.length === 0) return;
  const message = `You cannot give what you do not hold: ${beyond.join(', ')}.`;
  throw new DomainError(code, message, { field: beyond[0]?.split(' ')[0] });
}

/** Whether some of the addresses, or everywhere, lies outside one's own; none means everywhere. */
const isOutside = (addresses: readonly string[], own: readonly string[]): boolean =>
  own.length > 0 &&
  (addresses.length === 0 ||
    addresses.some((range) => !own.some((outer) => isWithin(range, outer))));

/** The columns of a credential that limit it. */
export const keyLimits = {
  permissions: true,
  commands: true,
  expiresAt: true,
  addresses: { select: { cidr: true } },
} satisfies Prisma.ApiCredentialSelect;

type Row = Prisma.ApiCredentialGetPayload<{ select: typeof keyLimits }>;

/** What limits a stored credential. */
export const limitsOf = ({ addresses, ...limits }: Row) => ({
  ...limits,
  addresses: addresses.map(({ cidr }) => cidr),
});
