import type { Catalog } from './catalog.ts';

/** The highest id of each model at one time. */
export type LastIds = ReadonlyMap<string, number>;

const statements = new WeakMap<Catalog, string>();

/** One statement for the highest ids of all models that are numbered. */
function statementFor(catalog: Catalog): string {
  const known = statements.get(catalog);
  if (known) return known;
  const numbered = [...catalog.values()].filter(({ key, columns }) => {
    const type = key.length === 1 && key[0] === 'id' ? columns.get('id')?.type : undefined;
    return type === 'Int' || type === 'BigInt';
  });
  const parts = numbered.map(
    ({ name, table }) => `select '${name}' as model, (select max(id) from ${table})::text as last`,
  );
  const text = parts.join(' union all ');
  statements.set(catalog, text);
  return text;
}

/** The client of a transaction, as far as it is used here. */
interface Transaction {
  $queryRawUnsafe<Rows>(text: string): PromiseLike<Rows>;
}

/** The highest ids as the transaction sees them now. */
export async function lastIds(tx: Transaction, catalog: Catalog): Promise<LastIds> {
  const rows = await tx.$queryRawUnsafe<{ model: string; last: string | null }[]>(
    statementFor(catalog),
  );
  return new Map(rows.map(({ model, last }) => [model, Number(last ?? 0)]));
}
