import { beforeAll, expect, it } from 'vitest';
import { Keyring } from '#core/secret.ts';
import { getDatamodel } from '#generated/pothos.ts';
import { encryptedColumns } from '#start/encrypted-columns.ts';
import { countStaleSecrets, rotateSecrets } from '#start/rotate-secrets.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { estateOf } from '#test/access/estate.ts';

const OLD = `test:${Buffer.alloc(32, 7).toString('base64')}`;
const NEW = `k2:${Buffer.alloc(32, 9).toString('base64')}`;

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

/** What lives for hours at most, or is written by nobody. */
const NOT_ROTATED = new Set([
  'emailChallenge.codeEncrypted',
  'signInFlow.codeVerifierEncrypted',
  'orderItem.eppCodeEncrypted',
]);

it('knows every column of secrets (F22)', () => {
  const { models } = (
    getDatamodel() as unknown as {
      datamodel: { models: Record<string, { fields: { name: string }[] }> };
    }
  ).datamodel;
  const inModel = Object.entries(models).flatMap(([model, { fields }]) =>
    fields
      .filter(({ name }) => name.endsWith('Encrypted'))
      .map(({ name }) => `${model.charAt(0).toLowerCase()}${model.slice(1)}.${name}`),
  );
  const known = encryptedColumns.map(({ model, column }) => `${model}.${column}`);
  expect([...known, ...NOT_ROTATED].toSorted()).toEqual(inModel.toSorted());
});

it('encrypts each secret under the first key, so that the old one can go (F22)', async () => {
  const { db } = gateway.app;
  const estate = estateOf(db, { clientId: gateway.carol, resellerId: gateway.resellerId });
  const old = new Keyring(OLD);
  const stored = [];
  for (const each of encryptedColumns) {
    const { model, column, purpose, reads, context } = each;
    const id = await estate.rowOf(model.charAt(0).toUpperCase() + model.slice(1));
    const table = db[model as 'client'];
    const select = Object.fromEntries(reads.map((name) => [name, true])) as { id: true };
    if (model === 'secondFactor')
      await db.secondFactor.update({ where: { id }, data: { adminId: gateway.adminId } });
    const row = (await table.findUniqueOrThrow({ where: { id }, select })) as Record<
      string,
      unknown
    >;
    const text = old.box(purpose).encrypt(`plain of ${model}.${column}`, context(row));
    await table.update({ where: { id }, data: { [column]: text } as object });
    stored.push({ ...each, id, row });
  }

  const both = { ...gateway.app, keyring: new Keyring(`${NEW},${OLD}`) };
  expect(await countStaleSecrets(both)).toBe(encryptedColumns.length);
  expect(await rotateSecrets(both)).toBe(0);
  // A second time there is nothing to do.
  expect(await rotateSecrets(both)).toBe(0);

  const alone = new Keyring(NEW);
  for (const { model, column, purpose, context, id, row } of stored) {
    const now = await db[model as 'client'].findUniqueOrThrow({ where: { id } });
    const text = (now as unknown as Record<string, string>)[column]!;
    expect(alone.box(purpose).decrypt(text, context(row))).toBe(`plain of ${model}.${column}`);
  }
  expect(await underKey('test')).toEqual([]);
});

/** The columns of any table that hold a text under this key. */
async function underKey(id: string): Promise<string[]> {
  const { database } = gateway.app;
  const columns = await database.query<{ table: string; column: string }>({
    text: `select table_name as "table", column_name as "column" from information_schema.columns
           where table_schema = current_schema() and data_type in ('text', 'json', 'jsonb', 'character varying')`,
  });
  const found = [];
  for (const { table, column } of columns) {
    const rows = await database.query({
      text: `select 1 from "${table}" where "${column}"::text like $1 limit 1`,
      values: [`%v1.${id}.%`],
    });
    if (rows.length) found.push(`${table}.${column}`);
  }
  return found;
}

it('leaves what cannot be read, and counts it (F22)', async () => {
  const { db } = gateway.app;
  await db.domain.updateMany({ data: { eppCodeEncrypted: 'v1.lost.AAAA.AAAA.AAAA' } });
  const both = { ...gateway.app, keyring: new Keyring(`${NEW},${OLD}`) };
  const lost = await db.domain.count();
  expect(await rotateSecrets(both)).toBe(lost);
});
