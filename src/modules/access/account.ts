import type { Prisma } from '#generated/prisma/client.ts';
import type { Db, Tx } from '#platform/database/client.ts';

/** Whose sign-in it is: a user of the company's clients, or a staff member. */
export type AccountKind = 'user' | 'admin';

/** A person who signs in, by kind and id. */
export interface AccountRef {
  kind: AccountKind;
  id: number;
}

/** A person who signs in, the same for users and staff. */
export interface Account extends AccountRef {
  email: string;
  passwordHash: string | null;
  /** Neither switched off nor closed. */
  isOpen: boolean;
  /** Wrong tries in a row, from all places together. */
  failures: number;
}

/** The columns that say whose a row is, as every table of sign-in has them. */
export const ownedBy = ({
  kind,
  id,
}: AccountRef): { userId: number | null; adminId: number | null } =>
  kind === 'user' ? { userId: id, adminId: null } : { userId: null, adminId: id };

/** The owner a row names. */
export const accountRefOf = (row: {
  userId: number | null;
  adminId: number | null;
}): AccountRef | null =>
  row.userId !== null
    ? { kind: 'user', id: row.userId }
    : row.adminId !== null
      ? { kind: 'admin', id: row.adminId }
      : null;

const common = { id: true, email: true, passwordHash: true } as const;

/** One user's sign-in, or null. */
export async function userAccount(
  db: Db | Tx,
  where: Prisma.UserWhereInput,
): Promise<Account | null> {
  const user = await db.user.findFirst({
    where,
    select: {
      ...common,
      status: true,
      failedLogins: true,
      clientLinks: { select: { client: { select: { status: true } } } },
    },
  });
  if (!user) return null;
  const { status, failedLogins: failures, clientLinks, ...rest } = user;
  const isOpen = status === 'ACTIVE' && !areClosed(clientLinks);
  return { ...rest, failures, kind: 'user', isOpen };
}

/** Whether a user's only accounts are closed ones; a user without any may enter. */
export const areClosed = (links: readonly { client: { status: string } }[]): boolean =>
  links.length > 0 && links.every(({ client }) => client.status === 'CLOSED');

/** One staff member's sign-in, or null. */
export async function adminAccount(
  db: Db | Tx,
  where: Prisma.AdminWhereInput,
): Promise<Account | null> {
  const admin = await db.admin.findFirst({
    where,
    select: { ...common, isDisabled: true, loginAttempts: true },
  });
  if (!admin) return null;
  const { isDisabled, loginAttempts: failures, ...rest } = admin;
  return { ...rest, failures, kind: 'admin', isOpen: !isDisabled };
}

/** The account a reference names, or null. */
export const accountOf = (db: Db | Tx, { kind, id }: AccountRef): Promise<Account | null> =>
  kind === 'user' ? userAccount(db, { id }) : adminAccount(db, { id });
