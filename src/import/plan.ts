import type { FileFolder } from './files/folder.ts';
import { planFiles } from './files/plan-files.ts';
import { KnownRows } from './known.ts';
import { mapRows } from './map.ts';
import type { Noun } from './noun.ts';
import { nouns } from './nouns/nouns.ts';
import { type LeftBehind, leftBehind } from './not-moved.ts';
import { nounsOf } from './run.ts';
import { withSecrets } from './secrets.ts';
import { columnsRead, pagesOf } from './source/pages.ts';
import type { SourceDatabase } from './source/source.ts';
import type { Installation } from './source/whmcs.ts';

/** Why something does not come as it is, and for which rows. */
export interface PlanLine {
  /** ColumnMap at the source; empty for whole rows. */
  field: string;
  reason: string;
  rows: number;
  /** The first of them. */
  ids: number[];
}

/** What will become of one noun. */
export interface PlannedNoun {
  name: string;
  table: string;
  rows: number;
  taken: number;
  lines: PlanLine[];
  /** Columns that stay behind on purpose, with the reason. */
  left: Readonly<Record<string, string>>;
  /** Columns of the source nobody reads. */
  unread: string[];
  /** Columns that are asked for, and that the source does not tell. */
  unavailable: string[];
}

/** What an import would do. */
export interface Plan {
  nouns: PlannedNoun[];
  /** Tables that stay behind as a whole. */
  leftBehind: LeftBehind[];
  /** Kinds of rows that the source does not tell, and what to do instead. */
  unavailable: Readonly<Record<string, string>>;
}

/** Ids named for each reason. */
const EXAMPLES = 5;

/** Goes through the whole source as an import would, and writes nothing. */
export async function planImport(
  source: SourceDatabase,
  installation: Installation,
  folder: FileFolder | null,
): Promise<Plan> {
  const there = nounsOf(source, installation);
  const known = new KnownRows(there, null);
  const planned: PlannedNoun[] = [];
  for (const noun of there) planned.push(await planNoun(source, installation, known, noun));
  planned.push(...(await planFiles(source, folder)));
  return {
    nouns: planned,
    leftBehind: await leftBehind(source, there),
    unavailable: installation.unavailable?.things ?? {},
  };
}

async function planNoun(
  source: SourceDatabase,
  installation: Installation,
  known: KnownRows,
  noun: Noun,
): Promise<PlannedNoun> {
  const lines = new Map<string, PlanLine>();
  let [rows, taken] = [0, 0];
  await known.prepare(noun);
  for await (const found of pagesOf(source, noun, 0)) {
    const page = await withSecrets(noun, found, installation.api);
    const mapped = mapRows(noun, page, known, installation);
    rows += page.length;
    taken += mapped.taken;
    for (const { id, field, reason } of mapped.notes) {
      const key = `${field}: ${reason}`;
      const line = lines.get(key) ?? { field, reason, rows: 0, ids: [] };
      line.rows += 1;
      if (line.ids.length < EXAMPLES) line.ids.push(id);
      lines.set(key, line);
    }
  }
  const { name, table, left = {} } = noun;
  const missing = rows && installation.unavailable ? missingIn(source, noun) : [];
  const explained = installation.unavailable?.columns[table] ?? {};
  return {
    name,
    table,
    rows,
    taken,
    lines: [...lines.values()],
    left: {
      ...left,
      ...(installation.api ? {} : unavailable(noun)),
      ...Object.fromEntries(
        missing.filter((column) => explained[column]).map((column) => [column, explained[column]!]),
      ),
    },
    unread: unread(source, noun),
    unavailable: missing.filter((column) => !explained[column]),
  };
}

/** What only the API of the source would tell. */
const unavailable = ({ secrets = {} }: Noun): Record<string, string> =>
  Object.fromEntries(
    Object.values(secrets).map(({ reads: [column] }) => [
      column,
      'is encrypted with a key of the source: --api tells it',
    ]),
  );

/** Columns that a noun reads and its table at the source does not have. */
const missingIn = (source: SourceDatabase, noun: Noun): string[] =>
  noun.query === undefined
    ? columnsRead(noun).filter((column) => !source.columnsOf(noun.table).includes(column))
    : [];

/** Columns of a table that no noun of it reads or names. */
function unread(source: SourceDatabase, { table }: Noun): string[] {
  const ofTable = nouns.filter((noun) => noun.table === table);
  const named = new Set(
    ofTable.flatMap((noun) => [...columnsRead(noun), ...Object.keys(noun.left ?? {})]),
  );
  return source.columnsOf(table).filter((column) => !named.has(column));
}

/** The plan as people read it. */
export function planText({
  nouns: planned,
  leftBehind: behind,
  unavailable: things,
}: Plan): string {
  const blocks = planned.map(({ name, table, rows, taken, lines, left, unread: idle, ...more }) => [
    `${name} (${table}): ${rows} rows, ${taken} come`,
    ...lines.map((line) => {
      const what = line.field ? `${line.field}: ${line.reason}` : `left out: ${line.reason}`;
      const more = line.rows > line.ids.length ? ' …' : '';
      return `  ${line.rows} × ${what} (${line.ids.join(', ')}${more})`;
    }),
    ...Object.entries(left).map(([column, reason]) => `  stays behind: ${column}: ${reason}`),
    ...(idle.length ? [`  not read: ${idle.join(', ')}`] : []),
    ...(more.unavailable.length
      ? [`  not given by the source: ${more.unavailable.join(', ')}`]
      : []),
  ]);
  const whole = behind.map(
    ({ table, rows, reason }) => `${table}: ${rows} rows stay behind: ${reason}`,
  );
  const kinds = Object.entries(things).map(([what, reason]) => `not moved: ${what}: ${reason}`);
  return [...blocks, [...whole, ...kinds]].map((lines) => lines.join('\n')).join('\n\n');
}
