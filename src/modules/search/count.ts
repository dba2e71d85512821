import type { Context } from '#schema/context.ts';
import { wordsOf } from '#schema/lists/list.ts';
import type { Kind } from './kinds.ts';
import { exactWhere, foundFirst, hasParts, orOf, type Search } from './parts.ts';

/** The most rows of a type that are counted. */
export const mostCounted = 1_000;

interface Counting {
  count(args: { where: object; take: number }): Promise<number>;
}

/** How many rows of each kind are found. */
export async function countKinds(
  { db, actor }: Context,
  search: Search,
): Promise<{ kind: Kind; count: number }[]> {
  const { text, kinds } = search;
  const words = wordsOf(text);
  if (!words.length) return kinds.map((kind) => ({ kind, count: 0 }));
  const delegates = db as unknown as Record<string, Counting>;
  const count = async (kind: Kind, where: object) => {
    const name = kind.type.charAt(0).toLowerCase() + kind.type.slice(1);
    return { kind, count: await delegates[name]!.count({ where, take: mostCounted }) };
  };
  return Promise.all(
    kinds.map((kind) => {
      // What begins with a word holds it as well.
      const found = hasParts(text)
        ? { OR: [exactWhere(kind, text), { AND: words.map((word) => orOf(kind.part(word))) }] }
        : foundFirst(kind, text);
      return count(kind, { AND: [kind.visible(actor), found] });
    }),
  );
}
