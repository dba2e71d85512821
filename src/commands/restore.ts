import type { Config } from '#config.ts';
import { StartRefused } from '#core/start-refused.ts';
import { Keyring } from '#core/secret.ts';
import { openDatabase } from '#platform/database/open.ts';
import { type RecordType, readBackup } from '#platform/dump/file.ts';
import { load, refuseToLoad } from '#platform/dump/load.ts';
import { encryptionKey } from '#platform/encryption-key.ts';
import { checkKeys, type KeySample } from '#platform/known-keys.ts';
import { storageOf } from './storage-of.ts';
import type { BackupEnd, BackupHead } from './write-backup.ts';

/** Rows written at once. */
const PAGE = 200;

/**
 * `hostgraph restore <file>`: fills an empty database and the storage. Nothing leaves the copy until
 * `hostgraph resume` says so. Interrupted, it can be run again.
 */
export async function restore(config: Config, [path]: readonly string[]): Promise<void> {
  if (!path) throw new StartRefused('Name the backup: hostgraph restore <file>.');
  const { head, samples } = await check(path);
  checkKeys(new Keyring(await encryptionKey(config, samples.length > 0)), samples);
  const database = await openDatabase(config);
  try {
    await refuseToLoad(database, head);
    // Before the rows, which are there at once and say that all of it is.
    const files = await restoreFiles(path, config);
    let rows = 0;
    const content = { ...head, isQuiet: true, pages: () => pagesOf(path) };
    await load(database, content, {
      onRows: (_table, count) => (rows += count),
      onWait: (message) => console.log(message),
    });
    console.log(`Restored ${rows} rows and ${files} files of ${head.createdAt}.`);
    console.log('Nothing is sent from this copy until `hostgraph resume`.');
  } finally {
    await database.close();
  }
}

/** Reads all of it once, so that nothing is begun with half a backup. */
async function check(path: string): Promise<{ head: BackupHead; samples: KeySample[] }> {
  let head: BackupHead | null = null;
  const found = { rows: 0, files: 0 };
  const samples: KeySample[] = [];
  let end: BackupEnd | null = null;
  let table = '';
  for await (const [type, text] of readBackup(path)) {
    if (type === 'H') head = JSON.parse(text) as BackupHead;
    if (type === 'T') table = text;
    if (type === 'R') found.rows += 1;
    if (type === 'R' && table === 'encryption_key_samples')
      samples.push(JSON.parse(text) as KeySample);
    if (type === 'F') found.files += 1;
    if (type === 'E') end = JSON.parse(text) as BackupEnd;
  }
  if (!head || end?.rows !== found.rows || end.files !== found.files)
    throw new StartRefused(`${path} does not hold what its last line says.`);
  return { head, samples };
}

async function* pagesOf(path: string) {
  let table = '';
  let rows: string[] = [];
  for await (const [type, text] of readBackup(path)) {
    if (rows.length && (type !== 'R' || rows.length === PAGE)) {
      yield { table, rows };
      rows = [];
    }
    if (type === 'T') table = text;
    if (type === 'R') rows.push(text);
  }
}

async function restoreFiles(path: string, config: Config): Promise<number> {
  const storage = await storageOf(config);
  let count = 0;
  let open: { key: string; parts: Buffer[] } | null = null;
  const put = async () => {
    if (!open) return;
    await storage.put(open.key, Buffer.concat(open.parts), 'application/octet-stream');
    count += 1;
    open = null;
  };
  const take: Partial<Record<RecordType, (text: string) => Promise<void> | void>> = {
    F: async (key) => {
      await put();
      open = { key, parts: [] };
    },
    B: (text) => void open?.parts.push(Buffer.from(text, 'base64')),
    E: put,
  };
  for await (const [type, text] of readBackup(path)) await take[type]?.(text);
  return count;
}
