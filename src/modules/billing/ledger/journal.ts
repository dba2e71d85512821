import { builder } from '#schema/builder.ts';
import { place } from '#schema/list.ts';
import { Money } from '#schema/money.ts';
import { type BookFault, checkBooks } from './check-books.ts';
import { forStaff } from '#modules/billing/visible.ts';

/** Entries made together. */
const JournalSet = builder.prismaNode('JournalSet', {
  read: 'billing:read',
  description: 'A movement of money: journal entries made together, whose amounts add up to zero.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'Numeric ID of the movement.' }),
    cause: t.exposeString('cause', { description: 'Cause of the movement, e.g. PAYMENT.' }),
    description: t.exposeString('description', {
      description: 'Description of the movement in words.',
    }),
    subjectType: t.exposeString('subjectType', {
      description: 'Type of the object the movement is about; `subjectId` holds its numeric ID.',
    }),
    subjectId: t.exposeInt('subjectId', {
      description: 'Numeric ID of the object the movement is about; its type is in `subjectType`.',
    }),
    postedOn: t.expose('postedOn', {
      type: 'Date',
      description: 'Accounting day of the movement.',
    }),
    actor: t.exposeString('actor', { description: 'Actor who caused the movement.' }),
    entries: t.relation('entries', {
      description: 'Debit and credit entries of the movement.',
      query: { orderBy: [{ id: 'asc' }] },
    }),
  }),
});

builder.prismaNode('JournalEntry', {
  read: 'billing:read',
  description: 'One entry, debit or credit, of a movement of money.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    account: t.exposeString('account', { description: 'Account of the entry, e.g. RECEIVABLE.' }),
    amount: t.field({
      type: Money,
      description: 'Amount of the entry: positive for debit, negative for credit.',
      select: { amount: true, currencyCode: true },
      resolve: ({ amount, currencyCode }) => ({ amount, currency: currencyCode }),
    }),
    client: t.relation('client', {
      nullable: true,
      description: "Client whose account is concerned; null if the account is not a client's.",
    }),
    invoice: t.relation('invoice', { nullable: true, description: 'Invoice the entry concerns.' }),
    gateway: t.relation('gateway', { nullable: true, description: 'Gateway the entry concerns.' }),
  }),
});

builder.queryField('journalSets', (t) =>
  t.prismaConnection({
    type: JournalSet,
    cursor: place,
    description: 'List the movements of money, latest first. Staff only.',
    authScopes: { $all: { permission: 'billing:read', staff: true } },
    args: {
      subjectType: t.arg.string({
        description: 'Only movements about objects of this type, e.g. Invoice.',
      }),
    },
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
  description: 'A stored number in the books that differs from the sum of its journal entries.',
  fields: (t) => ({
    what: t.exposeString('what', { description: 'Name of the number that differs.' }),
    kept: t.exposeString('kept', { description: 'Value stored in the books.' }),
    proven: t.exposeString('proven', { description: 'Value to which the journal entries add up.' }),
  }),
});

builder.queryField('bookFaults', (t) =>
  t.field({
    type: [Fault],
    description:
      'Recalculate all journal entries and report every number that does not match; empty if the books are correct.',
    authScopes: { $all: { permission: 'billing:read', staff: true } },
    resolve: (_root, _args, { db }) => checkBooks(db),
  }),
);
