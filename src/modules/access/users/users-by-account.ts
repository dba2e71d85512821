import { DomainError } from '#core/errors.ts';
import { Prisma, type User } from '#generated/prisma/client.ts';
import type { Context } from '#schema/context.ts';
import { place } from '#schema/list.ts';
import type { PageRequest } from '#schema/lists/list.ts';
import type { OrderInput } from '#schema/lists/order.ts';

/** What users can be sorted by; `a` is the account a user owns, or joined first. */
const columns: Readonly<Record<string, { sql: Prisma.Sql; type: Prisma.Sql }>> = {
  id: { sql: Prisma.sql`u.id`, type: Prisma.sql`int` },
  firstName: { sql: Prisma.sql`u.first_name`, type: Prisma.sql`text` },
  lastName: { sql: Prisma.sql`u.last_name`, type: Prisma.sql`text` },
  email: { sql: Prisma.sql`u.email`, type: Prisma.sql`text` },
  createdAt: { sql: Prisma.sql`u.created_at`, type: Prisma.sql`timestamptz` },
  status: { sql: Prisma.sql`u.status`, type: Prisma.sql`"UserStatus"` },
  companyName: { sql: Prisma.sql`a.company_name`, type: Prisma.sql`text` },
  groupId: { sql: Prisma.sql`a.group_id`, type: Prisma.sql`int` },
};

const ofAccount = new Set(['companyName', 'groupId']);

/** One key of the order, in the direction in which a page is read. */
interface Key {
  sql: Prisma.Sql;
  type: Prisma.Sql;
  isDescending: boolean;
  hasEmptyFirst: boolean;
}

interface Page {
  take?: number;
  skip?: number;
  cursor?: object;
  select?: object;
}

/** Reads users in an order by their account: to-many relations have none in Prisma. */
export function readByAccount(asked: PageRequest, context: Context): Promise<User[]> | undefined {
  const isByAccount = asked.orderBy.some(({ field }) => ofAccount.has(field));
  return isByAccount ? orderedByAccount(asked, context) : undefined;
}

async function orderedByAccount(
  { page, where, orderBy }: PageRequest,
  { db }: Context,
): Promise<User[]> {
  const all = await db.user.findMany({ where, select: { id: true } });
  const { take, skip = 0, cursor, select, ...query } = page as Page;
  const isBackward = (take ?? 0) < 0;
  const asked = orderBy.some(({ field }) => field === 'id')
    ? orderBy
    : [...orderBy, { field: 'id' }];
  const list = `User ${asked.map(spelled).join(' ')}`;
  const keys = asked.map((one) => keyOf(one, isBackward));
  const after = cursor ? placeOf(cursor, list, isBackward) : null;
  const rows = await db.$queryRaw<{ id: number; place: (string | null)[] }[]>`
    select u.id, array[${Prisma.join(keys.map(({ sql }) => Prisma.sql`(${sql})::text`))}] as place
    from users u left join lateral (
      select c.company_name, c.group_id from user_clients l join clients c on c.id = l.client_id
      where l.user_id = u.id order by l.is_owner desc, l.id limit 1
    ) a on true
    where u.id = any(${all.map(({ id }) => id)}::int[]) and ${after ? behind(keys, after) : Prisma.sql`true`}
    order by ${Prisma.join(keys.map(ordered))}
    limit ${take === undefined ? null : Math.abs(take)}::int offset ${after ? skip - 1 : skip}::int`;
  const found = isBackward ? rows.toReversed() : rows;
  const ids = found.map(({ id }) => id);
  const users = await db.user.findMany({
    ...query,
    ...(select && { select: { ...select, id: true } }),
    where: { id: { in: ids } },
  });
  const byId = new Map(users.map((user) => [user.id, user]));
  return found.flatMap((row) => {
    const user = byId.get(row.id);
    if (!user) return [];
    return [Object.defineProperty(user, place, { value: JSON.stringify([list, ...row.place]) })];
  });
}

const spelled = ({ field, direction, nulls }: OrderInput) =>
  `${field}${direction === 'desc' ? '-' : '+'}${nulls === 'first' ? '!' : ''}`;

function keyOf({ field, direction, nulls }: OrderInput, isBackward: boolean): Key {
  return {
    ...columns[field]!,
    isDescending: (direction === 'desc') !== isBackward,
    hasEmptyFirst: (nulls === 'first') !== isBackward,
  };
}

const ordered = ({ sql, isDescending, hasEmptyFirst }: Key) =>
  Prisma.sql`${sql} ${isDescending ? Prisma.sql`desc` : Prisma.sql`asc`}
    nulls ${hasEmptyFirst ? Prisma.sql`first` : Prisma.sql`last`}`;

type Place = readonly (string | null)[];

/** @throws DomainError CURSOR_INVALID for a cursor of another order. */
function placeOf(cursor: object, list: string, isBackward: boolean): Place {
  const field = isBackward ? 'before' : 'after';
  try {
    const text = (cursor as Record<string, string>)[place] ?? '';
    const [from, ...values] = JSON.parse(text) as [string, ...Place];
    const isValue = (value: unknown) => value === null || typeof value === 'string';
    const isKey = /^\d{1,10}$/.test(String(values.at(-1)));
    if (from === list && values.every(isValue) && isKey) return values;
  } catch {
    // It is no text of ours: refused below.
  }
  const issues = [{ path: [field], message: 'is no cursor of this list in this order' }];
  throw new DomainError('CURSOR_INVALID', undefined, { field, issues });
}

/** The condition of standing behind a place: equal in the first keys, and beyond in the next. */
function behind(keys: readonly Key[], values: Place): Prisma.Sql {
  const alternatives = keys.map((key, at) => {
    const alike = keys
      .slice(0, at)
      .map(
        ({ sql, type }, before) =>
          Prisma.sql`${sql} is not distinct from ${values[before]}::${type}`,
      );
    return Prisma.sql`(${Prisma.join([...alike, beyond(key, values[at] ?? null)], ' and ')})`;
  });
  return Prisma.sql`(${Prisma.join(alternatives, ' or ')})`;
}

function beyond({ sql, type, isDescending, hasEmptyFirst }: Key, value: string | null): Prisma.Sql {
  if (value === null) return hasEmptyFirst ? Prisma.sql`${sql} is not null` : Prisma.sql`false`;
  const compared = isDescending
    ? Prisma.sql`${sql} < ${value}::${type}`
    : Prisma.sql`${sql} > ${value}::${type}`;
  return hasEmptyFirst ? compared : Prisma.sql`(${compared} or ${sql} is null)`;
}
