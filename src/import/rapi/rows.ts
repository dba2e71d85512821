import { cellOf } from './cells.ts';
import { plainName, type Told } from './reply.ts';
import type { StageRow } from './stage.ts';
import { type CellKind, stageTables, type StageTable } from './tables.ts';

/** How rows of a table are made of what is told. */
export interface Telling {
  table: StageTable;
  columns: readonly { name: string; kind: CellKind; names: readonly string[] }[];
}

/**
 * Columns by name, with other names under which they are told: `date=entrydate` is what is told as
 * `date`, `entry_date` or `entryDate`.
 */
export function telling(table: StageTable, columns: string): Telling {
  const kinds = stageTables.get(table)!;
  return {
    table,
    columns: columns.split(/\s+/).map((column) => {
      const [name = '', others] = column.split('=');
      const kind = name === 'id' ? 'whole' : kinds.get(name);
      if (kind === undefined) throw new Error(`${table} has no column ${name}.`);
      const names = others?.split(',') ?? [];
      return { name, kind, names: [...new Set([plainName(name), ...names])] };
    }),
  };
}

/** The row that something becomes; what nothing is told of is left out, of which the plan speaks. */
export function rowOf({ table, columns }: Telling, told: Told): StageRow {
  const row: Record<string, string | number | null> = {};
  for (const { name, kind, names } of columns) {
    const known = names.filter((each) => told.has(each));
    const best = known.find((each) => told.get(each) !== '') ?? known[0];
    if (best === undefined) continue;
    const where = `${table.slice(3)} ${String(told.get('id') ?? '')}: ${best}`;
    row[name] = cellOf(kind, told.get(best), where);
  }
  return row;
}
