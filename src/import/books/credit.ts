import type { Connection } from '#platform/database/client.ts';
import { ADDED } from '#import/added.ts';
import type { Note } from '#import/map.ts';
import { postDifference } from './post-difference.ts';

const LEVEL = `
  insert into credit_entries (id, client_id, billing_name, currency_code, entered_on, description,
                              amount, balance_after)
  select ${ADDED} + (select count(*) from credit_entries where id > ${ADDED})
      + row_number() over (order by c.id),
    c.id, trim(c.first_name || ' ' || c.last_name), c.currency_code, current_date,
    'Difference between the credit and its changes', c.credit_balance - coalesce(e.amount, 0),
    c.credit_balance
  from clients c left join (
    select client_id, sum(amount) as amount from credit_entries
    where client_id > $1 and client_id <= $2 group by client_id) as e on e.client_id = c.id
  where c.id > $1 and c.id <= $2 and c.credit_balance <> coalesce(e.amount, 0)
  returning id`;

const LEVELLED = `
  select client_id as id from credit_entries
  where id > ${ADDED} and client_id > $1 and client_id <= $2
  group by client_id having sum(amount) <> 0`;

/** Has the changes of credit add up to the credit itself, which the client was shown. */
export async function levelCredit({ query }: Connection, after: number, to: number) {
  const made = await query(LEVEL, [after, to]);
  const levelled = await query<{ id: number }>(LEVELLED, [after, to]);
  const notes: Note[] = levelled.map(({ id }) => ({
    id,
    field: 'credit',
    reason: 'its changes do not add up to it: a change for the difference',
  }));
  return { notes, result: made.length };
}

/** A change that names an invoice is the other side of what that holds; others were made manually. */
const WANTED = `
  with facts as (
    select client_id, currency_code, entered_on, amount, invoice_id,
      (case when amount > 0 then 'CREDIT_ADDED' when related_id <> 0 then 'CREDIT_APPLIED'
            else 'CREDIT_REMOVED' end)::journal_cause as cause,
      (case when related_id = 0 then 'WRITE_OFF' else 'SUSPENSE' end)::account_kind as other
    from credit_entries where client_id > $1 and client_id <= $2
  )
  select f.client_id as subject_id, f.cause, side.account, f.client_id, null::int as gateway_id,
    null::int as affiliate_id, f.invoice_id, f.currency_code::text as currency_code, side.amount, f.entered_on as day
  from facts f, lateral (values
    ('CLIENT_CREDIT'::account_kind, -f.amount), (f.other, f.amount)) as side (account, amount)`;

export const postCredit = async (connection: Connection, after: number, to: number) => ({
  notes: [],
  result: await postDifference(connection, 'Client', WANTED, after, to),
});
