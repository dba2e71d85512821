import { createHash } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ends } from './migrate.ts';
import { moments, seen } from './move.ts';
import { expect, killWhen, run, type Session } from './program.ts';
import { contentOf, differing } from './state.ts';

/** The files of a storage with a sum of each; unfinished ones are none. */
export async function filesIn(dataDir: string): Promise<Record<string, string>> {
  const root = join(dataDir, 'files');
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile() && !entry.name.endsWith('.tmp'));
  const sums = files.map(async ({ parentPath, name }) => {
    const path = join(parentPath, name);
    const sum = createHash('sha256').update(await readFile(path));
    return [path.slice(root.length), sum.digest('hex')] as const;
  });
  return Object.fromEntries(await Promise.all(sums));
}

/** Kills `hostgraph restore` at each moment; what is there then is nothing or all of it. */
export async function killRestores(
  env: Record<string, string> & { DATA_DIR: string },
  backup: { file: string; content: Record<string, string>; files: Record<string, string> },
  target: Session,
): Promise<void> {
  const { rowsThere, ...before } = moments;
  const restoring = () => run(['restore', backup.file], env);
  const areFiles = async () =>
    differing(backup.files, await filesIn(env.DATA_DIR).catch(() => ({}))).length === 0;
  await killWhen('restore at its first file', restoring(), async () => {
    return Object.keys(await filesIn(env.DATA_DIR).catch(() => ({}))).length > 0;
  });
  for (const [name, statement] of Object.entries(before)) {
    await rm(join(env.DATA_DIR, 'files'), { recursive: true, force: true });
    await killWhen(`restore at ${name}`, restoring(), seen(target, statement));
    await target.alone();
    expect('no row is there', Object.keys(await contentOf(target.rows)).length === 0);
  }
  await rm(join(env.DATA_DIR, 'files'), { recursive: true, force: true });
  await killWhen('restore when the rows are there', restoring(), seen(target, rowsThere));
  await target.alone();
  const apart = differing(backup.content, await contentOf(target.rows));
  expect('all rows are there', apart.length === 0, apart.join(', '));
  expect('and all files', await areFiles());
  const refused = await ends('the next restore refuses', restoring(), 1);
  expect('and says why', /The database is not empty/.test(refused), refused);

  await target.rows('drop schema public cascade; drop schema pgboss cascade; create schema public');
  await rm(join(env.DATA_DIR, 'files'), { recursive: true, force: true });
  await killWhen('restore at rows, once more', restoring(), seen(target, before.rows));
  await ends('restore can be run again', restoring());
  const same = differing(backup.content, await contentOf(target.rows)).length === 0;
  expect('rows and files are those of the backup', same && (await areFiles()));
}
