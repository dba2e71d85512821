import { beforeAll, describe, expect, it } from 'vitest';
import { type Call, type Calls, openCalls } from './calls.ts';

let calls: Calls;
beforeAll(async () => {
  calls = await openCalls();
});

const find =
  (args: Record<string, unknown>): Call =>
  (db, query) =>
    db.client.findMany({ orderBy: { id: 'asc' }, ...query, ...args });

describe('below the rows', () => {
  it('reads one relation several times under several names', async () => {
    const call = find({ take: 5 });
    const { on } = await calls.compare(
      call,
      `{ clients {
      one: tickets(take: 1) { id } two: tickets(take: 2, backward: true) { id cc client { firstName } }
      tickets { id } urgent again: urgent } }`,
    );
    expect(on).toBe(1);
  });

  it('reads through relations and back', async () => {
    const call = find({ take: 5 });
    const { on } = await calls.compare(
      call,
      '{ clients { tickets { client { tickets(take: 1) { client { currency { code } } } } } } }',
    );
    expect(on).toBe(1);
  });
});

describe('the other ways to find', () => {
  const ways: Record<string, Call> = {
    findFirst: (db, query) =>
      db.client.findFirst({ ...query, where: { id: { gt: 3 } }, orderBy: { id: 'asc' } }),
    findUnique: (db, query) => db.client.findUnique({ ...query, where: { id: 4 } }),
    'findUnique by something else': (db, query) =>
      db.client.findUnique({ ...query, where: { uuid: '00000000-0000-4000-8000-000000000003' } }),
    'findUnique of none': (db, query) => db.client.findUnique({ ...query, where: { id: 999 } }),
    findUniqueOrThrow: (db, query) => db.client.findUniqueOrThrow({ ...query, where: { id: 4 } }),
    findFirstOrThrow: (db, query) =>
      db.client.findFirstOrThrow({ ...query, orderBy: { id: 'desc' } }),
  };
  for (const [name, way] of Object.entries(ways))
    it(`is one statement with ${name}`, async () => {
      const { on } = await calls.compare(
        way,
        '{ client { id firstName tickets(take: 2) { id } } }',
      );
      expect(on).toBe(1);
    });

  it('fails as Prisma does where there must be a row', async () => {
    const call: Call = (db, query) => db.client.findUniqueOrThrow({ ...query, where: { id: 999 } });
    const { answer } = await calls.ask(call, '{ client { id } }');
    expect(answer).toContain('required but not found');
    await calls.compare(call, '{ client { id } }');
  });

  it('gives the plan to nobody else: a transaction reads through Prisma', async () => {
    const call: Call = (db, query) =>
      db.$transaction((tx) => tx.client.findFirst({ ...query, where: { id: 4 } }));
    await calls.compare(call, '{ client { id firstName tickets(take: 2) { id } } }');
  });

  it('takes rows that no query read', async () => {
    const call: Call = () => ({ id: 4, firstName: 'Made up', status: 'ACTIVE' });
    await calls.compare(call, '{ client { id firstName } }');
  });

  it('lets a resolver add to what is selected', async () => {
    const call: Call = (db, query: { select?: object }) =>
      db.client.findFirst({ select: { ...query.select, email: true }, where: { id: 4 } });
    await calls.compare(call, '{ client { id firstName } }');
  });
});
