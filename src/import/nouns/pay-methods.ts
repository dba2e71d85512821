import * as is from '#import/columns.ts';
import { type ColumnMap, LeftOut, noun } from '#import/noun.ts';
import type { SourceRow } from '#import/source/source.ts';

const KEPT = /^Remote(CreditCard|BankAccount)$/;

/** Which of them a row is; those that no gateway keeps stay behind. */
const type: ColumnMap = is.made(
  ['payment_type', 'deleted_at', 'token_encrypted'],
  (row: SourceRow) => {
    if (isDeleted(row)) throw new LeftOut('it was deleted');
    const [, kind] = KEPT.exec(String(row.payment_type ?? '')) ?? [];
    if (!kind)
      throw new LeftOut('its number is stored by the source itself: the client enters it anew');
    if (!row.token_encrypted) throw new LeftOut('the API tells no token of it');
    return kind === 'CreditCard' ? 'CREDIT_CARD' : 'BANK_ACCOUNT';
  },
);

const isDeleted = ({ deleted_at: at }: SourceRow) => Boolean(at) && !String(at).startsWith('0000');

/** A day of the month in which a card ends, as year or month; null for none. */
const expiry = (part: 0 | 1): ColumnMap =>
  is.made(['expiry_date'], (row, look) => {
    const found = is.dayOf(row, 'expiry_date', look);
    return found === null ? null : Number(found.split('-')[part]);
  });

/** Stripe is asked with both names, ours in one text; what others keep is theirs as it stands. */
export function gatewayToken(gateway: string, token: string): string {
  if (gateway !== 'stripe') return token;
  try {
    const { customer, method } = JSON.parse(token) as Record<string, unknown>;
    return customer && method ? `${String(customer)}/${String(method)}` : token;
  } catch {
    return token;
  }
}

/** The first in the client's order. */
const FIRST = `t.id = (
  select o.id from tblpaymethods o
  where o.userid = t.userid and (o.deleted_at is null or cast(o.deleted_at as char) like '0000%')
  order by o.order_preference, o.id limit 1)`;

/** The present row of a pay method in a table of its details. */
const details = (table: string, alias: string) =>
  `left join ${table} ${alias} on ${alias}.id = (
     select max(id) from ${table} where pay_method_id = t.id)`;

/** Cards and accounts that a gateway keeps: what they are is in the tables, their tokens in the API. */
export const payMethods = noun({
  name: 'pay methods',
  table: 'tblpaymethods',
  join: `${details('tblcreditcards', 'k')} ${details('tblbankaccts', 'b')}`,
  joined: {
    card_type: 'k.card_type',
    last_four: 'k.last_four',
    expiry_date: 'k.expiry_date',
    bank_name: 'b.bank_name',
    is_first: FIRST,
    // The API tells it.
    token_encrypted: 'null',
  },
  target: 'pay_methods',
  isThere: ({ api }) => api !== null,
  columns: {
    id: is.int('id'),
    client_id: is.owner('clients', 'userid'),
    type,
    gateway_id: is.made(['gateway_name'], (row, { installation: { gateways } }) => {
      const found = gateways.get(String(row.gateway_name ?? ''));
      if (found === undefined) throw new LeftOut('its gateway is gone');
      return found;
    }),
    description: is.text('description'),
    contact_id: is.made(
      ['contact_id', 'contact_type'],
      (row, look) =>
        row.contact_type === 'Contact' && look.has('contacts', Number(row.contact_id))
          ? Number(row.contact_id)
          : null,
      { refers: 'contacts' },
    ),
    last4: is.made(['last_four'], (row) => String(row.last_four ?? '').slice(-4)),
    brand: is.text('card_type'),
    expiry_year: expiry(0),
    expiry_month: expiry(1),
    bank_name: is.text('bank_name'),
    is_default: is.flag('is_first'),
    sort_order: is.int('order_preference'),
    created_at: is.firstTime('created_at'),
  },
  single: { flag: 'is_default', of: 'client_id' },
  secrets: {
    token_encrypted: {
      reads: ['gateway_name', 'userid', 'payment_type'],
      ask: async (row, api) => {
        if (isDeleted(row) || !KEPT.test(String(row.payment_type))) return null;
        const token = await api.payMethodToken(Number(row.userid), Number(row.id));
        return token && gatewayToken(String(row.gateway_name), token);
      },
      purpose: 'pay-method',
      context: (id) => `pay_methods:${id}`,
    },
  },
});
