import { beforeAll, describe, expect, it } from 'vitest';
import { Prisma } from '#generated/library/prisma/client.ts';
import { type Calls, openCalls } from './calls.ts';
import type { Call } from './library-schema.ts';

/** Arguments of a `findMany` as a test writes them down. */
type Args = Record<string, unknown>;

let calls: Calls;
beforeAll(async () => {
  calls = await openCalls();
});

const find =
  (args: Args): Call =>
  (db, query) =>
    db.reader.findMany({ orderBy: { id: 'asc' }, ...query, ...args });

const day = new Date('2026-05-05T00:00:00Z');

describe('a call of findMany', () => {
  const cases: Record<string, Args> = {
    'all rows': {},
    'an id': { where: { id: 3 } },
    'equals, spelled out': { where: { id: { equals: 3 } } },
    'nothing said': { where: { id: undefined, AND: [], NOT: [] } },
    'an empty OR': { where: { OR: [] } },
    'OR, AND and NOT in one another': {
      where: {
        OR: [{ id: { lt: 4 } }, { AND: [{ id: { gte: 9 } }, { NOT: [{ id: 10 }, { id: 12 }] }] }],
      },
    },
    'one of a list': { where: { id: { in: [2, 4, 99] } } },
    'one of none': { where: { id: { in: [] } } },
    'none of a list': { where: { name: { notIn: ['Ada', 'x'] } } },
    'none of none': { where: { id: { notIn: [] } } },
    'one of the enum values': { where: { status: { in: ['ACTIVE', 'CLOSED'] } } },
    'not an enum value': { where: { status: { not: 'ACTIVE' } } },
    null: { where: { closedAt: null } },
    'not null': { where: { NOT: { closedAt: null } } },
    'not null, spelled out': { where: { closedAt: { not: null } } },
    'not a value, where some are null': { where: { branchId: { not: 2 } } },
    'not something': { where: { id: { not: { in: [1, 2, 3] } } } },
    'text that contains a wildcard': { where: { name: { contains: 'a%' } } },
    'text in any case': { where: { name: { equals: 'ada', mode: 'insensitive' } } },
    'how a text starts, in any case': {
      where: { name: { startsWith: 'AD', mode: 'insensitive' } },
    },
    'how a text ends': { where: { name: { endsWith: 'a' } } },
    'quotes and backslashes': { where: { name: { in: ["O'Hara", 'Ünal "x" \\ y'] } } },
    'a moment': { where: { createdAt: { gte: day, lt: new Date('2026-09-01T03:04:05.007Z') } } },
    'a decimal': { where: { balance: { gt: new Prisma.Decimal('9.99') } } },
    'a decimal as number': { where: { balance: 12.5 } },
    'a uuid': { where: { uuid: '00000000-0000-4000-8000-000000000003' } },
    'a code of fixed length': { where: { languageCode: { in: ['BCD', 'CDE', 'DEF', 'EFG'] } } },
    'a relation': { where: { language: { digits: { gte: 2 } } } },
    'a relation that is there': { where: { branch: { isNot: null } } },
    'a relation that is not there': { where: { branch: null } },
    is: { where: { branch: { is: { name: { not: 'x' } } } } },
    some: { where: { loans: { some: { condition: 'LOST' } } } },
    'some at all': { where: { loans: { some: {} } } },
    none: { where: { loans: { none: { condition: 'LOST' } } } },
    'none of those of which all hold': {
      where: { NOT: { loans: { some: { reader: { loans: { none: { id: 1 } } } } } } },
    },
    'another order': { orderBy: [{ status: 'desc' }, { name: 'asc' }, { id: 'desc' }] },
    'an order with nulls first': {
      orderBy: [{ closedAt: { sort: 'asc', nulls: 'first' } }, { id: 'asc' }],
    },
    'an order with nulls': { orderBy: [{ closedAt: 'desc' }, { id: 'asc' }] },
    'a page': { take: 3, skip: 2 },
    'no row of a page': { take: 0 },
    'the last page': { take: -3 },
    'the last page by something null': { take: -3, orderBy: [{ closedAt: 'asc' }, { id: 'asc' }] },
    'a page without an order': { take: 3, skip: 1, orderBy: undefined },
  };
  const all =
    '{ readers { id name balance closed status language { code rate } branch { name } } }';
  for (const [name, args] of Object.entries(cases))
    it(`is one statement with ${name}`, async () => {
      const { on } = await calls.compare(find(args), all);
      expect(on).toBe(1);
    });
});

describe('what no statement is written for', () => {
  const cases: Record<string, Args> = {
    'rows that are all different': { distinct: ['status'] },
    'an order by a relation': { orderBy: [{ language: { code: 'asc' } }, { id: 'asc' }] },
    'a cursor of Prisma’s own': { cursor: { id: 5 }, take: 3, orderBy: [{ id: 'asc' }] },
    every: { where: { loans: { every: { condition: 'LOST' } } } },
    'is not': { where: { branch: { isNot: { name: 'x' } } } },
    'a column compared with another': { where: { name: { equals: 'x' }, OR: undefined } },
    'a value the column cannot hold': { where: { uuid: 'no uuid' } },
  };
  for (const [name, args] of Object.entries(cases))
    it(`goes to Prisma: ${name}`, async () => {
      await calls.compare(find(args), '{ readers { id name loans(take: 2) { id notes } } }');
    });

  it('is one field alone where only that one cannot be planned', async () => {
    const call = find({ take: 3 });
    const { on, off } = await calls.compare(
      call,
      '{ readers { id unsayable { id reader { id } } loans(take: 2) { id notes } lost } }',
    );
    expect(on).toBeGreaterThan(1);
    expect(on).toBeLessThan(off);
  });
});
