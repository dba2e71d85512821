import { parseDay } from '#core/dates.ts';
import { composed } from '#core/text.ts';
import type { Note } from '#import/map.ts';
import type { SourceDatabase } from '#import/source/source.ts';
import { repaired, unescaped, withoutNul } from '#import/source/text.ts';
import { isOn } from '#import/columns.ts';
import { endStep, inPart, progressOf } from '#import/steps.ts';
import type { Connection } from '#platform/database/client.ts';
import {
  type FilesBetween,
  keep,
  type OnFiles,
  storeAll,
  wantedFile,
  type WantedFile,
} from './store.ts';
import { IMPORTED, keysOfFile, type StoredFile } from './stored-file.ts';

/** The step, and the table at the source: a row there is a file. */
export const clientFiles = { name: 'files of clients', table: 'tblclientsfiles' };

export const hasClientFiles = (source: SourceDatabase): boolean =>
  source.columnsOf(clientFiles.table).includes('filename');

/** What a row says of a file, in the words of the table here. */
interface ClientFileRow {
  id: number;
  client_id: number;
  title: string;
  is_staff_only: boolean;
  created_at: string;
}

/** Rows read at once. */
const PAGE = 500;

/** The files of clients, after one of them, in pages. */
export async function* clientFilePages(
  source: SourceDatabase,
  after: number,
): AsyncGenerator<(ClientFileRow & { names: string[] })[]> {
  for (let last = after; ;) {
    const rows = await source.rows(
      `select id, userid, title, filename, adminonly, dateadded from tblclientsfiles
       where id > ? order by id limit ${PAGE}`,
      [last],
    );
    if (rows.length)
      yield rows.map((row) => ({
        id: Number(row.id),
        client_id: Number(row.userid),
        title: textOf(String(row.title ?? '')),
        is_staff_only: isOn(row.adminonly),
        created_at: parseDay(String(row.dateadded ?? '').slice(0, 10)) ?? '1970-01-01',
        names: [String(row.filename ?? '')],
      }));
    if (rows.length < PAGE) return;
    last = Number(rows.at(-1)!.id);
  }
}

function textOf(found: string): string {
  const plain = withoutNul(found);
  return composed(unescaped(repaired(plain) ?? plain)).trim();
}

/** Stores the files of clients; those that are here as they are stay, those that are gone go. */
export async function bringClientFiles(move: FilesBetween, onProgress: OnFiles): Promise<void> {
  const { source, connection } = move;
  if (!hasClientFiles(source)) return;
  const before = await progressOf(connection, clientFiles.name);
  if (before.isDone) return;
  let { rows, lastId } = before;
  for await (const page of clientFilePages(source, lastId)) {
    const written = await bringPage(move, page, lastId);
    lastId = page.at(-1)!.id;
    await onProgress(clientFiles.name, (rows += page.length), written);
  }
  await removeGone(move);
  await endStep(connection, clientFiles.name);
}

type Wanted = ClientFileRow & WantedFile;

async function bringPage(
  move: FilesBetween,
  page: readonly (ClientFileRow & { names: string[] })[],
  after: number,
): Promise<number> {
  const { connection, folder } = move;
  const notes: Note[] = [];
  const clients = await clientsOf(connection, page);
  const stored = await storedOf(connection, page);
  const wanted: Wanted[] = [];
  for (const { names, ...row } of page) {
    const name = names[0]!;
    if (!clients.has(row.client_id)) {
      notes.push({ id: row.id, field: name, reason: 'its row of clients is gone' });
      continue;
    }
    const keys = keysOfFile(`${clientFiles.table} ${row.id}`, name);
    const here = stored.get(row.id);
    const before = here?.storage_key.startsWith(keys) ? here : null;
    const file = wantedFile(name, keys, before, await folder.look(name));
    if ('reason' in file) notes.push({ id: row.id, field: name, reason: file.reason });
    else wanted.push({ ...row, ...file });
  }
  const files = await storeAll(move, wanted);
  const part = { after, to: page.at(-1)!.id, rows: page.length };
  return inPart(connection, clientFiles.name, part, async () => ({
    notes,
    result: await writeFiles(connection, files),
  }));
}

async function clientsOf(
  { query }: Connection,
  page: readonly ClientFileRow[],
): Promise<Set<number>> {
  const rows = await query<{ id: number }>('select id from clients where id = any ($1::int[])', [
    page.map(({ client_id: id }) => id),
  ]);
  return new Set(rows.map(({ id }) => id));
}

async function storedOf(
  { query }: Connection,
  page: readonly ClientFileRow[],
): Promise<Map<number, StoredFile>> {
  const rows = await query<StoredFile & { id: number }>(
    `select id, file_name, content_type, size_bytes, storage_key, sha256 from client_files
     where id = any ($1::int[])`,
    [page.map(({ id }) => id)],
  );
  return new Map(rows.map(({ id, ...file }) => [id, file]));
}

/** A file that is another one now is deleted first: so its bytes go too. */
async function writeFiles(
  connection: Connection,
  files: readonly (Wanted & StoredFile)[],
): Promise<number> {
  const { query } = connection;
  const replaced = files.filter(({ here }) => !here).map(({ id }) => id);
  await query('delete from client_files where id = any ($1::int[])', [replaced]);
  const written = await query(
    `insert into client_files as t (id, client_id, title, file_name, content_type, size_bytes,
       storage_key, sha256, is_staff_only, created_at)
     select id, client_id, title, file_name, content_type, size_bytes, storage_key, sha256,
       is_staff_only, created_at
     from jsonb_populate_recordset(null::client_files, $1::jsonb)
     on conflict (id) do update set client_id = excluded.client_id, title = excluded.title,
       is_staff_only = excluded.is_staff_only, created_at = excluded.created_at
     where (t.client_id, t.title, t.is_staff_only, t.created_at)
       is distinct from (excluded.client_id, excluded.title, excluded.is_staff_only,
         excluded.created_at)
     returning 1`,
    [JSON.stringify(files.map((file) => ({ ...file, title: file.title || file.file_name })))],
  );
  await keep(connection, files);
  return written.length;
}

/** Removes what an earlier pass brought and the source no longer has. */
async function removeGone({ source, connection: { query } }: FilesBetween): Promise<void> {
  const rows = await source.rows(`select id from ${clientFiles.table}`);
  await query(
    `delete from client_files where storage_key like '${IMPORTED}%' and id <> all ($1::int[])`,
    [rows.map(({ id }) => Number(id))],
  );
}
