import { afterAll, beforeAll, it } from 'vitest';
import { freeze } from '#core/clock.ts';
import { transcript } from '#test/transcript.ts';
import { booksAreRight, invoiceOf } from './books.ts';
import { configure, openWithGateways, storeCard, type WithGateways } from './gateways.ts';

let { gateway, stripe, paypal } = {} as WithGateways;
const thaw = freeze('2026-11-21T12:00:00Z');
beforeAll(async () => {
  ({ gateway, stripe, paypal } = await openWithGateways());
  await configure(gateway, 'mailin', { instructions: 'IBAN 1' });
  for (const price of ['100', '40', '25', '15', '12'])
    await invoiceOf(gateway, gateway.carol, price, { gatewayId: `Gateway:${stripe.id}` });
  await invoiceOf(gateway, gateway.stranger, '9');
  await invoiceOf(gateway, gateway.rob, '8');
});
afterAll(thaw);

const form = (data: object) => Buffer.from(JSON.stringify(data)).toString('base64');

it('speaks GetPaymentMethods as it always did', async () => {
  await transcript(gateway, 'GetPaymentMethods', [
    { title: 'those switched on', form: {} },
    { title: 'without permission', form: {}, as: 'clerk' },
  ]);
});

it('speaks CapturePayment as it always did', async () => {
  await storeCard(gateway, gateway.carol, stripe.id);
  await storeCard(gateway, gateway.stranger, stripe.id, 'pm_declined');
  await transcript(gateway, 'CapturePayment', [
    { title: 'charged', form: { invoice_id: 1 } },
    { title: 'paid already', form: { invoice_id: 1 } },
    { title: 'declined', form: { invoice_id: 6 } },
    { title: 'no stored pay method', form: { invoice_id: 7 } },
    { title: 'no such invoice', form: { invoice_id: 9999 } },
    { title: 'another’s', form: { invoice_id: 2 }, as: 'stranger' },
    { title: 'without permission', form: { invoice_id: 2 }, as: 'clerk' },
  ]);
});

it('speaks CapturePaymentByInvoice as it always did', async () => {
  const again = { return_url: 'https://shop.example/back', cancel_url: 'https://shop.example/no' };
  await transcript(gateway, 'CapturePaymentByInvoice', [
    {
      title: 'by a stored card',
      form: { FormData: form({ invoice_id: 2, payment_method_id: 1 }) },
    },
    {
      title: 'at PayPal',
      form: { FormData: form({ invoice_id: 3, gateway_id: 'paypal', ...again }) },
      as: 'carol',
    },
    {
      title: 'at Stripe, by number',
      form: { FormData: form({ invoice_id: 4, payment_method: stripe.id }) },
    },
    {
      title: 'by bank transfer',
      form: { FormData: form({ invoice_id: 5, gateway_id: 'mailin' }) },
    },
    { title: 'no such gateway', form: { FormData: form({ invoice_id: 5, gateway_id: 'cash' }) } },
    { title: 'another’s card', form: { FormData: form({ invoice_id: 5, payment_method_id: 2 }) } },
    {
      title: 'an address that is a program',
      form: {
        FormData: form({ invoice_id: 5, gateway_id: 'paypal', return_url: 'javascript:x()' }),
      },
    },
    { title: 'no such invoice', form: { FormData: form({ invoice_id: 9999 }) } },
    { title: 'paid already', form: { FormData: form({ invoice_id: 2, payment_method_id: 1 }) } },
    { title: 'not base64', form: { FormData: '%%%' } },
    { title: 'another’s', form: { FormData: form({ invoice_id: 5 }) }, as: 'stranger' },
  ]);
});

it('speaks CallPaymentGateway as it always did', async () => {
  const CallBackResponse = form({ token: 'ORDER1', PayerID: 'P1' });
  const call = { invoice_id: 3, gateway_id: 'paypal', CallBackResponse };
  const waiting = { title: 'not approved yet', form: call };
  await invoiceOf(gateway, gateway.carol, '30', { gatewayId: `Gateway:${paypal.id}` });
  await gateway.rapi('CapturePaymentByInvoice', { FormData: form({ invoice_id: 8 }) });
  paypal.orders.get('ORDER2').status = 'APPROVED';
  const second = { ...call, invoice_id: 8, CallBackResponse: form({ token: 'ORDER2' }) };
  await transcript(gateway, 'CallPaymentGateway', [
    waiting,
    { title: 'paid', form: second, as: 'carol' },
    { title: 'the same again', form: second, as: 'carol' },
    { title: 'a payment of another invoice', form: { ...second, invoice_id: 4 } },
    { title: 'a payment nobody knows', form: { ...call, CallBackResponse: form({ token: 'X' }) } },
    { title: 'no payment named', form: { ...call, CallBackResponse: form({ PayerID: 'P1' }) } },
    { title: 'no such gateway', form: { ...call, gateway_id: 'cash' } },
    { title: 'no such invoice', form: { ...call, invoice_id: 9999 } },
    { title: 'another’s', form: second, as: 'stranger' },
  ]);
  await booksAreRight(gateway);
});

it('speaks AddPayMethodForm as it always did', async () => {
  await transcript(gateway, 'AddPayMethodForm', [
    { title: 'the form', form: { user_id: gateway.carol }, as: 'carol' },
    { title: 'no such client', form: { user_id: 9999 } },
    { title: 'another’s', form: { user_id: gateway.carol }, as: 'stranger' },
  ]);
});

it('speaks GetPayMethods as it always did', async () => {
  const user_id = gateway.carol;
  await transcript(
    gateway,
    'GetPayMethods',
    [
      { title: 'all', form: { user_id }, as: 'carol' },
      { title: 'one', form: { user_id, id: 1 } },
      { title: 'one of another', form: { user_id, id: 2 } },
      { title: 'no such client', form: { user_id: 9999 } },
      { title: 'no client', form: {} },
      { title: 'another’s', form: { user_id }, as: 'stranger' },
    ],
    ['last_updated'],
  );
});

it('speaks DeletePayMethod as it always did', async () => {
  const user_id = gateway.carol;
  await transcript(gateway, 'DeletePayMethod', [
    { title: 'another’s', form: { user_id, payment_method_id: 2 } },
    { title: 'deleted', form: { user_id, payment_method_id: 1 } },
    { title: 'again', form: { user_id, payment_method_id: 1 } },
    { title: 'no client', form: { payment_method_id: 1 } },
    { title: 'no pay method', form: { user_id } },
    { title: 'no such client', form: { user_id: 9999, payment_method_id: 1 } },
    { title: 'without permission', form: { user_id, payment_method_id: 2 }, as: 'clerk' },
  ]);
});
