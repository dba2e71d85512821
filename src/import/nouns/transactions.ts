import { exact } from '#core/money.ts';
import * as is from '#import/columns.ts';
import { type Look, noun } from '#import/noun.ts';
import type { SourceRow } from '#import/source/source.ts';

const amount = (row: SourceRow, field: string) => exact(String(row[field] ?? '0'));

/** Money that came in below zero went out, and the other way round. */
function side(row: SourceRow, own: 'amountin' | 'amountout', look: Look): string {
  const other = own === 'amountin' ? 'amountout' : 'amountin';
  const [mine, theirs] = [amount(row, own), amount(row, other)];
  if (mine.isNegative()) look.note(own, 'below zero: on the other side instead');
  const kept = mine.isNegative() ? exact('0') : mine;
  return (theirs.isNegative() ? kept.minus(theirs) : kept).toFixed();
}

const kind = is.made(['amountin', 'amountout', 'refundid'], (row, look) => {
  if (!exact(side(row, 'amountout', look)).greaterThan(0)) return 'PAYMENT';
  if (exact(side(row, 'amountin', look)).greaterThan(0)) return 'PAYMENT';
  return Number(row.refundid) > 0 ? 'REFUND' : 'ADJUSTMENT';
});

export const transactions = noun({
  name: 'transactions',
  table: 'tblaccounts',
  join: 'left join tblclients c on c.id = t.userid',
  joined: {
    name: "concat_ws(' ', c.firstname, c.lastname)",
    // The client's currency, unless there is no client: then the row has its own.
    client_currency: 'coalesce(c.currency, t.currency)',
  },
  target: 'transactions',
  columns: {
    id: is.int('id'),
    client_id: is.ref('clients', 'userid'),
    billing_name: is.text('name'),
    invoice_id: is.ref('invoices', 'invoiceid'),
    gateway_id: is.gateway('gateway'),
    gateway_module: is.text('gateway'),
    kind,
    currency_code: is.clientCurrency,
    happened_at: is.firstTime('date'),
    description: is.text('description'),
    amount_in: is.made(['amountin', 'amountout'], (row, look) => side(row, 'amountin', look)),
    fees: is.money('fees'),
    amount_out: is.made(['amountin', 'amountout'], (row, look) => side(row, 'amountout', look)),
    rate: is.made(['rate'], (row) => (Number(row.rate) > 0 ? String(row.rate) : '1')),
    transaction_ref: is.once(
      'transid',
      (row, look) => is.plain(row, 'transid', look).trim() || null,
      'transaction_ref',
      () => null,
    ),
    actor: is.always('import'),
  },
});

/** Which payment a refund gives back: it may stand after it. */
export const refunds = noun({
  name: 'refunds',
  table: 'tblaccounts',
  query: `(
    select t.id, t.refundid, p.amountin as paid, o.given_back
    from tblaccounts t left join tblaccounts p on p.id = t.refundid
    join (select refundid, sum(amountout) as given_back from tblaccounts group by refundid) o
      on o.refundid = t.refundid
    where t.refundid > 0)`,
  target: 'transactions',
  isUpdate: true,
  columns: {
    id: is.int('id'),
    refund_of_id: is.made(
      ['refundid', 'paid', 'given_back'],
      (row, look) => {
        const id = Number(row.refundid);
        if (!look.has('transactions', id)) {
          look.note('refundid', 'points at transactions that are gone: left empty');
          return null;
        }
        if (!amount(row, 'given_back').greaterThan(amount(row, 'paid'))) return id;
        look.note('refundid', 'more was given back than the payment brought: left empty');
        return null;
      },
      { refers: 'transactions' },
    ),
    refund_type: is.always('MANUAL'),
  },
});
