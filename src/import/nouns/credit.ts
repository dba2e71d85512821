import * as is from '#import/columns.ts';
import { noun } from '#import/noun.ts';

/** Changes of credit are never edited here: new ones come, and the books level what differs. */
export const credit = noun({
  name: 'credit',
  table: 'tblcredit',
  join: 'left join tblclients c on c.id = t.clientid',
  joined: { client_currency: 'c.currency', name: "concat_ws(' ', c.firstname, c.lastname)" },
  target: 'credit_entries',
  isKept: true,
  columns: {
    id: is.int('id'),
    client_id: is.owner('clients', 'clientid'),
    billing_name: is.text('name'),
    currency_code: is.clientCurrency,
    entered_on: is.firstDay('date'),
    description: is.text('description'),
    amount: is.money('amount'),
    related_id: is.int('relid'),
    invoice_id: is.made(
      ['relid'],
      (row, look) => (look.has('invoices', Number(row.relid)) ? Number(row.relid) : null),
      { refers: 'invoices' },
    ),
  },
  left: { admin_id: 'staff accounts are not moved' },
  write: async ({ query }, rows) => {
    const written = await query(
      `insert into credit_entries (id, client_id, billing_name, currency_code, entered_on,
         description, amount, related_id, invoice_id, balance_after)
       select id, client_id, billing_name, currency_code, entered_on, description, amount,
         related_id, invoice_id,
         coalesce((select sum(e.amount) from credit_entries e where e.client_id = s.client_id), 0)
           + sum(amount) over (partition by client_id order by id)
       from jsonb_populate_recordset(null::credit_entries, $1::jsonb) as s
       where not exists (select 1 from credit_entries e where e.id = s.id)
       returning 1`,
      [JSON.stringify(rows)],
    );
    return written.length;
  },
});
