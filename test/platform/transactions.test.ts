import { describe, expect, it } from 'vitest';
import { Prisma } from '#generated/prisma/client.ts';
import { plannedClient } from '#planner/front.ts';
import type { Tx } from '#platform/database/client.ts';
import { sentAhead } from '#platform/database/pipelined.ts';
import { isTaken } from '#platform/database/taken.ts';
import { onCommit, transaction } from '#platform/database/transaction.ts';
import { sqlState } from '#platform/database/unavailable.ts';
import { testDatabase } from '#test/setup/database.ts';

const entry = { actor: 'system', action: 'test', input: { deep: [1, { a: null }], text: 'ü"\\' } };
const at = new Date('2026-03-29T01:30:00.123Z');

/** Values of every type the models have, as one row; each through a parameter where it can be. */
const everything = Prisma.sql`
  select ${7}::int as int, ${-7}::smallint as small, ${9007199254740993n}::bigint as big,
    ${new Prisma.Decimal('10.50')}::numeric as decimal, ${'0.10'}::numeric(20,2) as money,
    ${true} as yes, ${false} as no, ${null}::text as nothing, ${'ü"\\\n'} as text,
    ${at}::timestamptz as moment, ${at}::timestamp as plain, ${at}::date as day,
    '12:30:01'::time as clock, ${JSON.stringify(entry.input)}::jsonb as json,
    'null'::json as json_null, ${0.1}::float8 as float, ${1.5}::real as short,
    ${[1, 2]}::int[] as ints, ${['a"b', 'c\\,{}']}::text[] as texts, array[]::text[] as none,
    array[1.10, null]::numeric[] as decimals, array[true, false] as flags,
    array[timestamptz '2026-01-01 00:00:00+02'] as moments, array['{"a":1}'::jsonb] as jsons,
    array[5000000000] as bigs, '\\x00ff'::bytea as bytes, 'STAFF'::api_credential_kind as kind,
    '7d4446fa-0a3c-4f7e-9a6b-0f0f0f0f0f0f'::uuid as uuid`;

