import { afterAll, beforeAll, it } from 'vitest';
import { freeze } from '#core/clock.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { transcript } from '#test/transcript.ts';
import { grantCredit } from './books.ts';
import { configure } from './gateways.ts';

let gateway: Gateway;
const thaw = freeze('2026-11-21T12:00:00Z');
beforeAll(async () => {
  gateway = await openGateway();
  await configure(gateway, 'mailin', { instructions: 'IBAN 1' });
  await grantCredit(gateway, gateway.carol, '50');
});
afterAll(thaw);

const items = (list: object[]) => JSON.stringify(list);

it('speaks CreateInvoice as it always did', async () => {
  const user_id = gateway.carol;
  const two = items([
    { name: 'Test 1', qty: 2, cost: 16, rate: 20, discount: 10 },
    { name: 'Test 2', qty: 1, rate: '9.99', taxed: 'no' },
  ]);
  const one = items([{ name: 'x', qty: 1, rate: 5 }]);
  await transcript(gateway, 'CreateInvoice', [
    { title: 'a draft', form: { user_id, line_items: two } },
    {
      title: 'owed, with everything',
      form: {
        user_id,
        status: 2,
        send_invoice: 'YES',
        payment_method: 1,
        line_items: two,
        notes: 'Thank you',
      },
    },
    { title: 'paid', form: { clientid: user_id, status: 3, line_items: one } },
    {
      title: 'paid from the credit',
      form: { userid: user_id, status: 2, auto_apply_credit: 'YES', line_items: one },
    },
    { title: 'a draft that is sent', form: { user_id, send_invoice: 'YES', line_items: one } },
    { title: 'no such client', form: { user_id: 9999, line_items: one } },
    {
      title: 'a service that is not the client’s',
      form: { user_id, line_items: items([{ service_id: 12, qty: 1 }]) },
    },
    {
      title: 'a domain that is not the client’s',
      form: { user_id, line_items: items([{ domain_id: 16, qty: 1, rate: 10, discount: 0 }]) },
    },
    { title: 'no lines', form: { user_id, line_items: '[]' } },
    { title: 'no JSON', form: { user_id, line_items: 'one apple' } },
    { title: 'a line without a price', form: { user_id, line_items: items([{ name: 'x' }]) } },
    { title: 'another reseller’s client', form: { user_id, line_items: one }, as: 'reseller' },
    { title: 'a customer', form: { user_id, line_items: one }, as: 'carol' },
  ]);
});

it('speaks UpdateInvoice as it always did', async () => {
  await transcript(gateway, 'UpdateInvoice', [
    {
      title: 'a draft is changed and published',
      form: {
        invoice_id: 1,
        status: 'Unpaid',
        payment_method_id: 1,
        tax_amount: 10,
        entry_date: '2026-11-01',
        due_date: '2026-11-10',
        notes: 'Changed',
      },
    },
    { title: 'published again', form: { invoice_id: 1, status: 'Draft' } },
    { title: 'collections', form: { invoice_id: 1, status: 'Collections' } },
    { title: 'paid', form: { invoice_id: 2, status: 'Paid', paid_date: '2026-11-05' } },
    { title: 'cancelled', form: { invoice_id: 1, status: 'Cancelled' } },
    { title: 'a cancelled one is paid', form: { invoice_id: 1, status: 'Paid' } },
    { title: 'a word that is no status', form: { invoice_id: 1, status: 'Lost' } },
    { title: 'notes are cleared', form: { invoice_id: 2, notes: '' } },
    { title: 'no such invoice', form: { invoice_id: 9999, notes: 'x' } },
    { title: 'another reseller’s', form: { invoice_id: 2, notes: 'x' }, as: 'reseller' },
    { title: 'a customer', form: { invoice_id: 2, notes: 'x' }, as: 'carol' },
  ]);
});

it('speaks GetInvoice as it always did', async () => {
  await transcript(gateway, 'GetInvoice', [
    { title: 'cancelled', form: { invoice_id: 1 } },
    { title: 'paid, with its payment', form: { invoice_id: 2 } },
    { title: 'paid from the credit', form: { invoice_id: 4 }, as: 'carol' },
    { title: 'no such invoice', form: { invoice_id: 9999 } },
    { title: 'another’s', form: { invoice_id: 2 }, as: 'stranger' },
    { title: 'no number', form: { invoice_id: 'two' } },
    { title: 'nobody', form: { invoice_id: 2 }, as: null },
  ]);
});

it('speaks GetInvoices as it always did', async () => {
  const varying = ['updated_at'];
  await transcript(
    gateway,
    'GetInvoices',
    [
      { title: 'all', form: {} },
      {
        title: 'a page, the latest first',
        form: { page_num: 2, limit_num: 1, sort_order_field: 'id', sort_order: 'DESC' },
      },
      {
        title: 'of a client, paid',
        form: { user_id: gateway.carol, status: 'Paid', limit_num: 1 },
      },
      { title: 'overdue', form: { status: 'Overdue' } },
      { title: 'by their dates', form: { entry_date: '2026-11-01', due_date: '2026-11-10' } },
      { title: 'by the day of payment', form: { paid_date: '2026-11-05' } },
      {
        title: 'sorted as the reference says',
        form: { sort_order: 'cancellation_date', limit_num: 1 },
      },
      { title: 'a stranger sees none', form: {}, as: 'stranger' },
      { title: 'a status that is none', form: { status: 'Sleeping' } },
      { title: 'without permission', form: {}, as: 'clerk' },
    ],
    varying,
  );
});

it('speaks GetClientInvoices as it always did', async () => {
  const user_id = gateway.carol;
  await transcript(
    gateway,
    'GetClientInvoices',
    [
      { title: 'paid', form: { user_id, status_id: 3 } },
      { title: 'the second page', form: { user_id, page_no: 2 } },
      { title: 'another’s', form: { user_id }, as: 'stranger' },
      { title: 'no client', form: {} },
    ],
    ['updated_at'],
  );
});
