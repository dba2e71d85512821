import { StartRefused } from '#core/start-refused.ts';
import { type AskCommand, CommandRefused } from './call.ts';
import { type ListCommand, readList } from './lists.ts';
import type { Entry } from './reply.ts';
import { rowOf, type Telling } from './rows.ts';
import type { Stage, StageRow } from './stage.ts';
import type { StageTable } from './tables.ts';

/** What a reader works with. */
export interface CommandReading {
  ask: AskCommand;
  stage: Stage;
  /** Rows that are here already by a text of theirs: they keep their numbers. */
  idsHere(table: string, column: string): Promise<ReadonlyMap<string, number>>;
  /** Entry how many rows there are so far. */
  onRows(rows: number): Promise<void>;
}

/** Fills tables from some commands. */
export interface CommandReader {
  /** What it reads, as people call it. */
  name: string;
  tables: readonly StageTable[];
  /** The commands it cannot do without. */
  commands: readonly ListCommand['command'][];
  read(reading: CommandReading): Promise<void>;
}

/** Rows of several tables. */
export type Rows = Partial<Record<StageTable, StageRow[]>>;

/** Things asked for one by one before they are written together. */
const TOGETHER = 40;

/** Reads a list whose entries are rows of one table, and notes how many the source counts. */
export async function readRows(
  { ask, stage, onRows }: CommandReading,
  list: ListCommand,
  row: Telling,
  more: { counted?: string; rows?(entry: Entry, own: StageRow): Rows; remember?: string } = {},
): Promise<void> {
  let rows = 0;
  const total = await readList(ask, list, async (entries) => {
    const own = entries.map((entry) => rowOf(row, entry));
    const all = own.map((each, at) => ({
      [row.table]: [each],
      ...more.rows?.(entries[at]!, each),
    }));
    await stage.together(async () => {
      await putAll(stage, all);
      if (more.remember)
        await stage.remember(
          more.remember,
          own.map(({ id }) => Number(id)),
        );
    });
    await onRows((rows += entries.length));
  });
  if (more.counted && total !== null)
    await stage.say(new Map([[`total of ${more.counted}`, String(total)]]));
}

/** Asks for what was remembered, one by one; what is gone since is left out with what it has. */
export async function readEach(
  { stage, onRows }: CommandReading,
  step: string,
  table: StageTable,
  work: (id: number) => Promise<{ rows: Rows; facts?: ReadonlyMap<string, string> }>,
): Promise<void> {
  for (let rows = 0; ;) {
    const ids = await stage.remembered(step, TOGETHER);
    if (!ids.length) return;
    const gone: number[] = [];
    const found = await Promise.all(
      ids.map(async (id) => {
        try {
          return await work(id);
        } catch (error) {
          if (!(error instanceof Gone)) throw error;
          gone.push(id);
          return { rows: {} };
        }
      }),
    );
    await stage.together(async () => {
      await putAll(
        stage,
        found.map((each) => each.rows),
      );
      for (const { facts } of found) if (facts?.size) await stage.say(facts);
      if (gone.length) await stage.remove(table, 'id', gone);
      await stage.forget(step, ids);
    });
    await onRows((rows += ids.length));
  }
}

/** What was listed has been deleted since. */
class Gone extends Error {}

/** What a command tells of one thing. @throws Gone */
export async function askedOf(reply: ReturnType<AskCommand>): ReturnType<AskCommand> {
  try {
    return await reply;
  } catch (error) {
    throw isNotFound(error) ? new Gone() : error;
  }
}

/** As a command is asked for a list that some sources do not find where it is empty. */
export const orNone =
  (ask: AskCommand): AskCommand =>
  async (command, fields) => {
    try {
      return await ask(command, fields);
    } catch (error) {
      if (isNotFound(error)) return { totalresults: 0 };
      throw error;
    }
  };

const isNotFound = (error: unknown): boolean =>
  error instanceof CommandRefused && /not found/i.test(error.message);

async function putAll(stage: Stage, all: readonly Rows[]): Promise<void> {
  const tables = new Set(all.flatMap((rows) => Object.keys(rows) as StageTable[]));
  for (const table of tables)
    await stage.put(
      table,
      all.flatMap((rows) => rows[table] ?? []),
    );
}

/** Reads what has not been read yet. */
export async function readAll(
  readers: readonly CommandReader[],
  reading: Omit<CommandReading, 'onRows'>,
  onProgress: (step: string, rows: number) => void | Promise<void>,
): Promise<void> {
  for (const { name, tables, read } of readers) {
    if (await reading.stage.isDone(name)) continue;
    try {
      await read({
        ...reading,
        onRows: async (rows) => onProgress(`reading ${name}`, rows),
      });
    } catch (error) {
      if (error instanceof CommandRefused)
        throw new StartRefused(`The source refused to tell its ${name}: ${error.message}.`);
      throw error;
    }
    for (const table of tables) await reading.stage.finish(`table ${table}`);
    await reading.stage.finish(name);
  }
}

/** Numbers for what the source has none for: those that are here, or the next. */
export function numbered(
  names: Iterable<string>,
  here: ReadonlyMap<string, number>,
): Map<string, number> {
  let last = Math.max(0, ...here.values());
  const found = new Map<string, number>();
  for (const name of names) if (!found.has(name)) found.set(name, here.get(name) ?? (last += 1));
  return found;
}
