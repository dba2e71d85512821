import { builder } from '#schema/builder.ts';
import { place } from '#schema/list.ts';
import { Money } from '#schema/money.ts';
import { type BookFault, checkBooks } from './check-books.ts';
import { forStaff } from '#modules/billing/visible.ts';

/** Entries made together. */
const JournalSet = builder.prismaNode('JournalSet', {
  read: 'billing:read',
  description: 'A movement of money: entries made together, which add up to nothing.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'Its number.' }),
    cause: t.exposeString('cause', { description: 'What caused it, e.g. PAYMENT.' }),
    description: t.exposeString('description', { description: 'What it is, in words.' }),
    subjectType: t.exposeString('subjectType', { description: 'What it is about: a type …' }),
    subjectId: t.exposeInt('subjectId', { description: '… and its number.' }),
    postedOn: t.expose('postedOn', { type: 'Date', description: 'Its accounting day.' }),
    actor: t.exposeString('actor', { description: 'Who did it.' }),
    entries: t.relation('entries', {
      description: 'Its sides.',
      query: { orderBy: [{ id: 'asc' }] },
    }),
  }),
});

builder.prismaNode('JournalEntry', {
  read: 'billing:read',
  description: 'One side of a movement.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    account: t.exposeString('account', { description: 'The account, e.g. RECEIVABLE.' }),
    amount: t.field({
      type: Money,
      description: 'Debit positive, credit negative.',
      select: { amount: true, currencyCode: true },
      resolve: ({ amount, currencyCode }) => ({ amount, currency: currencyCode }),
    }),
    client: t.relation('client', { nullable: true, description: 'Whose account, if anybody’s.' }),
    invoice: t.relation('invoice', { nullable: true, description: 'The invoice concerned.' }),
    gateway: t.relation('gateway', { nullable: true, description: 'The gateway concerned.' }),
  }),
});

builder.queryField('journalSets', (t) =>
  t.prismaConnection({
    type: JournalSet,
    cursor: place,
    description: 'The movements of money, latest first; for staff.',
    authScopes: { $all: { permission: 'billing:read', staff: true } },
    args: { subjectType: t.arg.string({ description: 'Only about this type, e.g. Invoice.' }) },
    resolve: (query, _root, { subjectType }, { db, actor }) =>
      db.journalSet.findMany({
        ...query,
        where: { AND: [forStaff(actor), subjectType ? { subjectType } : {}] },
        orderBy: [{ id: 'desc' }],
      }),
  }),
);

const Fault = builder.objectRef<BookFault>('BookFault').implement({
  read: 'billing:read',
  description: 'A number in the books that is not what its entries add up to.',
  fields: (t) => ({
    what: t.exposeString('what', { description: 'Which number.' }),
    kept: t.exposeString('kept', { description: 'What is kept.' }),
    proven: t.exposeString('proven', { description: 'What the entries add up to.' }),
  }),
});

builder.queryField('bookFaults', (t) =>
  t.field({
    type: [Fault],
    description: 'Adds all entries up again and tells what does not fit; empty when all is well.',
    authScopes: { $all: { permission: 'billing:read', staff: true } },
    resolve: (_root, _args, { db }) => checkBooks(db),
  }),
);
