import { Prisma, type User } from '#generated/prisma/client.ts';
import type { Db } from '#platform/database/client.ts';

/** The orders of users that depend on the account a user owns, or joined first. */
const columns = {
  companyName: Prisma.sql`a.company_name`,
  groupId: Prisma.sql`a.group_id`,
};
const directions = { asc: Prisma.sql`asc`, desc: Prisma.sql`desc` };

type AccountField = keyof typeof columns;

/** Whether users are to be sorted by something of their account. */
export const isByAccount = (field: string): field is AccountField => Object.hasOwn(columns, field);

interface UserFilter {
  page: { take?: number; skip?: number };
  where: Prisma.UserWhereInput;
  field: AccountField;
  direction: 'asc' | 'desc';
}

/** A page of users in an order that Prisma cannot express: to-many relations have none. */
export async function orderedByAccount(
  db: Db,
  { page, where, field, direction }: UserFilter,
): Promise<User[]> {
  const all = await db.user.findMany({ where, select: { id: true } });
  const ids = all.map(({ id }) => id);
  const { take = null, skip = 0, ...query } = page;
  const rows = await db.$queryRaw<{ id: number }[]>`
    select u.id from users u left join lateral (
      select c.company_name, c.group_id from user_clients l join clients c on c.id = l.client_id
      where l.user_id = u.id order by l.is_owner desc, l.id limit 1
    ) a on true
    where u.id = any(${ids}::int[])
    order by ${columns[field]} ${directions[direction]} nulls last, u.id
    limit ${take}::int offset ${skip}::int`;
  const place = new Map(rows.map(({ id }, index) => [id, index]));
  const users = await db.user.findMany({ ...query, where: { id: { in: [...place.keys()] } } });
  return users.toSorted((one, other) => (place.get(one.id) ?? 0) - (place.get(other.id) ?? 0));
}
