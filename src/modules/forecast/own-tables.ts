import type { Tx } from '#platform/database/client.ts';

/** Where the invoice numbers of forecasts begin: beyond all that are given out. */
const FIRST_NUMBER = 1_000_000_000;

/**
 * Gives a forecast tables of its own for what all changes of the company write to, so that nobody
 * waits for it: the balances of the books, the invoice numbers, the log of events, the audit. They
 * stand before the company's of the same name until the transaction ends.
 */
export async function makeOwnTables(tx: Tx): Promise<void> {
  // Also a new path: statements that the connection has prepared look their tables up again.
  await tx.$queryRaw`
    select set_config('search_path', 'pg_temp, ' || current_setting('search_path'), true)`;
  await tx.$executeRaw`
    create temp table account_balances (like account_balances including all) on commit drop`;
  await tx.$executeRaw`
    create temp table invoice_number_sequences (like invoice_number_sequences including all)
    on commit drop`;
  await tx.$executeRaw`
    create temp table outbox_events (like outbox_events including defaults) on commit drop`;
  await tx.$executeRaw`
    create temp table rewritten_balances (like account_balances) on commit drop`;
  await tx.$executeRaw`
    create temp table rewritten_numbers (like invoice_number_sequences) on commit drop`;
  await tx.$executeRaw`create unique index outbox_events_own_key on pg_temp.outbox_events (id)`;
  await tx.$executeRaw`
    create temp table audit_entries (like audit_entries including defaults) on commit drop`;
  await tx.$executeRaw`
    create temp table activity_entries (like activity_entries including defaults) on commit drop`;
  await tx.$executeRaw`
    insert into pg_temp.invoice_number_sequences (key, next_number, updated_at)
    values ('invoice', ${FIRST_NUMBER}, now())`;
}

/**
 * Writes anew what nearly every change updates. Within one transaction nothing else takes old
 * versions of rows away, and whoever looks for the balance of an account would go through all that it
 * ever had: a year of a large company would take the square of its time.
 */
export async function rewriteOwnTables(tx: Tx): Promise<void> {
  await tx.$executeRaw`
    do $$ begin
      insert into pg_temp.rewritten_balances select * from pg_temp.account_balances;
      insert into pg_temp.rewritten_numbers select * from pg_temp.invoice_number_sequences;
      truncate pg_temp.account_balances, pg_temp.invoice_number_sequences;
      insert into pg_temp.account_balances select * from pg_temp.rewritten_balances;
      insert into pg_temp.invoice_number_sequences select * from pg_temp.rewritten_numbers;
      truncate pg_temp.rewritten_balances, pg_temp.rewritten_numbers;
    end $$`;
}
