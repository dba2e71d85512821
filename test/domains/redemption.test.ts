import { afterAll, beforeAll, expect, it } from 'vitest';
import { advance, freeze } from '#core/clock.ts';
import { domainsDaily } from '#modules/domains/life/daily.ts';
import { renewPaid } from '#modules/domains/ordering/renew-paid.ts';
import { connectResellerProgram } from '#test/providers/registrars/connectreseller-program.ts';
import {
  type LogicBoxesProgram,
  logicBoxesProgram,
} from '#test/providers/registrars/logicboxes-program.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { sell, waiting } from './cast.ts';

let gateway: Gateway;
let program: LogicBoxesProgram;
const others: { close(): Promise<void> }[] = [];
// The stand-in's domain runs until 2027-06-24; the gateway's own jobs are due long before.
const thaw = freeze('2027-06-01T06:00:00Z');

const connect = (module: string, settings: Record<string, string>) =>
  gateway.data(
    `mutation ($input: ConfigureRegistrarInput!) { configureRegistrar(input: $input) { registrar { id } } }`,
    {
      input: {
        module,
        isActive: true,
        settings: Object.entries(settings).map(([name, secretValue]) => ({ name, secretValue })),
      },
    },
  );

beforeAll(async () => {
  gateway = await openGateway();
  const bank = { label: 'mailin', module: 'mailin', displayName: 'Bank', isActive: true };
  await gateway.app.db.gateway.create({ data: bank });
  const terms = { graceFee: '5', redemptionFee: '80', renewPrices: ['12.95'] };
  await sell(gateway, 'com', terms);
  program = await logicBoxesProgram();
  const url = `${program.url}api/`;
  const logicboxes = {
    userId: '700',
    apiKey: 'secret-key',
    customerId: '1',
    baseUrl: url,
    checkUrl: url,
  };
  await connect('logicboxes', logicboxes);
  const other = await connectResellerProgram();
  others.push(other);
  const baseUrl = `${other.url}ConnectReseller/ESHOP/`;
  await connect('connectreseller', {
    apiKey: 'secret-key',
    resellerId: '9',
    currency: 'USD',
    baseUrl,
  });
  await sell(gateway, 'net', { ...terms, registrar: 'connectreseller' });
});
afterAll(async () => {
  thaw();
  await program.close();
  await Promise.all(others.map((each) => each.close()));
});

const ip = '203.0.113.9';
const held = async (name: string, more: object = {}) => {
  const id = await waiting(gateway, name, {
    status: 'ACTIVE',
    expiresOn: new Date('2027-06-24'),
    nextDueOn: new Date('2027-06-24'),
    nextInvoiceOn: new Date('2027-06-24'),
    ...more,
  });
  await gateway.app.db.sandboxDomain.create({
    data: {
      name,
      status: 'active',
      registeredAt: new Date('2020-06-24'),
      expiresAt: new Date('2027-06-24'),
      eppCodeEncrypted: '',
      nameservers: ['ns1.host.test', 'ns2.host.test'],
      contacts: {},
      hosts: [],
      records: {},
    },
  });
  return id;
};
const renewal = async (domain_id: number) => {
  const added = await gateway.rapi('CartAddDomainRenew', {
    domain_id,
    user_id: gateway.carol,
    client_ip_address: ip,
  });
  if (added.result !== 'success') return added;
  return gateway.rapi('AddOrder', {
    user_id: gateway.carol,
    payment_method: 'mailin',
    user_ip: ip,
    userAgent: 'x',
    acceptLanguage: 'en',
  });
};
const rowOf = (id: number) => gateway.app.db.domain.findUniqueOrThrow({ where: { id } });
const fall = (domain_id: number, status: string) =>
  gateway.rapi('UpdateClientDomain', { domain_id, status });
const linesOf = async (invoiceId: number) => {
  const invoice = await gateway.app.db.invoice.findUniqueOrThrow({
    where: { id: Number(invoiceId) },
    include: { items: { orderBy: { id: 'asc' } } },
  });
  return {
    status: invoice.status,
    balance: invoice.balance.toFixed(2),
    lines: invoice.items.map(({ type, amount }) => [type, amount.toFixed(2)]),
  };
};
/** What the consumer of paid invoices does, at once. */
const renewOf = async (invoiceId: number) => {
  const items = await gateway.app.db.invoiceItem.findMany({
    where: { invoiceId: Number(invoiceId), type: 'DOMAIN_RENEW' },
  });
  for (const { id } of items) await renewPaid(gateway.app, id);
};