describe('a transaction', () => {
  it('gives the values of a raw statement as Prisma does, of every type', async () => {
    const { prisma } = await testDatabase();
    const native = await prisma.$queryRaw(everything);
    // Twice: the second time the statement is prepared and its columns are known.
    for (let time = 0; time < 2; time += 1)
      expect(await transaction(prisma, (tx) => tx.$queryRaw(everything))).toEqual(native);
  });

  it('counts the rows of a statement, and takes text with values beside it', async () => {
    const { prisma } = await testDatabase();
    await transaction(prisma, async (tx) => {
      const text = 'select n from generate_series(1, $1::int) n';
      expect(await tx.$queryRawUnsafe(text, 2)).toEqual([{ n: 1 }, { n: 2 }]);
      expect(await tx.$executeRawUnsafe('create temporary table t (n int) on commit drop')).toBe(0);
      expect(await tx.$executeRaw`insert into t select generate_series(1, 12)`).toBe(12);
      expect(await tx.$executeRaw`delete from t where n > ${7}`).toBe(5);
    });
  });

  it('reads and writes models as Prisma does', async () => {
    const database = await testDatabase();
    const { prisma } = database;
    plannedClient(database);
    const byPrisma = await prisma.auditEntry.create({ data: { ...entry, at, credentialId: 3 } });
    const [made, found] = await transaction(prisma, async (tx) => {
      const data = { ...entry, at, credentialId: 3 };
      const { id } = await tx.auditEntry.create({ data, select: { id: true } });
      return [await tx.auditEntry.findUniqueOrThrow({ where: { id } }), await reads(tx, id)];
    });
    const { id } = made;
    expect(made).toEqual({ ...byPrisma, id });
    expect(found).toEqual(await reads(prisma, id));
  });

  it('changes models as Prisma does, its own clock included', async () => {
    const database = await testDatabase();
    const { prisma } = database;
    plannedClient(database);
    const where = { name: 'test.reader' };
    const data = { ...where, position: 5n };
    const made = await transaction(prisma, (tx) => tx.outboxConsumer.create({ data }));
    expect(made).toEqual(await prisma.outboxConsumer.findUniqueOrThrow({ where }));
    const changed = await transaction(prisma, async (tx) => {
      expect(
        await tx.outboxConsumer.updateMany({ where, data: { failures: { increment: 2 } } }),
      ).toEqual({ count: 1 });
      return tx.outboxConsumer.update({ where, data: { position: { increment: 3 } } });
    });
    expect(changed).toMatchObject({ position: 8n, failures: 2 });
    expect(changed).toEqual(await prisma.outboxConsumer.findUniqueOrThrow({ where }));
    const again = transaction(prisma, (tx) => tx.outboxConsumer.create({ data }));
    expect(isTaken(await again.catch((error: unknown) => error))).toBe(true);
    const absent = transaction(prisma, (tx) =>
      tx.outboxConsumer.update({ where: { name: 'nobody' }, data: { failures: 0 } }),
    );
    await expect(absent).rejects.toMatchObject({ code: 'P2025' });
    await prisma.outboxConsumer.delete({ where });
  });

  it('fails with what failed first, and leaves nothing, where nobody waited for it', async () => {
    const { prisma } = await testDatabase();
    const before = await prisma.auditEntry.count();
    const failing = transaction(prisma, async (tx) => {
      await tx.auditEntry.create({ data: entry });
      await sentAhead(tx, tx.$executeRaw`select 1 / ${0}::int`);
      // By way of Prisma, and after it by ours.
      await tx.auditEntry.groupBy({ by: ['actor'] }).catch(() => {});
      await tx.$executeRaw`select 1`;
    });
    expect(sqlState(await failing.catch((error: unknown) => error))).toBe('22012');
    expect(await prisma.auditEntry.count()).toBe(before);
  });

  it('runs a statement again on a connection on which it has failed before', async () => {
    const { prisma } = await testDatabase();
    const divided = (by: number) =>
      transaction(prisma, (tx) => tx.$queryRaw<{ n: number }[]>`select 12 / ${by}::int as n`);
    // As many as there are connections, and more.
    const failed = await Promise.allSettled(Array.from({ length: 30 }, () => divided(0)));
    expect(failed.map((one) => one.status === 'rejected' && sqlState(one.reason))).toEqual(
      failed.map(() => '22012'),
    );
    const done = await Promise.all(Array.from({ length: 30 }, () => divided(4)));
    expect(done).toEqual(done.map(() => [{ n: 3 }]));
  });

  it('is not committed where a failed statement was passed over', async () => {
    const { prisma } = await testDatabase();
    const before = await prisma.auditEntry.count();
    const failing = transaction(prisma, async (tx) => {
      await tx.auditEntry.create({ data: entry });
      await tx.$executeRaw`select 1 / ${0}::int`.catch(() => {});
    });
    await failing.catch(() => {});
    expect(await prisma.auditEntry.count()).toBe(before);
  });

  it('does what is to be done after its commit then, of the attempt that went through', async () => {
    const { prisma } = await testDatabase();
    const done: string[] = [];
    let attempt = 0;
    await transaction(prisma, async (tx) => {
      attempt += 1;
      onCommit(tx, () => done.push(`attempt ${attempt}`));
      // A serialization failure: all of it is run again.
      if (attempt === 1)
        await tx.$executeRawUnsafe(
          `do $$ begin raise exception 'again' using errcode = '40001'; end $$`,
        );
      expect(done).toEqual([]);
    });
    expect(done).toEqual(['attempt 2']);
    const undone = transaction(prisma, async (tx) => {
      onCommit(tx, () => done.push('undone'));
      throw new Error('It was not to be.');
    });
    await expect(undone).rejects.toThrow('It was not to be.');
    expect(done).toEqual(['attempt 2']);
  });

  it('takes no statement any more once it has ended', async () => {
    const { prisma, kind } = await testDatabase();
    if (kind === 'embedded') return;
    let kept: Tx | undefined;
    await transaction(prisma, async (tx) => {
      kept = tx;
      await tx.$queryRaw`select 1 as one`;
    });
    await expect(kept!.$queryRaw`select 1 as one`).rejects.toThrow(/has ended/);
    await expect(kept!.auditEntry.findFirst()).rejects.toThrow(/has ended/);
  });
});

/** Reads of one model in the ways that code has them. */
async function reads(db: Tx, id: bigint) {
  const { auditEntry } = db;
  return {
    many: await auditEntry.findMany({
      where: { OR: [{ id }, { action: { startsWith: 'nothing' } }], at: { lte: at } },
      orderBy: [{ at: 'desc' }, { id: 'asc' }],
      take: 3,
    }),
    some: await auditEntry.findFirst({ where: { id }, select: { at: true, input: true } }),
    none: await auditEntry.findFirst({ where: { id: { in: [] } } }),
    first: await auditEntry.findFirst({ where: { id: { in: [id] }, NOT: { actor: 'x' } } }),
    number: await auditEntry.count({ where: { id, credentialId: { not: null } } }),
  };
}
