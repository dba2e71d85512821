/**
 * `npm run proofs:killed`: `migrate`, `move` and `restore` killed (SIGKILL) at each moment that shows
 * from outside, on the PostgreSQL of TEST_DATABASE_URL. What is there then is nothing or all of it, and
 * the next one goes on or says why not.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '#platform/database/open.ts';
import { killIndexes } from './killed/indexes.ts';
import { ends, killMigrations } from './killed/migrate.ts';
import { embeddedContent, killMoves } from './killed/move.ts';
import { run, type Session, session, until } from './killed/program.ts';
import { filesIn, killRestores } from './killed/restore.ts';
import { ownDatabase } from './server.ts';

/** Rows of a table that is filled for long enough to be killed meanwhile. */
const ROWS = 30_000;

const root = await mkdtemp(join(tmpdir(), 'hostgraph-killed-'));

async function onOwn(name: string, use: (target: Session, url: string) => Promise<void>) {
  const own = await ownDatabase(`killed_${name}`);
  if (!own.url) throw new Error('Set TEST_DATABASE_URL to a PostgreSQL.');
  const target = await session(own.url);
  try {
    await use(target, own.url);
  } finally {
    await target.end();
    await own.drop();
  }
}

const key = { ENCRYPTION_KEY: `k:${Buffer.alloc(32, 1).toString('base64')}` };

await onOwn('migrate', (target, url) =>
  onOwn('reference', async (reference) => {
    const holder = await session(url);
    const env = { ...key, DATABASE_URL: url, DATA_DIR: root };
    try {
      await killMigrations(env, target, reference, holder);
      await killIndexes(target, holder, url);
    } finally {
      await holder.end();
    }
  }),
);

// A demo of the embedded database, with a table and files that take their time.
const dataDir = join(root, 'embedded');
const embedded = { DATABASE_URL: '', DATA_DIR: dataDir };
const demo = run(['start'], { ...embedded, DEMO: 'on' });
await until('the demo is ready', () => /is ready: /.test(demo.said()));
demo.child.kill('SIGTERM');
await demo.ended;
await mkdir(join(dataDir, 'files', 'proof'), { recursive: true });
for (let file = 1; file <= 8; file += 1)
  await writeFile(join(dataDir, 'files', 'proof', String(file)), randomBytes(1_500_000));
const database = await openDatabase({ dataDir });
await database.query({
  text: `insert into audit_entries (actor, action, input)
         select 'proof', 'filled', jsonb_build_object('row', n) from generate_series(1, $1::int) n`,
  values: [ROWS],
});
await database.close();
const own = { ENCRYPTION_KEY: (await readFile(join(dataDir, 'encryption.key'), 'utf8')).trim() };
const file = join(root, 'all.backup.gz');
await ends('backup', run(['backup', file], embedded));
const backup = {
  file,
  content: (await embeddedContent(dataDir)).content,
  files: await filesIn(dataDir),
};

await onOwn('restore', (target, url) =>
  killRestores({ ...own, DATABASE_URL: url, DATA_DIR: join(root, 'restored') }, backup, target),
);
await onOwn('move', (target, url) =>
  killMoves({ ...own, DATABASE_URL: url, DATA_DIR: dataDir }, target),
);
await rm(root, { recursive: true, force: true });
