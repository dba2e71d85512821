import { readFileSync } from 'node:fs';
import { beforeAll, expect, it, vi } from 'vitest';
import { freeze } from '#core/clock.ts';
import { checkBooks } from '#modules/billing/ledger/check-books.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';

vi.setConfig({ testTimeout: 120_000 });

let gateway: Gateway;
const values = new Map<string, string>();

interface Row {
  on: string;
  command: string;
  form: Record<string, string>;
  answer: string[];
}

const cells = (line: string) =>
  line
    .slice(1, -1)
    .split(' | ')
    .map((cell) => cell.trim());

/** The calls of the page, in the order of their days. */
const rows: Row[] = readFileSync('docs/month-of-a-shop.md', 'utf8')
  .split('\n')
  .filter((line) => /^\| \d{4}-/.test(line))
  .map((line): Row => {
    const [on = '', call = '', answer = ''] = cells(line);
    const [command = '', ...params] = call.split(' ');
    const form = Object.fromEntries(params.map((param) => param.split(/=(.*)/s).slice(0, 2)));
    return { on, command, form, answer: answer ? answer.split(', ') : [] };
  })
  .toSorted((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0));

const buyer = { user_ip: '203.0.113.9', userAgent: 'Browser/1.0', acceptLanguage: 'en' };
const visitor = { client_ip_address: '203.0.113.9' };
const zero = JSON.stringify([{ price_monthly_fee: '0' }]);

/** What the page leaves out: texts and addresses that have nothing to do with money. */
function whole({ command, form }: Row, gid: string): Record<string, string> {
  if (command === 'AddOrder') return { ...buyer, payment_method: 'mailin', ...form };
  if (/^Cart|ApplyPromotion/.test(command)) return { ...visitor, ...form };
  if (command === 'AddClient') {
    const { first_name: name = '' } = form;
    const place = { address1: '1 Street', city: 'Town', state: 'State', postcode: '12345' };
    const email = `${name.toLowerCase()}@example.test`;
    return { last_name: 'Month', email, phonenumber: '+442079460000', ...place, ...form };
  }
  if (command === 'GetClientProduct') return { page_name: 'si', ...form };
  if (!/^(Add|Update)Product$/.test(command)) return form;
  const sale = JSON.stringify([{ price_monthly_fee: form.sale_pricing }]);
  const pricing = { setup_pricing: zero, old_pricing: zero, sale_pricing: sale, cost: '1' };
  const terms = {
    price_duration: 'price_monthly_fee',
    apply_tax: 'YES',
    server_type: 'autorelease',
  };
  return { ...form, gid, tid: '1', product_setup_after: 'MANUALLY', ...terms, ...pricing };
}

const named = (text: string) => text.replace(/\$([a-z]+\d*)/g, (_, name) => values.get(name) ?? _);

const at = (reply: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((value, name) => (value as Record<string, unknown>)?.[name], reply);

beforeAll(async () => {
  gateway = await openGateway();
  const notify = (name: string, input: object) => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input!`;
    const document = `mutation ($input: ${type}) { ${name}(input: $input) { __typename } }`;
    return gateway.data(document, { input });
  };
  await notify('setTaxRule', { level: 1, country: 'DE', name: 'USt', rate: '19' });
  await notify('setConfigurationValue', { name: 'TaxEnabled', value: 'on' });
  const spring = { code: 'SPRING', type: 'PERCENTAGE', value: '10', isRecurring: true };
  await notify('createPromotion', { ...spring, recurForCycles: 2 });
  await notify('configureGateway', {
    name: 'mailin',
    isActive: true,
    settings: [{ name: 'instructions', secretValue: 'Bank' }],
  });
});

it('lives through a month of a shop as it was worked out by hand', async () => {
  const group = { title: 'Hosting', headline: 'Fast', tagline: 'Now' };
  const { gid } = await gateway.rapi('AddProductGroup', group);
  const is: string[] = [];
  const should: string[] = [];
  for (const row of rows) {
    const thaw = freeze(`${row.on}T12:00:00Z`);
    const form = Object.fromEntries(
      Object.entries(whole(row, gid)).map(([name, value]) => [name, named(value)]),
    );
    const reply = await gateway.rapi(row.command, form);
    thaw();
    const title = `${row.on} ${row.command} ${Object.values(row.form).join(' ')}`;
    const checks = row.answer.filter((part) => !part.includes(' as '));
    for (const part of row.answer.filter((each) => each.includes(' as '))) {
      const [path = '', name = ''] = part.split(' as $');
      values.set(name, String(at(reply, path)));
    }
    if (!checks.some((part) => part.startsWith('message='))) checks.push('result=success');
    for (const part of checks) {
      const [path = '', value] = part.split(/=(.*)/s);
      should.push(`${title}: ${path} ${value}`);
      const why = path === 'result' && reply.message ? `: ${reply.message}` : '';
      is.push(`${title}: ${path} ${String(at(reply, path))}${why}`);
    }
  }
  expect(is).toEqual(should);
  expect(await checkBooks(gateway.app.db)).toEqual([]);
});
