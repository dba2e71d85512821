import type { Tx } from '#platform/database/client.ts';
import { demoTlds } from './tlds.ts';

/** What each action costs beside a year's registration, and for how many years it is sold. */
const actions = [
  { action: 'addtransferdomain', factor: '1', extra: '0', years: 1 },
  { action: 'restoredomain', factor: '1', extra: '70', years: 1 },
  { action: 'addnewdomain', factor: '1', extra: '0', years: 10 },
  { action: 'renewdomain', factor: '1.05', extra: '0', years: 10 },
].map((action, place) => ({ ...action, place }));

/**
 * The prices of every ending in a list, `margin` times what they cost. One statement, since there
 * are some nine thousand of them.
 */
export async function addTldPrices(tx: Tx, listId: number, margin: string): Promise<void> {
  await tx.$executeRaw`
    insert into price_list_entries
      (list_id, product_key_id, action, tenure, tenure_unit, price, price_text, sort_order, updated_at)
    select ${listId}, k.id, action.action, year, 'YEARS', p.price, p.price::text, k.sort_order, now()
    from jsonb_to_recordset(${JSON.stringify(demoTlds)}::jsonb) as ending (key text, cost numeric)
    join product_keys k on k.key = ending.key
    cross join jsonb_to_recordset(${JSON.stringify(actions)}::jsonb)
      as action (action text, factor numeric, extra numeric, years int, place int)
    cross join lateral generate_series(1, action.years) as year
    cross join lateral (
      select round((ending.cost * action.factor + action.extra) * ${margin}::numeric, 2) as price
    ) p
    order by k.sort_order, action.place, year`;
}
