import type { Connection } from '#platform/database/client.ts';
import { ADDED } from './added.ts';
import type { SourceDatabase } from './source/source.ts';
import { NO_CURRENCY } from './source/whmcs.ts';

/** Money of clients whose currency was removed at the source has to be in some currency here. */
export async function ensureNoCurrency(
  source: SourceDatabase,
  { query }: Connection,
): Promise<void> {
  const lost = await source.rows(
    `select 1 from tblclients where currency > 0 and currency not in (select id from tblcurrencies)
     union all
     select 1 from tblaccounts where currency > 0 and currency not in (select id from tblcurrencies)
     limit 1`,
  );
  if (lost.length)
    await query(
      `insert into currencies (id, code, suffix, exponent, rate, is_active, updated_at)
       values ($1, $2, ' (removed currency)', 2, 1, false, now()) on conflict do nothing`,
      [ADDED, NO_CURRENCY],
    );
}
