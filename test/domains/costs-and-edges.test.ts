import { afterAll, beforeAll, expect, it } from 'vitest';
import { onlineNicProgram } from '#test/providers/registrars/onlinenic-program.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { addEuro, connect, sell, waiting } from './cast.ts';

let gateway: Gateway;
const ends: (() => Promise<void>)[] = [];
const ip = '203.0.113.66';
beforeAll(async () => {
  gateway = await openGateway();
  await gateway.data(
    `mutation { configureGateway(input: { name: "mailin", isActive: true,
      settings: [{ name: "instructions", secretValue: "Bank" }] }) { gateway { id } } }`,
  );
  await addEuro(gateway);
});
afterAll(async () => {
  for (const end of ends) await end();
});

const order = async (add: string, form: object) => {
  const buyer = { user_id: gateway.carol, client_ip_address: ip };
  expect((await gateway.rapi(add, { ...buyer, ...form })).result).toBe('success');
  const browser = { user_ip: ip, userAgent: 'x', acceptLanguage: 'en' };
  const placed = await gateway.rapi('AddOrder', { ...buyer, payment_method: 'mailin', ...browser });
  expect(placed.result, placed.message).toBe('success');
  return placed;
};
const linesOf = async (invoice: number) => {
  const document = `query ($id: ID!) {
    invoice(id: $id) { items { type unitPrice unitCost } }
  }`;
  const { invoice: read } = await gateway.data(document, { id: `Invoice:${invoice}` });
  return read.items;
};

it('shows what a TLD costs, its directories and its vouchers without codes, which go while unused (D72)', async () => {
  await gateway.rapi('SetConfigurationValue', {
    setting: 'DefaultNameserver1',
    value: 'ns1.a.test',
  });
  await gateway.rapi('SetConfigurationValue', {
    setting: 'DefaultNameserver2',
    value: 'ns2.a.test',
  });
  const id = await sell(gateway, 'card', {
    cost: '16',
    defaultYears: 2,
    graceCost: '3',
    redemptionCost: '55',
    whoisServer: 'whois.nic.test',
    rdapUrl: 'https://rdap.nic.test/',
    voucherRequired: true,
  });
  await gateway.data(
    `mutation ($input: CreateTldVouchersInput!) { createTldVouchers(input: $input) { added } }`,
    { input: { tldId: `Tld:${id}`, codes: ['CARD-SECRET-1', 'CARD-SECRET-2'], years: 2 } },
  );
  const READ = `query ($id: ID!) { node(id: $id) { ... on Tld {
    graceCost redemptionCost whoisServer rdapUrl cost { amount }
    vouchers(first: 5) { totalCount edges { node { id years usedAt } } } } } }`;
  const { node } = await gateway.data(READ, { id: `Tld:${id}` });
  expect(node).toMatchObject({
    cost: { amount: '16.00' },
    whoisServer: 'whois.nic.test',
    rdapUrl: 'https://rdap.nic.test/',
  });
  expect([Number(node.graceCost), Number(node.redemptionCost)]).toEqual([3, 55]);
  expect(node.vouchers.totalCount).toBe(2);
  expect(JSON.stringify(node)).not.toContain('SECRET');
  const own = await gateway.ask(READ, { id: `Tld:${id}` }, 'carol');
  expect(own.errors?.map(({ extensions }) => extensions.code)).toContain('FORBIDDEN');

  const placed = await order('CartAddDomain', { domain: 'paid-by.card' });
  await gateway.rapi('AcceptOrder', { order_id: placed.order_id });
  const { node: after } = await gateway.data(READ, { id: `Tld:${id}` });
  const used = after.vouchers.edges.filter(({ node: { usedAt } }: any) => usedAt);
  expect(used).toHaveLength(1);
  const DELETE = `mutation ($input: DeleteTldVoucherInput!) { deleteTldVoucher(input: $input) { deletedId } }`;
  const codes: unknown[] = [];
  for (const { node: voucher } of after.vouchers.edges) {
    const answer = await gateway.ask(DELETE, { input: { voucherId: voucher.id } });
    codes.push(answer.errors?.[0]?.extensions.code ?? 'gone');
  }
  expect(codes.toSorted()).toEqual(['TLD_VOUCHER_USED', 'gone']);

  // 16.00 for the default two years; a client who pays in euro, two for a dollar: 32.00.
  expect(await linesOf(placed.invoice_id)).toMatchObject([
    { type: 'DOMAIN_REGISTER', unitCost: '16' },
  ]);
  const { domain } = await gateway.data(
    `{ domain(by: { name: "paid-by.card" }) { cost { amount currency } } }`,
  );
  expect(domain.cost).toEqual({ amount: '16.00', currency: 'USD' });
});

