import { Prisma } from '#generated/prisma/client.ts';
import type { Db, Tx } from '#platform/database/client.ts';

/** One number in the books that is not what its entries say. */
export interface BookFault {
  /** What is wrong, e.g. `balance RECEIVABLE:client:7:USD` or `journal USD`. */
  what: string;
  /** What is kept. */
  kept: string;
  /** What the entries add up to. */
  proven: string;
}

/**
 * Adds every entry up again and compares: the journal per currency with zero, each set with zero,
 * each balance with its fold, each client's credit with its changes and its account and
 * its balance with those of its invoices, each invoice's balance with its receivable and its totals with its lines, each affiliate's balance with
 * its account, refunds with payments. Each table is gone through once, however many owners there are.
 */
export const booksStatement = `
  with owned as (
    select account || ':' || case
        when account::text like 'RESELLER%' and reseller_id is not null then 'reseller:' || reseller_id
        when account::text like 'AFFILIATE%' and affiliate_id is not null then 'affiliate:' || affiliate_id
        when account::text like 'GATEWAY%' then coalesce('gateway:' || gateway_id, 'company')
        else coalesce('client:' || client_id, 'company') end || ':' || currency_code as key,
      amount
    from journal_entries
  ), kept as (
    -- The entries of an owner who is gone name nobody any more, so they fold into the company's.
    select case when split_part(key, ':', 2) <> 'company'
        and coalesce(client_id, reseller_id, affiliate_id, gateway_id) is null
        then account || ':company:' || currency_code else key end as key, balance
    from account_balances
  ), faults as (
    select 'journal ' || currency_code as what, 0::numeric as kept, sum(amount) as proven
    from journal_entries group by currency_code
    union all
    select 'set ' || set_id || ' ' || currency_code, 0, sum(amount)
    from journal_entries group by set_id, currency_code
    union all
    select 'balance ' || coalesce(b.key, f.key), coalesce(b.balance, 0), coalesce(f.amount, 0)
    from (select key, sum(balance) as balance from kept group by key) b
    full join (select key, sum(amount) as amount from owned group by key) f on f.key = b.key
    union all
    select 'credit of client ' || c.id, c.credit_balance, coalesce(e.amount, 0)
    from clients c
    left join (select client_id, sum(amount) as amount from credit_entries group by client_id) e
      on e.client_id = c.id
    union all
    select 'credit account of client ' || c.id, c.credit_balance, -coalesce(e.amount, 0)
    from clients c
    left join (select client_id, sum(amount) as amount from journal_entries
               where account = 'CLIENT_CREDIT' group by client_id) e on e.client_id = c.id
    union all
    select 'balance of client ' || c.id, c.balance, coalesce(i.amount, 0)
    from clients c
    left join (select client_id, sum(balance) as amount from invoices group by client_id) i
      on i.client_id = c.id
    union all
    select 'balance of invoice ' || i.id, i.balance, coalesce(e.amount, 0)
    from invoices i
    left join (select invoice_id, sum(amount) as amount from journal_entries
               where account = 'RECEIVABLE' group by invoice_id) e on e.invoice_id = i.id
    union all
    select 'total of invoice ' || i.id, i.total,
      coalesce(l.amount + case when i.tax_mode = 'EXCLUSIVE' then l.tax else 0 end, 0) - i.credit
    from invoices i
    left join (select invoice_id, sum(amount) as amount, sum(tax + tax2) as tax from invoice_items
               group by invoice_id) l on l.invoice_id = i.id
    union all
    select 'balance of affiliate ' || a.id, a.balance, -coalesce(e.amount, 0)
    from affiliates a
    left join (select affiliate_id, sum(amount) as amount from journal_entries
               where account = 'AFFILIATE_PAYABLE' group by affiliate_id) e on e.affiliate_id = a.id
    union all
    select 'withdrawn of affiliate ' || a.id, a.withdrawn, coalesce(w.amount, 0)
    from affiliates a
    left join (select affiliate_id, sum(amount) as amount from affiliate_withdrawals
               where status = 'APPROVED' group by affiliate_id) w on w.affiliate_id = a.id
    union all
    select 'refunds of transaction ' || t.id, greatest(t.amount_in, refunded.amount), t.amount_in
    from transactions t
    join (select refund_of_id, sum(amount_out) as amount from transactions
          where not is_voided and refund_of_id is not null group by refund_of_id) refunded
      on refunded.refund_of_id = t.id
    union all
    select 'status of invoice ' || i.id, 1, 0
    from invoices i
    where (i.status in ('UNPAID', 'PAYMENT_PENDING', 'COLLECTIONS') and i.balance <= 0)
       or (i.status not in ('UNPAID', 'PAYMENT_PENDING', 'COLLECTIONS') and i.balance <> 0)
  )
  select what, kept::text as kept, proven::text as proven from faults where kept <> proven
  order by what limit 100`;

/** What does not add up, as the client reads it; empty when all is well. */
export const checkBooks = (db: Db | Tx): Promise<BookFault[]> =>
  db.$queryRaw<BookFault[]>(Prisma.raw(booksStatement));
