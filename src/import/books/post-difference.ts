import type { Connection } from '#platform/database/client.ts';

/** Who the sets of an import were made by. */
export const IMPORT = 'import';

/**
 * Makes the journal say of some subjects what `wanted` says: posts what is missing, and back what is
 * too much. Nothing of what was posted before is changed, so a delta is a further set. `wanted` has
 * the columns subject_id, cause, account, client_id, gateway_id, affiliate_id, invoice_id,
 * currency_code, amount and day, its subjects being those after $1 and up to $2.
 * @returns how many sets were made
 */
export async function postDifference(
  { query }: Connection,
  subjectType: 'Invoice' | 'Transaction' | 'Client' | 'Affiliate',
  wanted: string,
  after: number,
  to: number,
): Promise<number> {
  const made = await query(
    `with wanted as (${wanted}), posted as (
       select s.subject_id, s.cause, e.account, e.client_id, e.gateway_id, e.affiliate_id,
         e.invoice_id, e.currency_code::text, -e.amount as amount, s.posted_on as day
       from journal_sets s join journal_entries e on e.set_id = s.id
       where s.subject_type = $3 and s.actor = '${IMPORT}' and s.subject_id > $1 and s.subject_id <= $2
     ), missing as (
       select subject_id, cause, account, client_id, gateway_id, affiliate_id, invoice_id,
         currency_code, sum(amount) as amount, max(day) as day
       from (select * from wanted union all select * from posted) as sides
       group by 1, 2, 3, 4, 5, 6, 7, 8 having sum(amount) <> 0
     ), sets as (
       insert into journal_sets (cause, description, subject_type, subject_id, actor, posted_on)
       select cause, 'Taken over from the system before', $3, subject_id, '${IMPORT}',
         coalesce(max(day), current_date)
       from missing group by subject_id, cause order by subject_id, cause
       returning id, cause, subject_id
     ), entered as (
       insert into journal_entries (set_id, account, client_id, billing_name, gateway_id, affiliate_id,
                                    invoice_id, currency_code, amount, rate)
       select sets.id, m.account, m.client_id,
         coalesce(trim(c.first_name || ' ' || c.last_name), ''), m.gateway_id, m.affiliate_id,
         m.invoice_id, m.currency_code, m.amount, r.rate
       from missing m join sets on sets.subject_id = m.subject_id and sets.cause = m.cause
       join currencies r on r.code = m.currency_code
       left join clients c on c.id = m.client_id
     )
     select id from sets`,
    [after, to, subjectType],
  );
  return made.length;
}