it('says on the line of a late renewal what it costs the company (D72)', async () => {
  const ends = new Date(Date.now() - 40 * 86_400_000).toISOString().slice(0, 10);
  const name = 'fallen.com';
  await sell(gateway, 'com', { graceCost: '3', redemptionCost: '55' });
  const domain = await waiting(gateway, name, { status: 'ACTIVE', expiresOn: new Date(ends) });
  const placed = await order('CartAddDomainRenew', { domain_id: domain });
  expect(await linesOf(placed.invoice_id)).toMatchObject([
    { type: 'DOMAIN_RENEW', unitPrice: '12', unitCost: '8' },
  ]);
  await gateway.rapi('UpdateClientDomain', { domain_id: domain, status: 'Redemption' });
  expect(await linesOf(placed.invoice_id)).toMatchObject([
    { type: 'DOMAIN_RENEW', unitCost: '8' },
    { type: 'DOMAIN_RESTORE', unitPrice: '80', unitCost: '55' },
  ]);
});

it('offers of a registrar only what it can do: OnlineNIC shows no name servers, lock or people (D66)', async () => {
  const program = await onlineNicProgram();
  ends.push(() => program.close());
  await connect(gateway, 'onlinenic', {
    user: '135610',
    password: 'p',
    apiKey: 'k',
    baseUrl: program.url,
  });
  await sell(gateway, 'nic', { registrar: 'onlinenic' });
  await waiting(gateway, 'held.nic', { status: 'ACTIVE' });
  const { domainAtRegistrar, providers } = await gateway.data(`{
    domainAtRegistrar(by: { name: "held.nic" }) { operations }
    providers(kind: REGISTRAR) { name capabilities { name } unconfirmed }
  }`);
  const { operations } = domainAtRegistrar;
  const listed = providers.find(({ name }: any) => name === 'onlinenic');
  expect(operations.toSorted()).toEqual(
    listed.capabilities.map(({ name }: any) => name).toSorted(),
  );
  expect(operations).toContain('setNameservers');
  const fields = {
    nameservers: 'getNameservers',
    isLocked: 'getLock',
    'contacts { email }': 'getContacts',
    'privateNameservers { hostname }': 'listPrivateNameservers',
  };
  for (const [field, operation] of Object.entries(fields)) {
    expect(operations).not.toContain(operation);
    expect(listed.unconfirmed).toContain(operation);
    const answer = await gateway.ask(
      `{ domainAtRegistrar(by: { name: "held.nic" }) { ${field} } }`,
    );
    expect(answer.errors?.[0]?.message).toBe('Registrar Function Not Supported');
  }
  expect(program.seen).toEqual([]);
});

it('leads from a domain to its order, service, gateway and invoices (D76)', async () => {
  const { domain } = await gateway.data(
    `{ domain(by: { name: "paid-by.card" }) {
      order { id invoice { pdf } domains { name } gateway { name } }
      gateway { name } service { id } promotion { code } invoices { nodes { id status } }
    } }`,
  );
  expect(domain).toMatchObject({
    order: { domains: [{ name: 'paid-by.card' }], gateway: { name: 'mailin' } },
    gateway: { name: 'mailin' },
    service: null,
    promotion: null,
  });
  expect(domain.order.invoice.pdf).toBeTruthy();
  expect(domain.invoices.nodes).toHaveLength(1);
});
