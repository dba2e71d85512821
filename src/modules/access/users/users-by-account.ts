import { DomainError } from '#core/errors.ts';
import { Prisma, type User } from '#generated/prisma/client.ts';
import type { Db } from '#platform/database/client.ts';
import { place } from '#schema/list.ts';

/** The orders of users that depend on the account a user owns, or joined first. */
const columns = {
  companyName: Prisma.sql`a.company_name`,
  groupId: Prisma.sql`a.group_id`,
};

type AccountField = keyof typeof columns;

/** Whether users are to be sorted by something of their account. */
export const isByAccount = (field: string): field is AccountField => Object.hasOwn(columns, field);

interface UserFilter {
  page: { take?: number; skip?: number; cursor?: object };
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
  const { take, skip = 0, cursor, ...query } = page;
  const isBackward = (take ?? 0) < 0;
  const list = `User ${field}${direction === 'asc' ? '+' : '-'}`;
  const after = cursor ? placeOf(cursor, list, isBackward) : null;
  const isDown = (direction === 'desc') !== isBackward;
  const order = Prisma.sql`${columns[field]} ${isDown ? Prisma.sql`desc` : Prisma.sql`asc`}
    nulls ${isBackward ? Prisma.sql`first` : Prisma.sql`last`},
    u.id ${isBackward ? Prisma.sql`desc` : Prisma.sql`asc`}`;
  const rows = await db.$queryRaw<{ id: number; value: string | number | null }[]>`
    select u.id, ${columns[field]} as value from users u left join lateral (
      select c.company_name, c.group_id from user_clients l join clients c on c.id = l.client_id
      where l.user_id = u.id order by l.is_owner desc, l.id limit 1
    ) a on true
    where u.id = any(${ids}::int[]) and ${after ? behind(columns[field], after, { isDown, isBackward }) : Prisma.sql`true`}
    order by ${order}
    limit ${take === undefined ? null : Math.abs(take)}::int offset ${after ? skip - 1 : skip}::int`;
  const found = isBackward ? rows.toReversed() : rows;
  const users = await db.user.findMany({
    ...query,
    where: { id: { in: found.map(({ id }) => id) } },
  });
  const byId = new Map(users.map((user) => [user.id, user]));
  return found.flatMap(({ id, value }) => {
    const user = byId.get(id);
    if (!user) return [];
    return [Object.defineProperty(user, place, { value: JSON.stringify([list, value, id]) })];
  });
}

type Place = [value: string | number | null, id: number];

/** @throws DomainError CURSOR_INVALID for a cursor of another order. */
function placeOf(cursor: object, list: string, isBackward: boolean): Place {
  const field = isBackward ? 'before' : 'after';
  try {
    const [from, value, id] = JSON.parse((cursor as Record<string, string>)[place] ?? '') as [
      string,
      ...Place,
    ];
    const isValue = value === null || typeof value === 'string' || Number.isSafeInteger(value);
    if (from === list && isValue && Number.isSafeInteger(id)) return [value, id];
  } catch {
    // It is no text of ours: refused below.
  }
  const issues = [{ path: [field], message: 'is no cursor of this list in this order' }];
  throw new DomainError('CURSOR_INVALID', undefined, { field, issues });
}

/** The condition of standing behind a place. */
function behind(
  column: Prisma.Sql,
  [value, id]: Place,
  { isDown, isBackward }: { isDown: boolean; isBackward: boolean },
): Prisma.Sql {
  const beyondId = isBackward ? Prisma.sql`u.id < ${id}::int` : Prisma.sql`u.id > ${id}::int`;
  if (value === null) {
    const alike = Prisma.sql`(${column} is null and ${beyondId})`;
    return isBackward ? Prisma.sql`(${column} is not null or ${alike})` : alike;
  }
  const bound = typeof value === 'number' ? Prisma.sql`${value}::int` : Prisma.sql`${value}::text`;
  const compared = isDown ? Prisma.sql`${column} < ${bound}` : Prisma.sql`${column} > ${bound}`;
  const orEmpty = isBackward ? Prisma.empty : Prisma.sql` or ${column} is null`;
  return Prisma.sql`(${compared}${orEmpty} or (${column} = ${bound} and ${beyondId}))`;
}
