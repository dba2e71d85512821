import type { Actor } from '#core/actor.ts';
import { DomainError } from '#core/errors.ts';
import { customerPermissions, type Permission } from '#core/permissions.ts';

/**
 * What a user may be allowed to do for a client, in the words of the legacy system, and what each
 * word stands for here. The words are what is stored and what GetUserPermissions lists.
 */
const meanings = {
  profile: ['clients:read', 'clients:write'],
  contacts: ['clients:read', 'clients:contacts'],
  products: ['services:read'],
  manageproducts: ['services:read', 'services:write', 'services:manage'],
  productsso: ['services:read'],
  domains: ['domains:read'],
  managedomains: ['domains:read', 'domains:manage'],
  invoices: ['billing:read', 'billing:pay'],
  quotes: ['quotes:read', 'quotes:accept'],
  tickets: ['support:read', 'support:open', 'support:reply'],
  affiliates: ['affiliates:read', 'affiliates:apply'],
  emails: ['mail:read'],
  orders: ['orders:read', 'orders:place', 'cart:read', 'cart:write', 'services:cancel'],
} satisfies Record<string, readonly Permission[]>;

/** A word for something a user may do for a client. */
export type UserPermission = keyof typeof meanings;

/** Every word, in the order they are listed. */
export const userPermissions = Object.keys(meanings) as UserPermission[];

/** Whether the text is one of the words. */
export const isUserPermission = (text: string): text is UserPermission =>
  Object.hasOwn(meanings, text);

/** Looking around in the company, and minding one's own sign-in, is open to every user. */
const always: readonly Permission[] = ['catalog:read', 'domains:search', 'access:self'];

/** A user's place in a client's account. */
export interface Place {
  isOwner: boolean;
  permissions: readonly string[];
}

/** The words that hold for a place: an owner has them all. */
export const permissionsOf = ({ isOwner, permissions }: Place): UserPermission[] =>
  isOwner ? userPermissions : userPermissions.filter((param) => permissions.includes(param));

/**
 * What a session may do that acts for these accounts at once: only what is allowed in every one of
 * them, since a permission does not say for whom. To use more, act for one account alone.
 */
export function permissionsIn(places: readonly Place[]): Set<Permission> {
  const sets = places.map((place) => {
    if (place.isOwner) return new Set(customerPermissions);
    return new Set([...always, ...permissionsOf(place).flatMap((param) => meanings[param])]);
  });
  const first = sets[0] ?? new Set(always);
  // Never more than a customer may have at all, whatever the words mean to others.
  return new Set(
    customerPermissions.filter((name) => first.has(name) && sets.every((set) => set.has(name))),
  );
}

/** The words whose whole meaning is held. */
export const coveredWords = (held: ReadonlySet<Permission>): UserPermission[] =>
  userPermissions.filter((param) =>
    meanings[param].every((name) => held.has(name) || !customerPermissions.includes(name)),
  );

/**
 * Nobody lets others do more for a client than they may do themselves; staff and resellers neither.
 * @throws DomainError PERMISSION_BEYOND_YOURS naming the words that are not held in full
 */
export function ensureMayGive({ permissions, kind }: Actor, words: readonly string[]): void {
  const held = coveredWords(permissions);
  const beyond = words.filter((word) => isUserPermission(word) && !held.includes(word));
  if (kind === 'system' || !beyond.length) return;
  const message = `You cannot give what you do not hold: ${beyond.join(', ')}.`;
  throw new DomainError('PERMISSION_BEYOND_YOURS', message, { field: 'permissions' });
}

/** An owner may do everything: only who may do it all makes one. @throws as `ensureMayGive` */
export function ensureMayMakeOwner({ permissions, kind }: Actor): void {
  const missing = customerPermissions.filter((name) => !permissions.has(name));
  if (kind === 'system' || !missing.length) return;
  const message = `You cannot give what you do not hold: ${missing.slice(0, 5).join(', ')}.`;
  throw new DomainError('PERMISSION_BEYOND_YOURS', message, { field: 'userId' });
}
