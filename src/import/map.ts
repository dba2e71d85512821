import type { KnownRows } from './known.ts';
import { LeftOut, type Look, type Noun, type TargetRow } from './noun.ts';
import type { SourceRow } from './source/source.ts';
import type { Installation } from './source/whmcs.ts';

/** Something of a row that is not taken over as it was found; no field means all of it. */
export interface Note {
  id: number;
  field: string;
  reason: string;
}

/** What became of some rows of the source. */
export interface Mapped {
  rows: TargetRow[];
  notes: Note[];
  /** Rows of the source that came along, whatever they became. */
  taken: number;
}

/** What becomes of rows, by what their noun says. */
export function mapRows(
  noun: Noun,
  found: readonly SourceRow[],
  known: KnownRows,
  installation: Installation,
): Mapped {
  const mapped: Mapped = { rows: [], notes: [], taken: 0 };
  for (const row of found) {
    const id = Number(row.id);
    const notes: Note[] = [];
    const look: Look = {
      id,
      installation,
      note: (field, reason) => {
        if (!notes.some((each) => each.field === field)) notes.push({ id, field, reason });
      },
      has: (name, other) => known.has(name, other),
      idOf: (place, text) => known.idOf(place, text),
      claim: (column, value) => known.claim(noun, column, value, id),
    };
    try {
      mapped.rows.push(...rowsOf(noun, row, look));
      if (installation.api) noteUnavailable(noun, row, look);
      mapped.taken += 1;
      mapped.notes.push(...notes);
      known.add(noun, id);
    } catch (error) {
      if (!(error instanceof LeftOut)) throw error;
      mapped.notes.push({ id, field: '', reason: error.message });
    }
  }
  return mapped;
}

function rowsOf({ columns, spread }: Noun, row: SourceRow, look: Look): TargetRow[] {
  if (spread) return spread.rows(row, look);
  const made: Record<string, unknown> = {};
  for (const [name, column] of Object.entries(columns ?? {})) made[name] = column.value(row, look);
  return [made];
}

/** Notes what the API of the source was asked for in vain. */
function noteUnavailable({ secrets = {} }: Noun, row: SourceRow, { note }: Look): void {
  for (const [column, { reads }] of Object.entries(secrets))
    if (row[reads[0]] && !row[column]) note(reads[0], 'the API does not tell it: left empty');
}
