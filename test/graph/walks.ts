import type { Gateway } from '#test/gateway.ts';
import { Chance } from '#test/schema/chance.ts';
import { walkedLists } from './walk-kinds.ts';

/** What a walk got wrong; nothing where all is well. */
export interface Failure {
  walk: number;
  list: string;
  order: string;
  skipped: string[];
  twice: string[];
}

/**
 * Walks lists by cursor while their rows are closed, paid, deleted and added by the API: whatever is
 * in the list from beginning to end must come once, and nothing twice.
 */
export async function walkWhileChanging(
  gateway: Gateway,
  { walks, seed }: { walks: number; seed: number },
): Promise<Failure[]> {
  const chance = new Chance(seed);
  const kinds = await walkedLists(gateway);
  const failures: Failure[] = [];
  for (let walk = 0; walk < walks; walk += 1) {
    const kind = chance.of(kinds);
    const { list, type, filter } = kind;
    const field = chance.of(kind.fields);
    const direction = chance.of(['ASC', 'DESC']);
    const nulls = chance.of(['FIRST', 'LAST']);
    const orderBy = [{ field, direction, nulls }];
    const isBackward = chance.is(0.4);
    const read = async (page: object) => {
      const { [list]: found } = await gateway.data(
        `query($filter:${type}Filter,$orderBy:[${type}Order!],$first:Int,$after:String,$last:Int,$before:String){
          ${list}(filter:$filter,orderBy:$orderBy,first:$first,after:$after,last:$last,before:$before){
            nodes{id} pageInfo{hasNextPage hasPreviousPage startCursor endCursor}}}`,
        { filter, orderBy, ...page },
      );
      return found as {
        nodes: { id: string }[];
        pageInfo: {
          hasNextPage: boolean;
          hasPreviousPage: boolean;
          startCursor: string;
          endCursor: string;
        };
      };
    };
    const all = async () => (await read({ first: 100 })).nodes.map(({ id }) => id);
    while ((await all()).length < 8) await kind.add(chance);
    const before = await all();
    const gone = new Set<string>();
    const seen: string[] = [];
    let page: object = isBackward ? { last: 2 } : { first: 2 };
    for (;;) {
      const { nodes, pageInfo } = await read(page);
      seen.push(...nodes.map(({ id }) => id));
      const { hasNextPage, hasPreviousPage, startCursor, endCursor } = pageInfo;
      if (!(isBackward ? hasPreviousPage : hasNextPage)) break;
      page = isBackward ? { last: 2, before: startCursor } : { first: 2, after: endCursor };
      // The row of the cursor above all, or any other.
      const edge = isBackward ? nodes[0]! : nodes.at(-1)!;
      const victim = chance.is(0.6) ? edge.id : chance.of(before);
      if (chance.is(0.7) && !gone.has(victim)) {
        gone.add(victim);
        await kind.remove(victim, chance);
      }
      if (chance.is(0.3)) await kind.add(chance);
    }
    const skipped = before.filter((id) => !gone.has(id) && !seen.includes(id));
    const twice = seen.filter((id, at) => seen.indexOf(id) !== at);
    const order = `${field} ${direction} ${nulls}${isBackward ? ' backwards' : ''}`;
    if (skipped.length || twice.length) failures.push({ walk, list, order, skipped, twice });
  }
  return failures;
}
