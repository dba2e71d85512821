import type { Connection } from '#platform/database/client.ts';
import { isIssued, isOwed } from './invoice-amounts.ts';
import { IMPORT, postDifference } from './post-difference.ts';

/**
 * Money that came in pays the debt of its invoice; where there is none it is held for the client.
 * Money that went out brings the debt back while the invoice is open, and is a refund after.
 */
const WANTED = `
  with facts as (
    select t.*, i.id as its_invoice, i.client_id as debtor_id, ${isOwed} as is_open,
      (case when t.amount_in > 0 then 'PAYMENT' else 'REFUND' end) as cause
    from transactions t
    left join invoices i on i.id = t.invoice_id and i.currency_code = t.currency_code and ${isIssued}
    where t.id > $1 and t.id <= $2 and not t.is_voided
  )
  select f.id as subject_id, f.cause::journal_cause as cause, side.account::account_kind as account,
    side.client_id, side.gateway_id, null::int as affiliate_id, side.invoice_id, f.currency_code::text as currency_code,
    side.amount, f.happened_at::date as day
  from facts f, lateral (values
    ('GATEWAY_CLEARING', null::int, f.gateway_id, f.its_invoice, f.amount_in - f.fees - f.amount_out),
    ('GATEWAY_FEES', null, f.gateway_id, f.its_invoice, f.fees),
    (case when f.its_invoice is null then 'SUSPENSE' else 'RECEIVABLE' end,
     case when f.its_invoice is null then f.client_id else f.debtor_id end,
     null, f.its_invoice, -f.amount_in),
    (case when f.its_invoice is null then 'SUSPENSE' when f.is_open then 'RECEIVABLE'
          else 'REFUND' end,
     case when f.its_invoice is null then f.client_id else f.debtor_id end,
     null, f.its_invoice, f.amount_out)
  ) as side (account, client_id, gateway_id, invoice_id, amount)`;

/** A payment that is voided later has its set reversed: the one that was made for it. */
const NAMED = `
  update transactions t set journal_set_id = s.id
  from journal_sets s
  where s.subject_type = 'Transaction' and s.subject_id = t.id and s.actor = '${IMPORT}'
    and t.id > $1 and t.id <= $2 and t.journal_set_id is null`;

export async function postTransactions(connection: Connection, after: number, to: number) {
  const result = await postDifference(connection, 'Transaction', WANTED, after, to);
  await connection.query(NAMED, [after, to]);
  return { notes: [], result };
}
