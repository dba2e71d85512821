import { afterAll, beforeAll, it } from 'vitest';
import { freeze } from '#core/clock.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { transcript } from '#test/transcript.ts';
import { configure } from './gateways.ts';

let gateway: Gateway;
const thaw = freeze('2026-11-21T12:00:00Z');
beforeAll(async () => {
  gateway = await openGateway();
  await configure(gateway, 'mailin', { instructions: 'IBAN 1' });
  const set = `mutation ($input: CreateCurrencyInput!) { createCurrency(input: $input) { currency { id } } }`;
  await gateway.data(set, { input: { code: 'EUR', prefix: '€', rate: '0.92', format: 3 } });
  await gateway.data(set, { input: { code: 'JPY', prefix: '¥', rate: '151.5' } });
});
afterAll(thaw);

it('speaks GetCurrencies as it always did', async () => {
  await transcript(gateway, 'GetCurrencies', [
    { title: 'all', form: {} },
    { title: 'without permission', form: {}, as: 'clerk' },
  ]);
});

it('speaks GetFundsInfo as it always did', async () => {
  const user_id = gateway.carol;
  await transcript(gateway, 'GetFundsInfo', [
    { title: 'the terms', form: { user_id }, as: 'carol' },
    { title: 'no such client', form: { user_id: 9999 } },
    { title: 'another’s', form: { user_id }, as: 'stranger' },
  ]);
});

it('speaks AddFunds as it always did', async () => {
  const user_id = gateway.carol;
  await transcript(gateway, 'AddFunds', [
    { title: 'an invoice', form: { user_id, amount: '50' }, as: 'carol' },
    { title: 'too little', form: { user_id, amount: '9.99' }, as: 'carol' },
    { title: 'too much', form: { user_id, amount: '100.01' }, as: 'carol' },
    { title: 'no such client', form: { user_id: 9999, amount: '50' } },
    { title: 'another’s', form: { user_id, amount: '50' }, as: 'stranger' },
    { title: 'no amount', form: { user_id } },
  ]);
});

it('speaks CreateFundsInvoice as it always did', async () => {
  const user_id = gateway.carol;
  await transcript(gateway, 'CreateFundsInvoice', [
    { title: 'an invoice', form: { user_id, amount: '99.5' } },
    { title: 'a second one', form: { user_id, amount: '100' } },
    { title: 'beyond the most credit', form: { user_id, amount: '100' } },
    { title: 'too little', form: { user_id, amount: '1' } },
    { title: 'no such client', form: { user_id: 9999, amount: '50' } },
    { title: 'a customer', form: { user_id, amount: '50' }, as: 'carol' },
  ]);
});
