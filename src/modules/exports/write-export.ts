import { now } from '#core/clock.ts';
import { csvField } from '#core/text.ts';
import type { Export } from '#generated/prisma/client.ts';
import { newStorageKey } from '#providers/storage/storage.ts';
import type { App } from '#schema/app.ts';
import { taskKind } from '#schema/tasks/kind.ts';
import { exported, type ExportColumn, type ExportedRow } from './connections.ts';

/** Rows of one statement. */
const ROWS = 500;

/** Rows of one stored part: what is in memory at once. */
const PART = 10_000;

interface Input {
  exportId: number;
}

interface Reading {
  findMany(args: object): Promise<ExportedRow[]>;
}

/** Writes the rows of a list to a file. A second attempt writes all of it anew. */
export const writeExport = taskKind<Input, { rowCount: number }>({
  kind: 'export.write',
  resendable: true,
  retry: { interactive: 'queue', hours: 2, exhausted: 'CANCELLED' },
  timeoutMs: 110_000,
  concurrency: 1,
  go: async ({ app, stopping }, { exportId }) => {
    const row = await app.db.export.findUnique({ where: { id: exportId } });
    if (!row) return { rowCount: 0 };
    await forgetParts(app, row);
    return { rowCount: await writeRows(app, row, stopping) };
  },
  after: async ({ tx }, { exportId }, { rowCount }) => {
    await tx.export.updateMany({
      where: { id: exportId },
      data: { state: 'FINISHED', rowCount, finishedAt: now() },
    });
  },
  failed: async ({ tx }, { exportId }) => {
    await tx.export.updateMany({ where: { id: exportId }, data: { state: 'FAILED' } });
  },
});

/** Hands what an earlier attempt left to the sweep of files. */
async function forgetParts({ db }: App, { id, parts }: Export): Promise<void> {
  await db.discardedFile.createMany({
    data: parts.map((storageKey) => ({ storageKey })),
    skipDuplicates: true,
  });
  await db.export.update({ where: { id }, data: { state: 'RUNNING', parts: [], rowCount: 0 } });
}

async function writeRows(app: App, row: Export, stopping: AbortSignal): Promise<number> {
  const { id, connection, where, orderBy } = row;
  const { model, columns } = exported[connection];
  const rows = (app.db as unknown as Record<string, Reading>)[
    model.charAt(0).toLowerCase() + model.slice(1)
  ]!;
  const chosen = row.columns.map((name) => columns[name]!);
  // The order is settled once: rows that change meanwhile are neither skipped nor written twice.
  const found = await rows.findMany({ where, orderBy, select: { id: true } });
  const ids = found.map((one) => one.id as number);
  await app.db.export.update({ where: { id }, data: { totalCount: ids.length } });
  let rowCount = 0;
  let text = lineOf(row.columns);
  for (let at = 0; at < ids.length; at += ROWS) {
    stopping.throwIfAborted();
    const lines = await linesOf(rows, chosen, ids.slice(at, at + ROWS));
    rowCount += lines.length;
    text += lines.join('');
    if ((at + ROWS) % PART === 0) {
      await store(app, id, text, rowCount);
      text = '';
    }
  }
  if (text) await store(app, id, text, rowCount);
  return rowCount;
}

/** The lines of the rows with these ids, in their order; those that were deleted have none. */
async function linesOf(
  rows: Reading,
  columns: readonly ExportColumn[],
  ids: readonly number[],
): Promise<string[]> {
  const select = Object.assign({ id: true }, ...columns.map((column) => column.select)) as object;
  const found = await rows.findMany({ where: { id: { in: [...ids] } }, select });
  const byId = new Map(found.map((row) => [row.id as number, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row ? [lineOf(columns.map((column) => column.text(row)))] : [];
  });
}

const lineOf = (cells: readonly string[]) => `${cells.map(csvField).join(',')}\r\n`;

/** Stores a part; its place is written down first, so that no bytes are without an owner. */
async function store({ db, storage }: App, id: number, text: string, rowCount: number) {
  const key = newStorageKey('exports');
  await db.export.update({ where: { id }, data: { parts: { push: key }, rowCount } });
  await storage.put(key, Buffer.from(text), 'text/csv; charset=utf-8');
}
