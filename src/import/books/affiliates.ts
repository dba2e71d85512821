import type { Connection } from '#platform/database/client.ts';
import { postDifference } from './post-difference.ts';

/** What affiliates have earned and not withdrawn is owed to them. */
const WANTED = `
  select a.id as subject_id, 'AFFILIATE_COMMISSION'::journal_cause as cause, side.account,
    null::int as client_id, null::int as gateway_id, a.id as affiliate_id, null::int as invoice_id,
    a.currency_code::text as currency_code, side.amount, a.activated_on as day
  from affiliates a, lateral (values
    ('AFFILIATE_PAYABLE'::account_kind, -a.balance),
    ('AFFILIATE_EXPENSE'::account_kind, a.balance)) as side (account, amount)
  where a.id > $1 and a.id <= $2`;

export const postAffiliates = async (connection: Connection, after: number, to: number) => ({
  notes: [],
  result: await postDifference(connection, 'Affiliate', WANTED, after, to),
});
