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
  lockedUntil: Date | null;
}

/** The columns that say whose a row is, as every table of sign-in has them. */
export const ownedBy = ({
  kind,
  id,
}: AccountRef): { userId: number | null; adminId: number | null } =>
  kind === 'user' ? { userId: id, adminId: null } : { userId: null, adminId: id };

/** The owner a row names. */
export const ownerOf = (row: {
  userId: number | null;
  adminId: number | null;
}): AccountRef | null =>
  row.userId !== null
    ? { kind: 'user', id: row.userId }
    : row.adminId !== null
      ? { kind: 'admin', id: row.adminId }
      : null;

const common = { id: true, email: true, passwordHash: true, lockedUntil: true } as const;

/** One user's sign-in, or null. */
export async function userAccount(
  db: Db | Tx,
  where: Prisma.UserWhereInput,
): Promise<Account | null> {
  const user = await db.user.findFirst({ where, select: { ...common, status: true } });
  if (!user) return null;
  const { status, ...rest } = user;
  return { ...rest, kind: 'user', isOpen: status === 'ACTIVE' };
}

/** One staff member's sign-in, or null. */
export async function adminAccount(
  db: Db | Tx,
  where: Prisma.AdminWhereInput,
): Promise<Account | null> {
  const admin = await db.admin.findFirst({ where, select: { ...common, isDisabled: true } });
  if (!admin) return null;
  const { isDisabled, ...rest } = admin;
  return { ...rest, kind: 'admin', isOpen: !isDisabled };
}

/** The account a reference names, or null. */
export const accountOf = (db: Db | Tx, { kind, id }: AccountRef): Promise<Account | null> =>
  kind === 'user' ? userAccount(db, { id }) : adminAccount(db, { id });
