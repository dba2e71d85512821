import { openDatabase } from '#platform/database/open.ts';
import { ends } from './migrate.ts';
import { expect, killWhen, run, type Session, until } from './program.ts';
import { contentOf, differing } from './state.ts';

/** What shows from outside how far a move or a restore has come, in order. */
export const moments = {
  migrations: `select 1 from "_prisma_migrations" offset 10`,
  queues: `select 1 from pg_tables where schemaname = 'pgboss' and tablename = 'queue'`,
  rows: `select 1 from pg_stat_activity where query like 'insert into audit_entries%'
         and datname = current_database()`,
  keys: `select 1 from pg_stat_activity where query like 'alter table % add constraint %'
         and datname = current_database() and application_name = 'hostgraph'`,
  rowsThere: `select 1 from installations`,
};

/** Whether a statement gives a row; none where what it asks of is not there yet. */
export const seen = (target: Session, text: string) => () => target.has(text).catch(() => false);

/** What the embedded database in a folder holds, and whether anything may leave it. */
export async function embeddedContent(dataDir: string) {
  const database = await openDatabase({ dataDir });
  const rows = <Row>(text: string) => database.query<Row>({ text });
  const content = await contentOf(rows);
  const quiet = await rows('select 1 from installations where quiet_since is not null');
  await database.close();
  return { content, isQuiet: quiet.length > 0 };
}

/** Kills `hostgraph move` at each of these moments; the next one has to go on, and the last to end. */
export async function killMoves(
  env: Record<string, string> & { DATA_DIR: string },
  target: Session,
): Promise<void> {
  const { content } = await embeddedContent(env.DATA_DIR);
  const { rowsThere, ...before } = moments;
  for (const [name, statement] of Object.entries(before)) {
    await killWhen(`move at ${name}`, run(['move'], env), seen(target, statement));
    await target.alone();
    expect('no row is there', Object.keys(await contentOf(target.rows)).length === 0);
  }
  const moving = run(['move'], env);
  await killWhen('move when the rows are there', moving, seen(target, rowsThere));
  await target.alone();
  const apart = differing(content, await contentOf(target.rows));
  expect('all rows are there', apart.length === 0, apart.join(', '));
  const still = await embeddedContent(env.DATA_DIR);
  expect('the embedded database may still send', !still.isQuiet);

  const comparing = run(['move'], env);
  await killWhen('move after it compared', comparing, () => /Compared:/.test(comparing.said()));
  const moved = await ends('move goes on and ends', run(['move'], env));
  expect('it says so', /^Compared: [\s\S]*^Moved\./m.test(moved), moved);
  const left = await embeddedContent(env.DATA_DIR);
  expect('nothing leaves the embedded database any more', left.isQuiet);
  expect('and it holds what it held', differing(content, left.content).length === 0);

  const gateway = run(['start'], env);
  await until('it is ready', () => /is ready: /.test(gateway.said()));
  gateway.child.kill('SIGTERM');
  await gateway.ended;
  const used = await contentOf(target.rows);
  await target.rows(`update clients set notes = notes || '.' where id = 1`);
  const refused = await ends('move refuses what is worked with', run(['move'], env), 1);
  expect('and names what', /Moved to already, and changed since .*clients/.test(refused), refused);
  const now = differing(used, await contentOf(target.rows));
  expect('and changes nothing', now.join() === 'clients', now.join());
}
