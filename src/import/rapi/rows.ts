import { StartRefused } from '#core/start-refused.ts';
import { cellOf } from './cells.ts';
import { plainName, type Entry } from './reply.ts';
import type { StageRow } from './stage.ts';
import { type CellKind, stageTables, type StageTable } from './tables.ts';

interface Column {
  name: string;
  kind: CellKind;
  /** The names under which it is given. */
  names: readonly string[];
  isNeeded: boolean;
}

/** How rows of a table are made of what is given. */
export interface Telling {
  table: StageTable;
  columns: readonly Column[];
}

/**
 * Columns by name, with other names under which they are given: `date=entrydate` is what is given as
 * `date`, `entry_date` or `entryDate`. Without one that has `!` behind its name nothing comes.
 */
export function telling(table: StageTable, columns: string): Telling {
  const kinds = stageTables.get(table)!;
  return {
    table,
    columns: columns.split(/\s+/).map((column) => {
      const [said = '', others] = column.split('=');
      const name = said.replace('!', '');
      const kind = name === 'id' ? 'whole' : kinds.get(name);
      if (kind === undefined) throw new Error(`${table} has no column ${name}.`);
      const names = others?.split(',') ?? [];
      const isNeeded = name === 'id' || said.endsWith('!');
      return { name, kind, names: [...new Set([plainName(name), ...names])], isNeeded };
    }),
  };
}

/**
 * The row that something becomes; what has no value is left out, of which the plan speaks.
 * @throws StartRefused where something is not given without which nothing may come
 */
export function rowOf({ table, columns }: Telling, entry: Entry): StageRow {
  const row: Record<string, string | number | null> = {};
  for (const { name, kind, names, isNeeded } of columns) {
    const known = names.filter((each) => entry.has(each));
    const best = known.find((each) => entry.get(each) !== '') ?? known[0];
    const where = `${table.slice(3)} ${String(entry.get('id') ?? '')}: ${best ?? name}`;
    if (best === undefined && isNeeded)
      throw new StartRefused(`The source does not tell what has to come (${where}).`);
    if (best !== undefined) row[name] = cellOf(kind, entry.get(best), where);
  }
  return row;
}
