import { exact } from '#core/money.ts';
import * as is from '#import/columns.ts';
import { noun } from '#import/noun.ts';

export const affiliates = noun({
  name: 'affiliates',
  table: 'tblaffiliates',
  join: `left join tblclients c on c.id = t.clientid
    left join (select affiliateid, sum(amount) as amount from tblaffiliateswithdrawals
               group by affiliateid) w on w.affiliateid = t.id`,
  joined: { client_currency: 'c.currency', listed: 'coalesce(w.amount, 0)' },
  target: 'affiliates',
  columns: {
    id: is.int('id'),
    client_id: is.owner('clients', 'clientid'),
    code: is.made(['id'], (row) => String(row.id)),
    visitors: is.int('visitors'),
    pay_type: is.oneOf(
      'paytype',
      { '': 'DEFAULT', percentage: 'PERCENTAGE', fixed: 'FIXED_AMOUNT' },
      'DEFAULT',
    ),
    pay_amount: is.money('payamount'),
    is_one_time: is.flag('onetime'),
    currency_code: is.clientCurrency,
    balance: is.money('balance'),
    withdrawn: is.made(['withdrawn', 'listed'], (row, look) => {
      const listed = exact(String(row.listed));
      if (!listed.equals(exact(String(row.withdrawn ?? '0'))))
        look.note('withdrawn', 'its withdrawals do not add up to it: their sum instead');
      return listed.toFixed();
    }),
    activated_on: is.firstDay('date', 'created_at'),
  },
});

export const affiliateWithdrawals = noun({
  name: 'affiliate withdrawals',
  table: 'tblaffiliateswithdrawals',
  join: `left join tblaffiliates a on a.id = t.affiliateid
    left join tblclients c on c.id = a.clientid`,
  joined: { client_currency: 'c.currency' },
  target: 'affiliate_withdrawals',
  columns: {
    id: is.int('id'),
    affiliate_id: is.owner('affiliates', 'affiliateid'),
    status: is.always('APPROVED'),
    currency_code: is.clientCurrency,
    amount: is.money('amount'),
    settled_at: is.time('date'),
    created_at: is.firstTime('date', 'created_at'),
  },
});

/** A service earns under one referral: the first. */
export const affiliateReferrals = noun({
  name: 'affiliate referrals',
  table: 'tblaffiliatesaccounts',
  query: `(
    select a.*, h.userid, h.regdate from tblaffiliatesaccounts a
    join (select min(id) as id from tblaffiliatesaccounts group by relid) f on f.id = a.id
    left join tblhosting h on h.id = a.relid)`,
  target: 'affiliate_referrals',
  columns: {
    id: is.int('id'),
    affiliate_id: is.owner('affiliates', 'affiliateid'),
    client_id: is.ref('clients', 'userid'),
    service_id: is.ref('services', 'relid'),
    signed_up_at: is.firstTime('regdate'),
    last_paid_on: is.day('lastpaid'),
  },
});
