import { readdir, readFile } from 'node:fs/promises';
import { expect, killWhen, type Ran, run, type Session, until } from './program.ts';
import { structureOf } from './state.ts';

const FOLDER = 'prisma/migrations';

/** Structures after the first so many migrations, as PostgreSQL makes them from their text alone. */
export async function structures(reference: Session) {
  const entries = await readdir(FOLDER, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const sorted = names.toSorted();
  let done = 0;
  return {
    names: sorted,
    /** The structure after so many; asked for in rising order. */
    after: async (count: number) => {
      for (; done < count; done += 1) {
        const text = await readFile(`${FOLDER}/${sorted[done]}/migration.sql`, 'utf8');
        // Several statements in one message are one transaction, in which this cannot be.
        const parts = /\bconcurrently\b/i.test(text) ? text.split(';') : [text];
        for (const part of parts) if (part.trim()) await reference.rows(part);
      }
      return structureOf(reference.rows);
    },
  };
}

/**
 * Kills `hostgraph migrate` again and again on one database. After each time it has to hold the first
 * so many migrations, whole, and in the end all of them.
 */
export async function killMigrations(
  env: Record<string, string>,
  target: Session,
  reference: Session,
  holder: Session,
): Promise<void> {
  const { names, after } = await structures(reference);
  const check = async (when: string) => {
    await target.alone();
    const rows = await target.rows<{ name: string; whole: boolean }>(
      `select migration_name as name, finished_at is not null as whole
       from "_prisma_migrations" order by migration_name`,
    );
    const isRow = rows.every(({ name, whole }, index) => whole && name === names[index]);
    const isSame = (await structureOf(target.rows)) === (await after(rows.length));
    expect(`after ${when}: ${rows.length} migrations, nothing of the next`, isRow && isSame);
    return rows.length;
  };

  // As soon as it says that it begins with one of them: that one is then under way or done.
  let done = 0;
  for (const further of [1, 2, 5, 12, 3, 20]) {
    const migrating = run(['migrate'], env);
    const next = new RegExp(`Migration ${further} of ${names.length - done}:`);
    await killWhen(`at ${next.source}`, migrating, () => next.test(migrating.said()));
    done = await check(`${further} more`);
  }

  // In the middle of one for certain: it waits for a table that somebody reads.
  await holder.rows('begin');
  await holder.rows('lock table webhook_deliveries in access share mode');
  const blocked = run(['migrate'], env);
  const waits = `select 1 from pg_stat_activity where datname = current_database()
                 and wait_event_type = 'Lock' and application_name = 'hostgraph'`;
  await killWhen('while one waits for a table', blocked, () => target.has(waits));
  await holder.rows('commit');
  await check('a wait for a table');

  await ends('migrate goes on', run(['migrate'], env));
  const left = await target.rows('select 1 from "_prisma_migrations"');
  const structure = await structureOf(target.rows);
  expect(
    'all migrations, and the structure they lead to',
    left.length === names.length && structure === (await after(names.length)),
  );
  const again = run(['migrate'], env);
  await ends('and has nothing left to do', again);
  expect('it says so', /at this version already/.test(again.said()), again.said());
}

/** Waits for what runs; it has to end with 0. */
export async function ends(what: string, ran: Ran, code: number | null = 0): Promise<string> {
  let ended: number | null | undefined;
  void ran.ended.then((value) => (ended = value));
  await until(what, () => ended !== undefined);
  expect(what, ended === code, ran.said());
  return ran.said();
}
