import type { Connection } from '#platform/database/client.ts';

const FOLD = `
  update clients c set balance = coalesce(i.balance, 0)
  from clients k left join (
    select client_id, sum(balance) as balance from invoices
    where client_id > $1 and client_id <= $2 group by client_id) as i on i.client_id = k.id
  where c.id = k.id and k.id > $1 and k.id <= $2 and c.balance <> coalesce(i.balance, 0)
  returning 1`;

/** Has clients owe what their invoices leave to pay. */
export async function balanceClients({ query }: Connection, after: number, to: number) {
  const written = await query(FOLD, [after, to]);
  return { notes: [], result: written.length };
}
