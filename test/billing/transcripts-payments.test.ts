import { afterAll, beforeAll, it } from 'vitest';
import { freeze } from '#core/clock.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { transcript } from '#test/transcript.ts';
import { booksAreRight, invoiceOf } from './books.ts';
import { configure } from './gateways.ts';

let gateway: Gateway;
const thaw = freeze('2026-11-21T12:00:00Z');
beforeAll(async () => {
  gateway = await openGateway();
  await configure(gateway, 'mailin', { instructions: 'IBAN 1' });
  for (const price of ['100', '40', '25', '15']) await invoiceOf(gateway, gateway.carol, price);
});
afterAll(thaw);

it('speaks AddCredit as it always did', async () => {
  const form = { user_id: gateway.carol, description: 'Sorry', amount: '60.50' };
  await transcript(gateway, 'AddCredit', [
    { title: 'credit', form },
    {
      title: 'with everything',
      form: { ...form, entry_date: '2026-11-01', admin_id: gateway.adminId },
    },
    { title: 'no such staff member', form: { ...form, admin_id: 99 } },
    { title: 'no such client', form: { ...form, user_id: 9999 } },
    { title: 'no amount', form: { ...form, amount: '' } },
    { title: 'an amount that is none', form: { ...form, amount: '1e3' } },
    { title: 'nothing', form: { ...form, amount: '0' } },
    { title: 'a date that is none', form: { ...form, entry_date: 'yesterday' } },
    { title: 'no description', form: { user_id: gateway.carol, amount: '1' } },
    { title: 'another reseller’s client', form, as: 'reseller' },
    { title: 'a customer', form, as: 'carol' },
  ]);
});

it('speaks DeleteCredit as it always did', async () => {
  const form = { user_id: gateway.carol, description: 'Mistake', amount: '21' };
  await transcript(gateway, 'DeleteCredit', [
    { title: 'taken', form: { ...form, entry_date: '2026-11-02' } },
    { title: 'more than there is', form: { ...form, amount: '1000' } },
    { title: 'no such client', form: { ...form, user_id: 9999 } },
    { title: 'no amount', form: { user_id: gateway.carol, description: 'x' } },
    { title: 'an amount that is none', form: { ...form, amount: 'ten' } },
    { title: 'a date that is none', form: { ...form, entry_date: '31/31/2026' } },
    { title: 'a customer', form, as: 'carol' },
  ]);
});

it('speaks AddInvoicePayment as it always did', async () => {
  await transcript(gateway, 'AddInvoicePayment', [
    {
      title: 'a part, with everything',
      form: {
        invoice_id: 1,
        trans_id: 'TX-1',
        gateway_id: 1,
        entry_date: '2026-11-03 10:20:30',
        amount: '60',
        fees: '1.20',
        do_not_send_email: 'true',
      },
    },
    {
      title: 'the same transaction',
      form: { invoice_id: 1, trans_id: 'TX-1', gateway_id: 1, amount: 1 },
    },
    { title: 'the rest', form: { invoice_id: 1 } },
    { title: 'too much', form: { invoice_id: 2, amount: '45', trans_id: 'TX-2' } },
    { title: 'nothing', form: { invoice_id: 3, amount: '0' } },
    { title: 'fees beyond the payment', form: { invoice_id: 3, amount: '1', fees: '2' } },
    { title: 'no such gateway', form: { invoice_id: 3, gateway_id: 9 } },
    { title: 'no such invoice', form: { invoice_id: 9999 } },
    { title: 'another’s', form: { invoice_id: 3 }, as: 'reseller' },
    { title: 'a customer', form: { invoice_id: 3 }, as: 'carol' },
  ]);
});

it('speaks ApplyCredit as it always did', async () => {
  await transcript(gateway, 'ApplyCredit', [
    { title: 'a part', form: { invoice_id: 3, amount: '5', do_not_send_email: 'true' } },
    { title: 'more than is owed', form: { invoice_id: 3, amount: '21' } },
    { title: 'the rest, by the client', form: { invoice_id: 3 }, as: 'carol' },
    { title: 'a paid one', form: { invoice_id: 3, amount: '1' } },
    { title: 'nothing', form: { invoice_id: 4, amount: '0' } },
    { title: 'more than there is', form: { invoice_id: 4, amount: '1000' } },
    { title: 'no such invoice', form: { invoice_id: 9999, amount: '1' } },
    { title: 'another’s', form: { invoice_id: 4, amount: '1' }, as: 'stranger' },
  ]);
});

it('speaks GetCredits as it always did', async () => {
  const user_id = gateway.carol;
  await transcript(gateway, 'GetCredits', [
    { title: 'all', form: { user_id } },
    {
      title: 'a page by date, the latest first',
      form: {
        user_id,
        page_num: 1,
        limit_num: 2,
        sort_order: 'entry_date',
        sort_order_field: 'DESC',
      },
    },
    { title: 'its own', form: { user_id, limit_num: 1 }, as: 'carol' },
    { title: 'another’s', form: { user_id }, as: 'stranger' },
    { title: 'no such client', form: { user_id: 9999 } },
  ]);
});

it('speaks AddRefund as it always did', async () => {
  await transcript(gateway, 'AddRefund', [
    {
      title: 'a part by hand',
      form: {
        invoice_id: 1,
        transaction_id: 1,
        amount: '10',
        entry_date: '20/11/2026',
        refund_type: 'Manual',
      },
    },
    { title: 'the rest to the credit', form: { invoice_id: 1, transaction_id: 1 } },
    { title: 'again', form: { invoice_id: 1, transaction_id: 1, amount: '0.01' } },
    {
      title: 'more than the invoice took',
      form: { invoice_id: 2, transaction_id: 3, amount: '41' },
    },
    {
      title: 'by a gateway that cannot',
      form: { invoice_id: 2, transaction_id: 3, refund_type: 'Gateway' },
    },
    { title: 'of a refund', form: { invoice_id: 1, transaction_id: 4, amount: '1' } },
    { title: 'of another invoice', form: { invoice_id: 3, transaction_id: 3, amount: '1' } },
    { title: 'no such invoice', form: { invoice_id: 9999, transaction_id: 3 } },
    {
      title: 'a type that is none',
      form: { invoice_id: 2, transaction_id: 3, refund_type: 'Gift' },
    },
    { title: 'a customer', form: { invoice_id: 2, transaction_id: 3 }, as: 'carol' },
  ]);
});

it('speaks DeletePaymentTransaction as it always did', async () => {
  await transcript(gateway, 'DeletePaymentTransaction', [
    { title: 'one with refunds', form: { transaction_id: 1 } },
    { title: 'a refund', form: { transaction_id: 4 } },
    { title: 'a payment', form: { transaction_id: 2 } },
    { title: 'the same again', form: { transaction_id: 2 } },
    { title: 'no such transaction', form: { transaction_id: 9999 } },
    { title: 'another’s', form: { transaction_id: 3 }, as: 'reseller' },
    { title: 'a customer', form: { transaction_id: 3 }, as: 'carol' },
  ]);
  await booksAreRight(gateway);
});

it('speaks GetTransactions as it always did', async () => {
  await transcript(gateway, 'GetTransactions', [
    { title: 'of an invoice', form: { invoice_id: 1 } },
    { title: 'of a client', form: { user_id: gateway.carol }, as: 'carol' },
    { title: 'by the gateway’s id', form: { id: 'TX-2' } },
    { title: 'another’s', form: { user_id: gateway.carol }, as: 'stranger' },
    { title: 'without permission', form: {}, as: 'clerk' },
  ]);
});
