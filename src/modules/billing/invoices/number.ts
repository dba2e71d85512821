import type { Day } from '#core/dates.ts';
import { settingIsOn, settingText } from '#modules/settings/settings.ts';
import type { Tx } from '#platform/database/client.ts';

const SERIES = 'invoice';

/**
 * The next number of the invoices' gap-free series, or null when none are given. The series' row
 * stays locked until the transaction ends, so a number that is not used is not spent.
 */
export async function takeNumber(tx: Tx, on: Day): Promise<string | null> {
  if (!(await settingIsOn(tx, 'SequentialInvoiceNumbering'))) return null;
  const [taken] = await tx.$queryRaw<{ number: number }[]>`
    insert into invoice_number_sequences (key, next_number, updated_at)
    values (${SERIES}, 2, now())
    on conflict (key) do update
      set next_number = invoice_number_sequences.next_number + 1, updated_at = now()
    returning next_number - 1 as number`;
  const pattern = await settingText(tx, 'SequentialInvoiceNumberFormat');
  return formatInvoiceNumber(pattern, taken?.number ?? 0, on);
}

/** `{YEAR}-{NUMBER}` filled in. A pattern without a number gets it at the end. */
export function formatInvoiceNumber(pattern: string, number: number, on: Day): string {
  const [year = '', month = '', day = ''] = on.split('-');
  const whole = pattern.includes('{NUMBER}') ? pattern : `${pattern}{NUMBER}`;
  return whole
    .replaceAll('{YEAR}', year)
    .replaceAll('{MONTH}', month)
    .replaceAll('{DAY}', day)
    .replaceAll('{NUMBER}', String(number));
}
