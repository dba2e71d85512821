import { afterAll, beforeAll, expect, it } from 'vitest';
import { freeze } from '#core/clock.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { tokenOf } from '#test/people.ts';
import { transcript } from '#test/transcript.ts';
import { booksAreRight } from '#test/billing/books.ts';

let gateway: Gateway;
const thaw = freeze('2026-11-21T12:00:00Z');
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(thaw);

const line_items = JSON.stringify([
  { name: 'Test 1', qty: 1, rate: 10, discount: 5 },
  { name: 'Test 2', qty: 2, rate: 20, discount: 10 },
]);

it('speaks CreateQuote as it always did', async () => {
  const base = { subject: 'Hosting', date_expiry: '31/12/2026', line_items };
  const client_id = gateway.carol;
  const prospect = {
    first_name: 'Petra',
    last_name: 'Prospect',
    company: 'P Ltd',
    email: 'petra@example.test',
    address1: '2 Street',
    address2: 'Back',
    city: 'Berlin',
    state: 'Berlin',
    post_code: '10115',
    country: 'DE',
    phone_number: '+49 30 901820',
    currency: 1,
  };
  await transcript(gateway, 'CreateQuote', [
    {
      title: 'for a client, with everything',
      form: {
        ...base,
        client_id,
        date_created: '20/11/2026',
        status: 'Delivered',
        proposal_notes: 'Dear Carol',
        customer_notes: 'Thanks',
        admin_notes: 'Hot',
      },
    },
    { title: 'for a prospect', form: { ...base, ...prospect } },
    { title: 'past its last day', form: { ...base, client_id, date_expiry: '2026-11-01' } },
    { title: 'for nobody', form: base },
    { title: 'no subject', form: { ...base, client_id, subject: '' } },
    { title: 'no last day', form: { ...base, client_id, date_expiry: '' } },
    { title: 'a stage that is none', form: { ...base, client_id, status: 'Hot' } },
    { title: 'no such client', form: { ...base, client_id: 9999 } },
    { title: 'no lines', form: { ...base, client_id, line_items: '[]' } },
    { title: 'another reseller’s client', form: { ...base, client_id }, as: 'reseller' },
    { title: 'a customer', form: { ...base, client_id }, as: 'carol' },
  ]);
});

it('speaks SendQuote as it always did', async () => {
  await transcript(gateway, 'SendQuote', [
    { title: 'sent', form: { quote_id: 2 } },
    { title: 'no such quote', form: { quote_id: 9999 } },
    { title: 'another’s', form: { quote_id: 2 }, as: 'reseller' },
    { title: 'a customer', form: { quote_id: 1 }, as: 'carol' },
  ]);
});

it('speaks GetQuotes as it always did', async () => {
  await transcript(
    gateway,
    'GetQuotes',
    [
      { title: 'all', form: {} },
      { title: 'its own', form: { limit_num: 1 }, as: 'carol' },
      {
        title: 'by everything',
        form: {
          id: 1,
          user_id: gateway.carol,
          status: 'Delivered',
          date_created: '2026-11-20',
          last_modified: '2026-11-21',
          valid_until: '2026-12-31',
        },
      },
      {
        title: 'sorted',
        form: { sort_order: 'user_id', sort_order_field: 'DESC', limit_num: 1, page_num: 2 },
      },
      { title: 'a stranger sees none', form: {}, as: 'stranger' },
    ],
    ['entry_date'],
  );
});

it('speaks AcceptQuote as it always did, and makes a prospect a client', async () => {
  await transcript(gateway, 'AcceptQuote', [
    { title: 'another’s', form: { quote_id: 1 }, as: 'stranger' },
    { title: 'by its client', form: { quote_id: 1 }, as: 'carol' },
    { title: 'again', form: { quote_id: 1 } },
    { title: 'of a prospect', form: { quote_id: 2 } },
    { title: 'past its last day', form: { quote_id: 3 } },
    { title: 'no such quote', form: { quote_id: 9999 } },
  ]);
  const petra = await gateway.app.db.client.findUniqueOrThrow({
    where: { email: 'petra@example.test' },
    include: { invoices: true },
  });
  expect(petra.invoices.map(({ total }) => total.toFixed(2))).toEqual(['45.50']);
  await booksAreRight(gateway);
});

it('speaks DeleteQuote as it always did', async () => {
  await transcript(gateway, 'DeleteQuote', [
    { title: 'another’s', form: { quote_id: 3 }, as: 'reseller' },
    { title: 'deleted', form: { quote_id: 3 } },
    { title: 'again', form: { quote_id: 3 } },
    { title: 'a customer', form: { quote_id: 1 }, as: 'carol' },
  ]);
});

it('gives a quote to nobody’s account an empty map as its client (D63)', async () => {
  const prospect = { first_name: 'Petra', last_name: 'Prospect', email: 'petra@example.test' };
  const { quote_id } = await gateway.rapi('CreateQuote', {
    subject: 'Hosting',
    date_expiry: '31/12/2026',
    line_items,
    currency: 1,
    ...prospect,
  });
  const response = await fetch(`${gateway.url}/rapi/GetQuotes`, {
    method: 'POST',
    body: new URLSearchParams({ token: tokenOf('staff'), id: String(quote_id) }),
  });
  expect(await response.text()).toMatch(/"client":\s*\{\}/);
});
