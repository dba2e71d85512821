import type { Connection } from '#platform/database/client.ts';

/** Who an account belongs to, as `balanceKeyOf` of the ledger has it. */
const OWNER = `case
  when account::text like 'RESELLER%' and reseller_id is not null then 'reseller:' || reseller_id
  when account::text like 'AFFILIATE%' and affiliate_id is not null then 'affiliate:' || affiliate_id
  when account::text like 'GATEWAY%' then coalesce('gateway:' || gateway_id, 'company')
  else coalesce('client:' || client_id, 'company') end`;

const IDS = ['reseller', 'affiliate', 'gateway', 'client']
  .map((kind) => `case when owner like '${kind}:%' then split_part(owner, ':', 2)::int end`)
  .join(', ');

const FOLD = `
  insert into account_balances as b (key, account, reseller_id, affiliate_id, gateway_id, client_id,
                                     currency_code, balance, updated_at)
  select account || ':' || owner || ':' || currency_code, account, ${IDS}, currency_code,
    sum(amount), now()
  from (select account, ${OWNER} as owner, currency_code, amount from journal_entries) as e
  group by account, owner, currency_code
  on conflict (key) do update set balance = excluded.balance, updated_at = now()
  where b.balance <> excluded.balance
  returning 1`;

/** Of owners who are gone, whose entries name nobody any more. */
const DROP = `
  delete from account_balances b using (
    select k.key from account_balances k left join (
      select distinct account || ':' || ${OWNER} || ':' || currency_code as key from journal_entries
    ) as e on e.key = k.key
    where e.key is null) as gone
  where gone.key = b.key`;

/** Keeps the sums of accounts beside the journal, all of them anew. */
export async function balanceAccounts({ query }: Connection) {
  await query(DROP);
  const written = await query(FOLD);
  return { notes: [], result: written.length };
}
