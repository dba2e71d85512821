import type { Noun } from '#import/noun.ts';
import type { SourceDatabase, SourceRow } from './source.ts';

/** Rows read, and written, at once. */
const PAGE = 1_000;

/** The columns of the source that a noun asks for and this installation has. */
export function columnsRead({ columns, spread, secrets, joined = {} }: Noun): string[] {
  const reads = [...Object.values(columns ?? {}), ...Object.values(secrets ?? {})]
    .flatMap((each) => each.reads)
    .concat(spread?.reads ?? [])
    .filter((name) => !Object.hasOwn(joined, name));
  return [...new Set(['id', ...reads])];
}

/** The rows of a noun after one of them, in pages, by their ids. */
export async function* pagesOf(
  source: SourceDatabase,
  noun: Noun,
  after: number,
): AsyncGenerator<SourceRow[]> {
  const { table, query, join = '', joined = {} } = noun;
  const there = source.columnsOf(table);
  const own = columnsRead(noun).filter((name) => query !== undefined || there.includes(name));
  const selected = [
    ...own.map((name) => `t.\`${name}\``),
    ...Object.entries(joined).map(([name, expression]) => `${expression} as \`${name}\``),
  ];
  const from = query ?? `\`${table}\``;
  let last = after;
  for (;;) {
    const rows = await source.rows(
      `select ${selected.join(', ')} from ${from} as t ${join}
       where t.id > ? order by t.id limit ${PAGE}`,
      [last],
    );
    if (rows.length) yield rows;
    if (rows.length < PAGE) return;
    last = Number(rows.at(-1)!.id);
  }
}
