import { forStaff } from '#modules/access/visible.ts';
import { encodeId } from '#core/ids.ts';
import { builder } from '#schema/builder.ts';
import { edgeToNode } from '#schema/node.ts';
import { Money } from '#schema/money.ts';
import { JournalAccount, JournalCause } from './journal-enums.ts';
import { anyOf, isOneOf, rows, texts, withinDays } from '#schema/lists/conditions.ts';
import { declareList } from '#schema/lists/list.ts';
import { includes } from '#schema/text-filter.ts';

interface Subject {
  subjectType: string;
  subjectId: number;
}

const subjectOf = ({ subjectType, subjectId }: Subject): string => encodeId(subjectType, subjectId);

/** Entries made together. */
const JournalSet = builder.prismaNode('JournalSet', {
  read: 'billing:read',
  visible: forStaff,
  description: 'A movement of money: journal entries made together, whose amounts add up to zero.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'Numeric ID of the movement.' }),
    cause: t.expose('cause', { type: JournalCause, description: 'Cause of the movement.' }),
    description: t.exposeString('description', {
      description: 'Description of the movement in words.',
    }),
    subjectType: t.exposeString('subjectType', {
      description: 'Type of the object the movement is about.',
    }),
    subjectId: t.id({
      description: 'ID of the object the movement is about, also once that is deleted.',
      select: { subjectType: true, subjectId: true },
      resolve: subjectOf,
    }),
    subject: t.field(
      edgeToNode<Subject>({
        description: 'Object the movement is about; null once that is deleted.',
        select: { subjectType: true, subjectId: true },
        idOf: subjectOf,
      }),
    ),
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
  visible: forStaff,
  description: 'One entry, debit or credit, of a movement of money.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    account: t.expose('account', { type: JournalAccount, description: 'Account of the entry.' }),
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

/** Lists of movements of money. */
const journalList = declareList({
  type: JournalSet,
  noun: 'JournalSet',
  model: 'JournalSet',
  visible: forStaff,
  filter: {
    cause: anyOf(JournalCause, 'cause', 'Movements with these causes.'),
    subjectType: texts(
      (types) => ({ subjectType: { in: [...types] } }),
      'Movements about objects of these types, e.g. Invoice.',
    ),
    client: rows(
      'Client',
      (keys) => ({ entries: { some: isOneOf('clientId', keys) } }),
      'Movements that concern these clients.',
    ),
    invoice: rows(
      'Invoice',
      (keys) => ({ entries: { some: isOneOf('invoiceId', keys) } }),
      'Movements that concern these invoices.',
    ),
    postedOn: withinDays('postedOn', 'Accounting day.'),
  },
  order: {
    ID: ['id', 'By the order of recording.'],
    POSTED_ON: ['postedOn', 'By the accounting day.'],
    CAUSE: ['cause', 'By the cause.'],
  },
  usual: [{ id: 'desc' }],
  search: (word) => ({ description: includes(word) }),
});

journalList.root('journalSets', {
  description: 'List the movements of money, latest first. Staff only.',
  permission: 'billing:read',
  isForStaff: true,
});
