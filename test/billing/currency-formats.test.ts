import { afterAll, beforeAll, expect, it } from 'vitest';
import { asFormatted } from '#core/money.ts';
import { htmlToText } from '#core/text.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { client } from './store.ts';

let gateway: Gateway;
const updateCurrency = (input: object) =>
  gateway.ask(
    `mutation ($input: UpdateCurrencyInput!) { updateCurrency(input: $input) { currency { code exponent } } }`,
    { input },
  );
const createCurrency = (input: object) =>
  gateway.ask(
    `mutation ($input: CreateCurrencyInput!) { createCurrency(input: $input) { currency { code exponent } } }`,
    { input },
  );
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(async () => {
  await gateway.app.db.currency.updateMany({ data: { decimals: null } });
  await updateCurrency({ code: 'USD', format: 1 });
});

const invoice = async (user_id: number, rate: string) => {
  const line_items = JSON.stringify([{ name: 'VPS 2', qty: 1, rate, taxed: true }]);
  const made = await gateway.rapi('CreateInvoice', { user_id, status: 2, line_items });
  expect(made.result, JSON.stringify(made)).toBe('success');
  return gateway.app.db.invoice.findUniqueOrThrow({ where: { id: Number(made.invoice_id) } });
};

it('keeps a currency in whole units where a gateway takes nothing else (M51)', async () => {
  await gateway.rapi('SetConfigurationValue', { setting: 'TaxEnabled', value: 'on' });
  await gateway.data(
    `mutation { setTaxRule(input: { level: 1, country: "HU", name: "ÁFA", rate: "27" }) { taxRule { id } } }`,
  );
  const { data } = await createCurrency({ code: 'HUF', rate: '380', decimals: 0, prefix: '' });
  expect(data.createCurrency.currency).toEqual({ code: 'HUF', exponent: 0 });
  const anna = await client(gateway, 'Anna', { countryCode: 'HU', currencyCode: 'HUF' });
  const made = await invoice(anna, '1990');
  // 1990 × 27 % = 537.30, in whole forints 537.
  expect([made.tax.toFixed(2), made.total.toFixed(2)]).toEqual(['537.00', '2527.00']);
  expect(codeOf(await updateCurrency({ code: 'HUF', decimals: 2 }))).toBe('CURRENCY_IN_USE');
  expect(codeOf(await createCurrency({ code: 'JPY', rate: '150', decimals: 2 }))).toBe(
    'DECIMALS_INVALID',
  );
  const kwd = await createCurrency({ code: 'KWD', rate: '0.3', decimals: 2 });
  expect(kwd.data.createCurrency.currency.exponent).toBe(2);
});

it('writes amounts as the currency’s format says (M52)', async () => {
  await updateCurrency({ code: 'USD', format: 2 });
  const currency = await gateway.app.db.currency.findUniqueOrThrow({ where: { code: 'USD' } });
  expect(asFormatted('1234567.89', currency)).toBe('$1,234,567.89 USD');
  const { id } = await invoice(gateway.carol, '1234567.89');
  const draft = { subject: 'x', html: '{{ invoice.total }}', relatedId: `Invoice:${id}` };
  const { emailPreview } = await gateway.data(
    `query ($draft: EmailDraft!) { emailPreview(draft: $draft) { text } }`,
    { draft },
  );
  expect(emailPreview.text).toContain('$1,234,567.89 USD');
});

it('keeps words and amounts apart in the plain text of a table (M45)', () => {
  const row =
    '<tr><td>VPS 2</td><td>1990.00 HUF</td></tr><tr><td>Total</td><td>1990.00 HUF</td></tr>';
  expect(htmlToText(`<table>${row}</table>`)).toBe('VPS 2  1990.00 HUF\nTotal  1990.00 HUF');
});
