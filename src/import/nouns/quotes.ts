import { exact } from '#core/money.ts';
import * as is from '#import/columns.ts';
import { noun } from '#import/noun.ts';

const stages = {
  Draft: 'DRAFT',
  Delivered: 'DELIVERED',
  'On Hold': 'ON_HOLD',
  Accepted: 'ACCEPTED',
  Lost: 'LOST',
  Dead: 'DEAD',
};

export const quotes = noun({
  name: 'quotes',
  table: 'tblquotes',
  join: 'left join tblclients c on c.id = t.userid',
  joined: { client_currency: 'coalesce(c.currency, t.currency)' },
  target: 'quotes',
  columns: {
    id: is.int('id'),
    client_id: is.ref('clients', 'userid'),
    subject: is.text('subject'),
    stage: is.oneOf('stage', stages, 'DRAFT'),
    created_on: is.firstDay('datecreated', 'lastmodified'),
    valid_until_on: is.firstDay('validuntil', 'datecreated'),
    modified_on: is.firstDay('lastmodified', 'datecreated'),
    sent_at: is.time('datesent'),
    accepted_at: is.time('dateaccepted'),
    first_name: is.text('firstname'),
    last_name: is.text('lastname'),
    company_name: is.text('companyname'),
    email: is.text('email'),
    address1: is.text('address1'),
    address2: is.text('address2'),
    city: is.text('city'),
    state: is.text('state'),
    postcode: is.text('postcode'),
    country_code: is.text('country'),
    phone_number: is.text('phonenumber'),
    tax_id: is.text('tax_id'),
    currency_code: is.clientCurrency,
    subtotal: is.money('subtotal'),
    tax: is.money('tax1'),
    tax2: is.money('tax2'),
    total: is.money('total'),
    proposal: is.text('proposal'),
    customer_notes: is.text('customernotes'),
    admin_notes: is.text('adminnotes'),
  },
});

const quantity = is.made(['quantity'], (row) => {
  const found = String(row.quantity ?? '').trim();
  return /^\d{1,9}(\.\d{1,4})?$/.test(found) ? found : '1';
});

export const quoteItems = noun({
  name: 'quote lines',
  table: 'tblquoteitems',
  join: `left join tblquotes q on q.id = t.quoteid left join tblclients c on c.id = q.userid`,
  joined: { client_currency: 'coalesce(c.currency, q.currency)' },
  target: 'quote_items',
  columns: {
    id: is.int('id'),
    quote_id: is.owner('quotes', 'quoteid'),
    description: is.text('description'),
    quantity,
    unit_price: is.money('unitprice'),
    discount_percent: is.money('discount'),
    amount: is.made(['unitprice', 'quantity', 'discount'], (row, look) => {
      const whole = exact(String(row.unitprice ?? '0')).times(String(quantity.value(row, look)));
      const left = exact('100').minus(exact(String(row.discount ?? '0')));
      return whole.times(left).div(100).toDecimalPlaces(2).toFixed();
    }),
    is_taxed: is.flag('taxable'),
    currency_code: is.clientCurrency,
  },
});
