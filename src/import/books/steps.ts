import type { Connection } from '#platform/database/client.ts';
import type { Note } from '#import/map.ts';
import { postAffiliates } from './affiliates.ts';
import { balanceAccounts } from './balances.ts';
import { balanceClients } from './client-balances.ts';
import { levelCredit, postCredit } from './credit.ts';
import { settleAmounts } from './invoice-amounts.ts';
import { explainTotals } from './invoice-lines.ts';
import { postInvoices } from './invoices.ts';
import { postTransactions } from './transactions.ts';

/** A part of the books, made for rows of one table after the other, a chunk at a time. */
interface BookStep {
  name: string;
  /** Asks for the last row, as `top`. */
  top: string;
  /** @returns what it had to change, and how many rows it wrote */
  work(
    connection: Connection,
    after: number,
    to: number,
  ): Promise<{ notes: readonly Note[]; result: number }>;
}

const lastOf = (table: string) => `select max(id) as top from ${table}`;

/** Also those of which only the books still tell. */
const lastPosted = (table: string, subjectType: string) => `
  select greatest((select max(id) from ${table}),
    (select max(subject_id) from journal_sets where subject_type = '${subjectType}')) as top`;

/** What the rows that came make of the books, in this order. */
export const bookSteps: readonly BookStep[] = [
  { name: 'invoice totals', top: lastOf('invoices'), work: explainTotals },
  { name: 'invoice amounts', top: lastOf('invoices'), work: settleAmounts },
  { name: 'books of invoices', top: lastPosted('invoices', 'Invoice'), work: postInvoices },
  {
    name: 'books of transactions',
    top: lastPosted('transactions', 'Transaction'),
    work: postTransactions,
  },
  { name: 'level of credit', top: lastOf('clients'), work: levelCredit },
  { name: 'books of credit', top: lastPosted('clients', 'Client'), work: postCredit },
  { name: 'books of affiliates', top: lastPosted('affiliates', 'Affiliate'), work: postAffiliates },
  { name: 'balances of clients', top: lastOf('clients'), work: balanceClients },
  { name: 'account balances', top: 'select 1 as top', work: balanceAccounts },
];
