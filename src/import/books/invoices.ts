import type { Connection } from '#platform/database/client.ts';
import { isIssued, isOwed, paymentsOf } from './invoice-amounts.ts';
import { postDifference } from './post-difference.ts';

/** Lines that are no sale: what they bring is owed to somebody until the invoice is paid. */
const isHeld = `l.type in ('ADD_FUNDS', 'CREDIT', 'INVOICE')`;

/**
 * An invoice is what it claims, less the credit that was spent on it. What its payments do not
 * explain of the debt closes it: paid without a payment is written off, paid too much is held until
 * the changes of credit claim it.
 */
const WANTED = `
  with payments as (${paymentsOf}), facts as (
    select i.*, coalesce(h.held, 0) as held,
      i.balance - (i.total - coalesce(p.paid, 0)
        + case when ${isOwed} then coalesce(p.returned, 0) else 0 end) as closing
    from invoices i
    left join payments p on p.invoice_id = i.id and p.currency_code = i.currency_code
    left join (
      select l.invoice_id, sum(l.amount) as held from invoice_items l
      where l.invoice_id > $1 and l.invoice_id <= $2 and ${isHeld} group by l.invoice_id
    ) as h on h.invoice_id = i.id
    where i.id > $1 and i.id <= $2 and ${isIssued}
  )
  select f.id as subject_id, side.cause::journal_cause as cause, side.account::account_kind as account,
    f.client_id, null::int as gateway_id, null::int as affiliate_id, f.id as invoice_id, f.currency_code::text as currency_code,
    side.amount, f.issued_on as day
  from facts f, lateral (values
    ('INVOICE_ISSUED', 'REVENUE', f.held - f.subtotal),
    ('INVOICE_ISSUED', 'TAX', -f.tax - f.tax2),
    ('INVOICE_ISSUED', 'SUSPENSE', -f.held),
    ('INVOICE_ISSUED', 'RECEIVABLE', f.subtotal + f.tax + f.tax2),
    ('CREDIT_APPLIED', 'RECEIVABLE', -f.credit),
    ('CREDIT_APPLIED', 'SUSPENSE', f.credit),
    ('WRITE_OFF', 'RECEIVABLE', least(f.closing, 0)),
    ('WRITE_OFF', 'WRITE_OFF', -least(f.closing, 0)),
    ('CORRECTION', 'RECEIVABLE', greatest(f.closing, 0)),
    ('CORRECTION', 'SUSPENSE', -greatest(f.closing, 0))
  ) as side (cause, account, amount)`;

export const postInvoices = async (connection: Connection, after: number, to: number) => ({
  notes: [],
  result: await postDifference(connection, 'Invoice', WANTED, after, to),
});
