import type { Connection } from '#platform/database/client.ts';
import type { Note } from '#import/map.ts';

/** What was paid for an invoice, in its currency: what came in less what went out. */
export const paymentsOf = `
  select t.invoice_id, t.currency_code, sum(t.amount_in) as paid, sum(t.amount_out) as returned,
    max(t.happened_at) as last_at
  from transactions t
  where t.invoice_id > $1 and t.invoice_id <= $2 and not t.is_voided
  group by t.invoice_id, t.currency_code`;

/** An invoice that waits for money. */
export const isOwed = `i.status in ('UNPAID', 'PAYMENT_PENDING', 'COLLECTIONS')`;

/** One that the books know. */
export const isIssued = `i.status not in ('DRAFT', 'CANCELLED')`;

const SETTLED = `
  with payments as (${paymentsOf})
  update invoices i set status = 'PAID',
    paid_at = coalesce(i.paid_at, p.last_at, i.issued_on::timestamptz)
  from invoices o left join payments p on p.invoice_id = o.id and p.currency_code = o.currency_code
  where o.id = i.id and i.id > $1 and i.id <= $2 and ${isOwed}
    and i.total - coalesce(p.paid - p.returned, 0) <= 0
  returning i.id`;

const AMOUNTS = `
  with payments as (${paymentsOf}), amounts as (
    select i.id,
      least(greatest(coalesce(p.paid - p.returned, 0), 0), greatest(i.total, 0)) as amount_paid,
      case when ${isOwed} then i.total - coalesce(p.paid - p.returned, 0) else 0 end as balance
    from invoices i left join payments p
      on p.invoice_id = i.id and p.currency_code = i.currency_code
    where i.id > $1 and i.id <= $2
  )
  update invoices i set amount_paid = a.amount_paid, balance = a.balance from amounts a
  where a.id = i.id
    and (i.amount_paid, i.balance) is distinct from (a.amount_paid, a.balance)
  returning i.id`;

/** Says of invoices what was paid and what is owed, by the transactions that came. */
export async function settleAmounts({ query }: Connection, after: number, to: number) {
  const settled = await query<{ id: number }>(SETTLED, [after, to]);
  const changed = await query(AMOUNTS, [after, to]);
  const notes: Note[] = settled.map(({ id }) => ({
    id,
    field: 'status',
    reason: 'nothing is owed on it: PAID instead',
  }));
  return { notes, result: changed.length };
}
