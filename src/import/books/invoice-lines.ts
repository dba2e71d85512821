import type { Connection } from '#platform/database/client.ts';
import { ADDED } from '#import/added.ts';
import type { Note } from '#import/map.ts';

/** What an invoice is for shows in its lines. */
const KINDS = `
  update invoices i set kind = k.kind
  from (
    select invoice_id,
      (case when bool_or(type = 'ADD_FUNDS') then 'ADD_FUNDS'
            when bool_or(type = 'INVOICE') then 'MASS_PAYMENT' else 'STANDARD' end)::invoice_kind as kind
    from invoice_items where invoice_id > $1 and invoice_id <= $2 group by invoice_id) as k
  where i.id = k.invoice_id and i.kind <> k.kind`;

/** The source has the tax of the whole invoice only: its taxed lines share it, the first the rest. */
const TAXES = `
  with taxed as (
    select l.id, l.invoice_id, l.amount, i.tax, i.tax2,
      sum(l.amount) over (partition by l.invoice_id) as base,
      row_number() over (partition by l.invoice_id order by l.id) as place
    from invoice_items l join invoices i on i.id = l.invoice_id
    where l.invoice_id > $1 and l.invoice_id <= $2 and l.is_taxed and l.id < ${ADDED}
  ), shares as (
    select *, round(tax * amount / base, 2) as share, round(tax2 * amount / base, 2) as share2
    from taxed where base <> 0
  ), parts as (
    select id,
      case when place = 1 then tax - sum(share) over w + share else share end as tax,
      case when place = 1 then tax2 - sum(share2) over w + share2 else share2 end as tax2
    from shares window w as (partition by invoice_id)
  )
  update invoice_items l set tax = coalesce(p.tax, 0), tax2 = coalesce(p.tax2, 0)
  from invoice_items o left join parts p on p.id = o.id
  where o.id = l.id and o.invoice_id > $1 and o.invoice_id <= $2 and o.id < ${ADDED}
    and (l.tax, l.tax2) is distinct from (coalesce(p.tax, 0), coalesce(p.tax2, 0))`;

/** What the lines do not explain of an invoice. */
const UNEXPLAINED = `
  select i.id, i.currency_code,
    i.subtotal + case when i.tax_mode = 'INCLUSIVE' then i.tax + i.tax2 else 0 end
      - coalesce(sum(l.amount), 0) as amount,
    i.tax - coalesce(sum(l.tax), 0) as tax, i.tax2 - coalesce(sum(l.tax2), 0) as tax2
  from invoices i left join invoice_items l on l.invoice_id = i.id and l.id < ${ADDED}
  where i.id > $1 and i.id <= $2 group by i.id`;

const DROP = `
  delete from invoice_items l using (${UNEXPLAINED}) as u
  where l.id = ${ADDED} + u.id and (u.amount, u.tax, u.tax2) = (0, 0, 0)`;

const EXPLAIN = `
  with needed as (
    select * from (${UNEXPLAINED}) as u where (amount, tax, tax2) <> (0, 0, 0)
  ), written as (
    insert into invoice_items as l (id, invoice_id, type, description, unit_price, amount, tax, tax2,
                                    currency_code, sort_order, updated_at)
    select ${ADDED} + id, id, 'CUSTOM', 'Difference between the lines and the total', amount, amount,
           tax, tax2, currency_code, 1000, now()
    from needed
    on conflict (id) do update set unit_price = excluded.amount, amount = excluded.amount,
      tax = excluded.tax, tax2 = excluded.tax2, updated_at = now()
    where (l.amount, l.tax, l.tax2) is distinct from (excluded.amount, excluded.tax, excluded.tax2)
    returning 1
  )
  select id, (select count(*)::int from written) as written from needed`;

/** Has the lines of invoices add up to their totals, which the client was asked for. */
export async function explainTotals({ query }: Connection, after: number, to: number) {
  const range = [after, to];
  await query(KINDS, range);
  await query(TAXES, range);
  await query(DROP, range);
  const lines = await query<{ id: number; written: number }>(EXPLAIN, range);
  const notes: Note[] = lines.map(({ id }) => ({
    id,
    field: 'total',
    reason: 'its lines do not add up to it: a line for the difference',
  }));
  return { notes, result: lines[0]?.written ?? 0 };
}
