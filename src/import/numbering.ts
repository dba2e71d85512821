import type { Connection } from '#platform/database/client.ts';
import type { Installation } from './source/whmcs.ts';

/** What of the settings decides how invoices are numbered and taxed from now on. */
const SETTINGS = [
  'SequentialInvoiceNumbering',
  'SequentialInvoiceNumberFormat',
  'TaxType',
] as const;

/** The series of invoice numbers goes on where the source left it. */
export async function continueNumbering(
  { query }: Connection,
  { setting }: Installation,
): Promise<void> {
  for (const name of SETTINGS)
    if (setting(name))
      await query(
        `insert into settings (name, value, updated_at) values ($1, $2, now())
         on conflict (name) do update set value = excluded.value, updated_at = now()`,
        [name, setting(name)],
      );
  const next = Number(setting('SequentialInvoiceNumberValue'));
  if (Number.isSafeInteger(next) && next > 0)
    await query(
      `insert into invoice_number_sequences (key, next_number, updated_at)
       values ('invoice', $1, now())
       on conflict (key) do update set next_number = excluded.next_number, updated_at = now()`,
      [next],
    );
}