it('lets an open invoice follow its domain into redemption (D3, M11)', async () => {
  const id = await held('falls.com');
  const { invoice_id } = await renewal(id);
  expect((await linesOf(invoice_id)).lines).toEqual([['DOMAIN_RENEW', '12.95']]);
  await fall(id, 'Redemption');
  // 12.95 + 80.00 = 92.95.
  expect(await linesOf(invoice_id)).toEqual({
    status: 'UNPAID',
    balance: '92.95',
    lines: [
      ['DOMAIN_RENEW', '12.95'],
      ['DOMAIN_RESTORE', '80.00'],
    ],
  });
  await gateway.rapi('AddInvoicePayment', { invoice_id, amount: '12.95', trans_id: 'r1' });
  expect(await linesOf(invoice_id)).toMatchObject({ status: 'UNPAID', balance: '80.00' });
  expect((await rowOf(id)).status).toBe('REDEMPTION');
  const old = await gateway.rapi('GetInvoice', { invoice_id });
  expect(JSON.stringify(old)).toContain('DomainRedemptionFee');
});

it('asks the fee of the grace period there, and that of the redemption instead of it after (D3)', async () => {
  const id = await held('grace.com');
  const { invoice_id } = await renewal(id);
  await fall(id, 'Grace');
  expect((await linesOf(invoice_id)).lines[1]).toEqual(['DOMAIN_RESTORE', '5.00']);
  await fall(id, 'Redemption');
  expect((await linesOf(invoice_id)).lines.slice(1)).toEqual([['DOMAIN_RESTORE', '80.00']]);
});

it('does the same by the clock, and asks nothing more of what was paid in time (D3)', async () => {
  const [late, paid] = [await held('late.com'), await held('paid.com')];
  const open = await renewal(late);
  const settled = await renewal(paid);
  await gateway.rapi('AddInvoicePayment', { invoice_id: settled.invoice_id, trans_id: 'r2' });
  advance({ days: 60 });
  await domainsDaily(gateway.app);
  expect((await rowOf(late)).status).toBe('REDEMPTION');
  expect(await linesOf(open.invoice_id)).toMatchObject({ balance: '92.95' });
  expect(await linesOf(settled.invoice_id)).toMatchObject({ status: 'PAID', balance: '0.00' });
});

it('restores at a registrar that has it, then renews for the paid year (D4, M30)', async () => {
  const { id: registrarId } = await gateway.app.db.registrar.findUniqueOrThrow({
    where: { label: 'logicboxes' },
  });
  const id = await waiting(gateway, 'held.com', {
    registrarId,
    status: 'REDEMPTION',
    expiresOn: new Date('2027-06-24'),
  });
  program.orders.get('held.com')!.currentstatus = 'Pending Delete Restorable';
  const { invoice_id } = await renewal(id);
  expect(await linesOf(invoice_id)).toMatchObject({ balance: '92.95' });
  await gateway.rapi('AddInvoicePayment', { invoice_id, trans_id: 'r3' });
  await renewOf(invoice_id);
  await expect.poll(async () => (await rowOf(id)).status, { timeout: 20_000 }).toBe('ACTIVE');
  expect(program.count('domains/restore')).toBe(1);
  expect(program.count('domains/renew')).toBe(1);
  expect((await rowOf(id)).expiresOn?.toISOString().slice(0, 10)).toBe('2028-06-24');
});

it('takes no money for a restore that its registrar has not (D4)', async () => {
  const id = await waiting(gateway, 'held.net', {
    status: 'REDEMPTION',
    expiresOn: new Date('2027-06-24'),
  });
  expect((await renewal(id)).message).toBe('The registrar cannot restore a domain from here.');
});

it('renews a domain with a paid extra once (D3)', async () => {
  const id = await held('extra.com', { idProtection: true });
  const tld = await gateway.app.db.tld.findUniqueOrThrow({ where: { extension: 'com' } });
  await gateway.app.db.tldAddonPrice.create({
    data: { tldId: tld.id, addon: 'ID_PROTECTION', price: 4, currencyCode: 'USD' },
  });
  await gateway.app.db.domain.update({ where: { id }, data: { status: 'ACTIVE' } });
  const { invoice_id } = await renewal(id);
  expect((await linesOf(invoice_id)).lines).toHaveLength(2);
  await gateway.rapi('AddInvoicePayment', { invoice_id, trans_id: 'r4' });
  await renewOf(invoice_id);
  await expect
    .poll(async () => (await rowOf(id)).expiresOn?.toISOString().slice(0, 10), { timeout: 20_000 })
    .toBe('2028-06-24');
});
