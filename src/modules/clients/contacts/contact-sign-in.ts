import { ensureMayGive, permissionsOf } from '#modules/access/users/user-permissions.ts';
import { setPassword } from '#modules/access/passwords/set-password.ts';
import { settingText } from '#modules/settings/settings.ts';
import { isTaken } from '#platform/database/taken.ts';
import type { Work } from '#schema/work.ts';

/** What was told of a contact's sign-in. */
export interface SignInInput {
  passwordHash: string | null;
  permissions?: string[] | null;
}

/** A contact as a change leaves it. */
interface ContactRow {
  clientId: number;
  firstName: string;
  lastName: string;
  email: string;
  userId: number | null;
  /** Null in a row that was just made without any. */
  permissions: string[] | null;
}

/**
 * Brings the user a contact signs in as to what was told: a first password makes one, who may do
 * for the client what the contact's permissions say; later ones change it.
 * @returns the id of the user; null for a contact that cannot sign in
 * @throws DomainError CONTACT_EMAIL_TAKEN, PERMISSION_BEYOND_YOURS, FORBIDDEN or BAD_INPUT
 */
export async function saveSignIn(
  work: Work,
  contact: ContactRow,
  { passwordHash, permissions }: SignInInput,
): Promise<number | null> {
  const { tx, fail, announce } = work;
  if (!contact.userId && !passwordHash) return null;
  if (!contact.email)
    fail('BAD_INPUT', 'email: a contact that signs in needs an address.', { field: 'email' });
  if (!contact.userId) {
    ensureMayLetIn(work, contact.permissions ?? []);
    return addUser(work, contact, passwordHash);
  }
  const user = await tx.user.findUniqueOrThrow({
    where: { id: contact.userId },
    select: {
      id: true,
      email: true,
      clientLinks: { select: { clientId: true, isOwner: true, permissions: true } },
    },
  });
  // Who sets its password or address can sign in as the contact, with what it may do already.
  const before = user.clientLinks.flatMap(permissionsOf);
  if (passwordHash || permissions || user.email !== contact.email)
    ensureMayLetIn(work, [...before, ...(permissions ?? [])]);
  const isOthersToo = user.clientLinks.some(({ clientId }) => clientId !== contact.clientId);
  if (isOthersToo && (passwordHash || user.email !== contact.email))
    fail('FORBIDDEN', 'The contact signs in for other accounts as well: only they change that.');
  if (user.email !== contact.email)
    await tx.user
      .update({ where: { id: user.id }, data: { email: contact.email } })
      .catch((error: unknown) => {
        if (isTaken(error)) fail('CONTACT_EMAIL_TAKEN', undefined, { field: 'email' });
        throw error;
      });
  if (passwordHash) await setPassword(work, { kind: 'user', id: user.id }, passwordHash);
  if (permissions)
    await tx.userClient.updateMany({
      where: { userId: user.id, clientId: contact.clientId, isOwner: false },
      data: { permissions: [...new Set(permissions)] },
    });
  announce('user.linked', { userId: user.id, clientId: contact.clientId });
  return user.id;
}

/**
 * Takes a contact's sign-in away; a user without any other account goes with it. Like
 * `deleteUserClient`, it is for those who may let people in.
 * @throws DomainError FORBIDDEN
 */
export async function endSignIn(
  { tx, actor, fail, announce }: Work,
  { userId, clientId }: Pick<ContactRow, 'userId' | 'clientId'>,
): Promise<void> {
  if (userId === null) return;
  // A credential with a list of commands was given the command itself.
  if (!actor.permissions.has('access:invite') && actor.commands === null) fail('FORBIDDEN');
  await tx.userClient.deleteMany({ where: { userId, clientId, isOwner: false } });
  await tx.user.deleteMany({ where: { id: userId, clientLinks: { none: {} } } });
  announce('user.unlinked', { userId, clientId });
}

/** Whoever lets somebody in holds that right, and gives no more than they may do themselves. */
function ensureMayLetIn({ actor, fail }: Work, permissions: readonly string[]): void {
  if (!actor.permissions.has('access:invite')) fail('FORBIDDEN');
  ensureMayGive(actor, permissions);
}

async function addUser(
  { tx, actor, fail, announce }: Work,
  { clientId, firstName, lastName, email, permissions }: ContactRow,
  passwordHash: string | null,
): Promise<number> {
  const { resellerId } = actor;
  const data = {
    firstName,
    lastName,
    email,
    passwordHash,
    resellerId,
    language: await settingText(tx, 'Language'),
    clientLinks: { create: { clientId, permissions: permissions ?? [] } },
  };
  const user = await tx.user.create({ data, select: { id: true } }).catch((error: unknown) => {
    if (isTaken(error)) return fail('CONTACT_EMAIL_TAKEN', undefined, { field: 'email' });
    throw error;
  });
  announce('user.added', { userId: user.id, resellerId });
  announce('user.linked', { userId: user.id, clientId });
  return user.id;
}
