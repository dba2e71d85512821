import { ADDED } from '#import/added.ts';
import type { Question } from './question.ts';

/*
 * What the source counts itself, beside its lists: how many entries there are of each, and what
 * GetClientDetails says of each client. A list that did not tell everything shows here.
 */

/** What is counted, and what is counted of it here. */
const TOTALS: readonly (readonly [string, string])[] = [
  ['clients', 'clients'],
  ['client groups', 'client_groups'],
  ['users', 'users'],
  ['contacts', 'contacts'],
  ['product groups', 'product_groups'],
  ['products', 'products'],
  ['promotions', 'promotions'],
  ['orders', 'orders'],
  ['invoices', 'invoices'],
  ['transactions', 'transactions'],
  ['quotes', 'quotes'],
  ['affiliates', 'affiliates'],
  ['departments', 'departments'],
  ['tickets', 'tickets'],
  ['announcements', 'announcements'],
  ['to-do items', 'todo_items'],
];

const REPORTED = 'select name, value from tblreported where name like';

const INVOICES = {
  UNPAID: 'unpaid invoices',
  PAID: 'paid invoices',
  CANCELLED: 'cancelled invoices',
  REFUNDED: 'refunded invoices',
  COLLECTIONS: 'invoices in collections',
  DRAFT: 'draft invoices',
};

/** Rows of each client here, under the name of the fact. */
const ofClients = (of: string, what: string, table: string, where = 'true') => `
  select '${of} ' || client_id || ': ${what}' as name, count(*)::text as value
  from ${table} where client_id is not null and ${where} group by client_id`;

export const reportedQuestions: readonly Question[] = [
  {
    group: 'as the lists count',
    missing: '0',
    isOfSource: true,
    tables: ['reported total'],
    source: `${REPORTED} 'total of %'`,
    here: TOTALS.map(
      ([what, table]) =>
        `select 'total of ${what}' as name, count(*)::text as value from ${table} where id < ${ADDED}`,
    ).join(' union all '),
  },
  {
    group: 'as the lists of each client count',
    missing: '0',
    tables: ['reported client'],
    source: `${REPORTED} 'client %'`,
    here: [
      ofClients('client', 'services', 'services'),
      ofClients('client', 'domains', 'domains'),
    ].join(' union all '),
  },
  {
    group: 'as the source counts for each client',
    missing: '0',
    tables: ['reported stats'],
    source: `${REPORTED} 'stats of %'`,
    here: [
      ...Object.entries(INVOICES).map(([status, what]) =>
        ofClients('stats of client', what, 'invoices', `status = '${status}'`),
      ),
      `select 'stats of client ' || e.client_id || ': credit', (-sum(e.amount))::text
       from journal_entries e where e.account = 'CLIENT_CREDIT' and e.client_id is not null
       group by e.client_id having sum(e.amount) <> 0`,
    ].join(' union all '),
  },
];
