import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { transaction } from '#platform/database/transaction.ts';
import { snapshot } from '#platform/dump/read.ts';
import { testDatabase } from '#test/setup/database.ts';

it('is taken of one moment while others write, and loses nothing of theirs', async () => {
  const database = await testDatabase();
  const { prisma } = database;
  const note = (action: string) => ({ data: { actor: 'writer', action, input: {} } });
  await prisma.auditEntry.create(note('before'));
  let isTaken = false;
  const reading = database.alone(async (connection) => {
    await connection.query('select 1');
    return snapshot(connection, async ({ tables, rows }) => {
      isTaken = true;
      const found: string[] = [];
      for (const table of tables) {
        if (table.name === 'audit_entries') await sleep(200);
        for await (const page of rows(table))
          if (table.name === 'audit_entries') found.push(...page);
      }
      return found.length;
    });
  });
  await expect.poll(() => isTaken).toBe(true);
  await Promise.all([
    prisma.auditEntry.create(note('alone')),
    transaction(prisma, (tx) => tx.auditEntry.create(note('in a transaction'))),
    database.query({
      text: `insert into audit_entries (actor, action, input) values ('writer', 'raw', '{}')`,
      values: [],
    }),
  ]);
  expect(await reading).toBe(1);
  expect(await prisma.auditEntry.count({ where: { actor: 'writer' } })).toBe(4);
});
