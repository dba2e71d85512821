import { asUnavailable } from '#platform/database/unavailable.ts';
import type { App } from '#schema/app.ts';
import { type EncryptedColumn, encryptedColumns } from './encrypted-columns.ts';

const JOB = 'secrets.rotate';

/** How many rows are read at once. */
const PAGE = 500;

/** What the client of every model offers, as far as it is needed here. */
interface Delegate {
  findMany(args: object): Promise<Record<string, unknown>[]>;
  updateMany(args: object): Promise<{ count: number }>;
  count(args: object): Promise<number>;
}

const delegateOf = ({ db }: App, { model }: EncryptedColumn): Delegate =>
  db[model as 'client'] as unknown as Delegate;

/** The secrets of a column that are not under the newest key. */
const staleIn = ({ keyring }: App, { column }: EncryptedColumn) => ({
  [column]: { startsWith: 'v1.', not: { startsWith: `v1.${keyring.keyIds[0]}.` } },
});

/** How many stored secrets are under an older key than the first of ENCRYPTION_KEY. */
export async function countStaleSecrets(app: App): Promise<number> {
  let count = 0;
  for (const column of encryptedColumns)
    count += await delegateOf(app, column).count({ where: staleIn(app, column) });
  return count;
}

/**
 * Encrypts every stored secret under the newest key, so that older ones can be taken out of
 * ENCRYPTION_KEY; gives how many are left. One that cannot be read is left as it is.
 */
export async function rotateSecrets(app: App): Promise<number> {
  for (const column of encryptedColumns) await rotateColumn(app, column);
  const left = await countStaleSecrets(app);
  app.metrics.staleSecrets.set(left);
  return left;
}

/** Says that no secret is under an older key than the first any more, so that starts do without them. */
export async function retireKeys({ db, keyring }: App): Promise<void> {
  await db.encryptionKeySample.deleteMany({ where: { keyId: { not: keyring.keyIds[0]! } } });
}

async function rotateColumn(app: App, column: EncryptedColumn): Promise<void> {
  const delegate = delegateOf(app, column);
  const box = app.keyring.box(column.purpose);
  const select = Object.fromEntries([...column.reads, column.column].map((name) => [name, true]));
  for (let after = 0, rows = null; rows === null || rows.length === PAGE;) {
    rows = await delegate.findMany({
      where: { AND: [staleIn(app, column), { id: { gt: after } }] },
      select,
      orderBy: { id: 'asc' },
      take: PAGE,
    });
    for (const row of rows) {
      after = Number(row.id);
      const stored = String(row[column.column]);
      try {
        const rotated = box.rotate(stored, column.context(row));
        // The old text in the condition: a secret that was changed meanwhile stays as it is.
        const where = { id: row.id, [column.column]: stored };
        await delegate.updateMany({ where, data: { [column.column]: rotated } });
      } catch (err) {
        // That the database is away says nothing of a secret.
        if (asUnavailable(err)) throw err;
        const { model } = column;
        app.log.warn({ err, model, id: after }, 'A stored secret could not be encrypted anew.');
      }
    }
  }
}

/** Encrypts anew, once after each start, what is under an older key. */
export async function startSecretRotation(app: App): Promise<void> {
  await app.jobs.define(JOB, {}, async () => {
    const left = await rotateSecrets(app);
    if (left) app.log.warn({ left }, 'Stored secrets are left under an older key.');
    else app.log.info('Every stored secret is under the newest key.');
  });
  if (app.keyring.keyIds.length > 1) await app.jobs.send(app.db, JOB, {});
}
