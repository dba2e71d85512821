import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { freeze } from '#core/clock.ts';
import { dailyRun } from '#modules/system/automation/daily-run.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { booksAreRight, invoiceOf, look } from './books.ts';
import { client, settings } from './store.ts';

let gateway: Gateway;
let thaw = freeze('2027-01-10T12:00:00Z');
const goTo = (day: string) => {
  thaw();
  thaw = freeze(`${day}T12:00:00Z`);
};
beforeAll(async () => {
  gateway = await openGateway();
  await settings(gateway, { TaxEnabled: 'on' });
});
afterEach(() => booksAreRight(gateway));
afterAll(() => thaw());

const setRule = (input: object) =>
  gateway.data(
    `mutation ($input: SetTaxRuleInput!) { setTaxRule(input: $input) { taxRule { id } } }`,
    { input },
  );

it('keeps the taxes of an issued invoice when their rules change, for a late fee too (M19)', async () => {
  await setRule({ level: 1, country: 'IN', name: 'GST', rate: '10' });
  await setRule({ level: 2, country: 'IN', name: 'Cess', rate: '5', isCompound: true });
  const indira = await client(gateway, 'Indira', { countryCode: 'IN' });
  const invoice = await invoiceOf(gateway, indira, '100');
  expect(await look(gateway, invoice.id)).toMatchObject({
    tax: { amount: '10.00' },
    tax2: { amount: '5.50' },
    total: { amount: '115.50' },
  });
  await setRule({ level: 2, country: 'IN', name: 'Cess', rate: '5', isCompound: false });
  await settings(gateway, { InvoiceLateFeeAmount: '10', TaxLateFee: 'on', AddLateFeeDays: '5' });
  goTo('2027-01-16');
  await dailyRun(gateway.app);
  // Fee 10 % of 115.50 = 11.55; 10 % of it 1.155 → 1.16; 5 % of 12.705 = 0.63525 → 0.64.
  expect(await look(gateway, invoice.id)).toMatchObject({
    tax: { amount: '11.16' },
    tax2: { amount: '6.14' },
    total: { amount: '128.85' },
  });
  await gateway.app.db.taxRule.deleteMany();
  await gateway.rapi('UpdateInvoice', { invoice_id: invoice.databaseId, tax_amount: 10 });
  expect((await look(gateway, invoice.id)).total.amount).toBe('128.85');
});

it('shows what the taxes were called when the invoice was made (M53)', async () => {
  goTo('2027-01-10');
  await setRule({ level: 1, country: 'CA', name: 'GST', rate: '5' });
  await setRule({ level: 2, country: 'CA', state: 'Quebec', name: 'QST', rate: '9.975' });
  const jean = await client(gateway, 'Jean', { countryCode: 'CA', state: 'Quebec' });
  const { id } = await invoiceOf(gateway, jean, '100');
  await setRule({ level: 1, country: 'CA', name: 'Other', rate: '5' });
  const { invoice } = await gateway.data(
    `query ($id: ID!) { invoice(id: $id) { taxName taxName2 taxRate2 total { amount } } }`,
    { id },
  );
  expect(invoice).toEqual({
    taxName: 'GST',
    taxName2: 'QST',
    taxRate2: '9.975',
    total: { amount: '114.98' },
  });
});

it('charges no tax to a business of another member state, and says why (M54)', async () => {
  await gateway.app.db.taxRule.deleteMany();
  await settings(gateway, { EuReverseCharge: 'on', Country: 'NL' });
  for (const country of ['NL', 'DE', 'AT', 'GB'])
    await setRule({ level: 1, country, name: 'VAT', rate: '20' });
  const taxOf = async (countryCode: string, taxId: string) => {
    const who = await client(gateway, `C${Math.random()}`, { countryCode, taxId });
    const { id } = await invoiceOf(gateway, who, '100');
    const query = `query ($id: ID!) { invoice(id: $id) { tax { amount } taxNote } }`;
    const { invoice } = await gateway.data(query, { id });
    return [invoice.tax.amount, invoice.taxNote];
  };
  const note = 'Reverse charge: VAT is to be accounted for by the recipient.';
  expect(await taxOf('DE', 'DE 123456789')).toEqual(['0.00', note]);
  expect(await taxOf('AT', 'ATU12345678')).toEqual(['0.00', note]);
  expect(await taxOf('DE', 'DE12345678')).toEqual(['20.00', '']);
  expect(await taxOf('DE', 'ATU12345678')).toEqual(['20.00', '']);
  expect(await taxOf('NL', 'NL123456789B01')).toEqual(['20.00', '']);
  expect(await taxOf('GB', 'GB123456789')).toEqual(['20.00', '']);
  await settings(gateway, { EuReverseCharge: '' });
  expect(await taxOf('DE', 'DE123456789')).toEqual(['20.00', '']);
});
