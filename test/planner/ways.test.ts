import { beforeAll, describe, expect, it } from 'vitest';
import { type Calls, openCalls } from './calls.ts';
import type { Call } from './library-schema.ts';

let calls: Calls;
beforeAll(async () => {
  calls = await openCalls();
});

const find =
  (args: Record<string, unknown>): Call =>
  (db, query) =>
    db.reader.findMany({ orderBy: { id: 'asc' }, ...query, ...args });

describe('below the rows', () => {
  it('reads one relation several times under several names', async () => {
    const call = find({ take: 5 });
    const { on } = await calls.compare(
      call,
      `{ readers {
      one: loans(take: 1) { id } two: loans(take: 2, backward: true) { id notes reader { name } }
      loans { id } lost again: lost } }`,
    );
    expect(on).toBe(1);
  });

  it('reads through relations and back', async () => {
    const call = find({ take: 5 });
    const { on } = await calls.compare(
      call,
      '{ readers { loans { reader { loans(take: 1) { reader { language { code } } } } } } }',
    );
    expect(on).toBe(1);
  });
});

describe('the other ways to find', () => {
  const ways: Record<string, Call> = {
    findFirst: (db, query) =>
      db.reader.findFirst({ ...query, where: { id: { gt: 3 } }, orderBy: { id: 'asc' } }),
    findUnique: (db, query) => db.reader.findUnique({ ...query, where: { id: 4 } }),
    'findUnique by something else': (db, query) =>
      db.reader.findUnique({ ...query, where: { uuid: '00000000-0000-4000-8000-000000000003' } }),
    'findUnique of none': (db, query) => db.reader.findUnique({ ...query, where: { id: 999 } }),
    findUniqueOrThrow: (db, query) => db.reader.findUniqueOrThrow({ ...query, where: { id: 4 } }),
    findFirstOrThrow: (db, query) =>
      db.reader.findFirstOrThrow({ ...query, orderBy: { id: 'desc' } }),
  };
  for (const [name, way] of Object.entries(ways))
    it(`is one statement with ${name}`, async () => {
      const { on } = await calls.compare(way, '{ reader { id name loans(take: 2) { id } } }');
      expect(on).toBe(1);
    });

  it('fails as Prisma does where there must be a row', async () => {
    const call: Call = (db, query) => db.reader.findUniqueOrThrow({ ...query, where: { id: 999 } });
    const { answer } = await calls.ask(call, '{ reader { id } }');
    expect(answer).toContain('required but not found');
    await calls.compare(call, '{ reader { id } }');
  });

  it('gives the plan to nobody else: a transaction reads through Prisma', async () => {
    const call: Call = (db, query) =>
      db.$transaction((tx) => tx.reader.findFirst({ ...query, where: { id: 4 } }));
    await calls.compare(call, '{ reader { id name loans(take: 2) { id } } }');
  });

  it('takes rows that no query read', async () => {
    const call: Call = () => ({ id: 4, name: 'Made up', status: 'ACTIVE' });
    await calls.compare(call, '{ reader { id name } }');
  });

  it('lets a resolver add to what is selected', async () => {
    const call: Call = (db, query: { select?: object }) =>
      db.reader.findFirst({ select: { ...query.select, email: true }, where: { id: 4 } });
    await calls.compare(call, '{ reader { id name } }');
  });
});
