import { beforeAll, expect, it } from 'vitest';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { addEuro, sandboxId, sell, waiting } from './cast.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
  await addEuro(gateway);
  await sell(gateway, 'com', { addonPrices: [{ addon: 'ID_PROTECTION', price: '2.50' }] });
  await sell(gateway, 'net');
});

const UPDATE = `mutation ($input: UpdateClientDomainInput!) { updateClientDomain(input: $input) { domain {
  name unicodeName status tld { extension } registrar { module } recurring { amount currency }
  firstPayment { amount } years autoRenew registeredOn expiresOn nextDueOn nameservers notes
  promotionId idProtection dnsManagement
} } }`;
const update = (id: number, input: object, as?: 'carol' | 'reseller' | 'staff') =>
  gateway.ask(UPDATE, { input: { domainId: `Domain:${id}`, ...input } }, as);

it('changes every field that is given, and tells which', async () => {
  const id = await waiting(gateway, 'old.com', { registrarId: null });
  const { data } = await update(id, {
    name: 'Größe.NET',
    status: 'CANCELLED',
    registrarId: `Registrar:${await sandboxId(gateway)}`,
    firstPaymentAmount: '1.10',
    recurringAmount: '2.20',
    years: 3,
    autoRenew: false,
    registeredOn: '2026-01-01',
    expiresOn: '2027-01-01',
    nextDueOn: '2026-12-01',
    nameservers: ['NS1.x.test', 'ns2.x.test'],
    notes: 'By hand.',
    idProtection: true,
    dnsManagement: true,
  });
  expect(data.updateClientDomain.domain).toEqual({
    name: 'xn--gre-6ka8i.net',
    unicodeName: 'größe.net',
    status: 'CANCELLED',
    tld: { extension: 'net' },
    registrar: { module: 'sandbox' },
    recurring: { amount: '2.20', currency: 'USD' },
    firstPayment: { amount: '1.10' },
    years: 3,
    autoRenew: false,
    registeredOn: '2026-01-01',
    expiresOn: '2027-01-01',
    nextDueOn: '2026-12-01',
    nameservers: ['ns1.x.test', 'ns2.x.test'],
    notes: 'By hand.',
    promotionId: null,
    idProtection: true,
    dnsManagement: true,
  });
  const [event] = await gateway.app.db.outboxEvent.findMany({
    where: { type: 'domain.changed', subjectId: id },
  });
  expect((event!.payload as { changed: string[] }).changed).toContain('recurringAmount');
  const cleared = await update(id, { expiresOn: null });
  expect(cleared.data.updateClientDomain.domain).toMatchObject({
    expiresOn: null,
    nextDueOn: '2026-12-01',
  });
});

it('works the recurring price out from the list, the extras and a promotion that recurs', async () => {
  const { db } = gateway.app;
  const promotion = await db.promotion.create({
    data: { code: 'TENTH', type: 'PERCENTAGE', value: 10, currencyCode: 'USD', isRecurring: true },
  });
  const id = await waiting(gateway, 'priced.com', { currencyCode: 'EUR', years: 2 });
  const { data } = await update(id, {
    idProtection: true,
    promotionId: `Promotion:${promotion.id}`,
    recalculateRecurring: true,
  });
  // (23.00 for two years + 2 × 2.50) × 2 EUR/USD, less a tenth.
  expect(data.updateClientDomain.domain.recurring).toEqual({ amount: '50.40', currency: 'EUR' });
});

it.each([
  ['PERCENTAGE', '33', '1206'],
  ['FIXED_AMOUNT', '1.99', '1501'],
  ['FIXED_AMOUNT', '100', '300'],
  ['PRICE_OVERRIDE', '5', '1050'],
])('knows what %s %s leaves of a renewal of three years', async (type, value, left) => {
  const { db } = gateway.app;
  await db.currency.upsert({
    where: { code: 'JPY' },
    create: { code: 'JPY', exponent: 0, rate: 150 },
    update: {},
  });
  const extension = `j${value.replace('.', '')}${type.slice(0, 2).toLowerCase()}`;
  // 1500 JPY for three years, and 3 × 100 JPY for its protection; amounts are off the domain alone.
  await sell(gateway, extension, {
    renewPrices: ['3.40', '6.70', '10'],
    addonPrices: [{ addon: 'ID_PROTECTION', price: '0.66666667' }],
  });
  const promotion = await db.promotion.create({
    data: {
      code: extension,
      type: type as 'PERCENTAGE',
      value,
      currencyCode: 'USD',
      isRecurring: true,
    },
  });
  const more = { currencyCode: 'JPY', years: 3, idProtection: true, promotionId: promotion.id };
  const id = await waiting(gateway, `priced.${extension}`, more);
  const { data } = await update(id, { recalculateRecurring: true });
  expect(data.updateClientDomain.domain.recurring).toEqual({ amount: left, currency: 'JPY' });
});

it('switches extras of a held domain at its registrar', async () => {
  const id = await waiting(gateway, 'held.com');
  await gateway.rapi('DomainRegister', { domain_id: id });
  const { data } = await update(id, { idProtection: true });
  expect(data.updateClientDomain.domain.idProtection).toBe(true);
  const row = await gateway.app.db.sandboxDomain.findUniqueOrThrow({ where: { name: 'held.com' } });
  expect(row.idProtection).toBe(true);
});

it('gives a held domain other name servers at its registrar, and only when they are other ones', async () => {
  const { db } = gateway.app;
  const id = await waiting(gateway, 'moves.com');
  await gateway.rapi('DomainRegister', { domain_id: id });
  const there = () => db.sandboxDomain.findUniqueOrThrow({ where: { name: 'moves.com' } });
  const sent = () => db.task.count({ where: { subjectId: id, kind: 'domain.nameservers' } });
  const names = ['ns1.new.test', 'ns2.new.test'];
  // A form that is saved whole says again what is so already.
  const { data } = await update(id, { nameservers: names, status: 'ACTIVE', name: 'moves.com' });
  expect(data.updateClientDomain.domain.nameservers).toEqual(names);
  expect((await there()).nameservers).toEqual(names);
  await update(id, { nameservers: names });
  expect(await sent()).toBe(1);

  // Where the books are put right about where it is, nobody outside is told.
  await update(id, { nameservers: ['a.x.test', 'b.x.test'], status: 'TRANSFERRED_AWAY' });
  expect((await there()).nameservers).toEqual(names);
  await update(id, { status: 'ACTIVE' });
  await db.registrar.updateMany({ data: { isActive: false } });
  const inactive = await update(id, { nameservers: names, notes: 'Never kept.' });
  await db.registrar.updateMany({ data: { isActive: true } });
  expect(codeOf(inactive)).toBe('REGISTRAR_NOT_ACTIVE');
  const row = await db.domain.findUniqueOrThrow({ where: { id } });
  expect(row).toMatchObject({ ns1: 'a.x.test', notes: '' });
  expect(await sent()).toBe(1);
});

it('keeps the old name servers while the registrar refuses the new ones', async () => {
  const id = await waiting(gateway, 'refused.com');
  await gateway.rapi('DomainRegister', { domain_id: id });
  const fault = { operation: 'setNameservers', domainName: 'refused.com', fault: 'refuse' };
  await gateway.app.db.sandboxFault.create({ data: { ...fault, remaining: 1 } });
  const answer = await update(id, { nameservers: ['a.x.test', 'b.x.test'], notes: 'Kept.' });
  expect(codeOf(answer)).toBe('PROVIDER_REJECTED');
  const row = await gateway.app.db.domain.findUniqueOrThrow({ where: { id } });
  expect(row).toMatchObject({ ns1: 'ns1.host.test', notes: 'Kept.' });
});

it('refuses what is wrong by name, and is not for customers', async () => {
  const id = await waiting(gateway, 'wrong.com');
  const tries: [object, string][] = [
    [{ name: 'a.b.com' }, 'DOMAIN_NAME_INVALID'],
    [{ years: 11 }, 'BAD_INPUT'],
    [{ recurringAmount: '-1' }, 'BAD_INPUT'],
    [{ registrarId: 'Registrar:999' }, 'REGISTRAR_NOT_ACTIVE'],
    [{ gatewayId: 'Gateway:999' }, 'NOT_FOUND'],
    [{ promotionId: 'Promotion:999' }, 'NOT_FOUND'],
    [{ nameservers: ['ns1.x.test'] }, 'NAMESERVERS_REQUIRED'],
    [{ additionalFields: { a: { b: 1 } } }, 'BAD_INPUT'],
  ];
  for (const [input, code] of tries)
    expect([input, codeOf(await update(id, input))]).toEqual([input, code]);
  expect(codeOf(await update(id, { notes: 'x' }, 'carol'))).toBe('FORBIDDEN');
  expect(codeOf(await update(id, { notes: 'x' }, 'reseller'))).toBe('DOMAIN_NOT_FOUND');
});

it('shows each its own domains', async () => {
  await waiting(gateway, 'rob.com', { clientId: gateway.rob });
  const seen = async (as: 'carol' | 'rob' | 'reseller' | 'stranger') => {
    const { domains } = await gateway.data(
      '{ domains(filter: { name: "rob" }) { totalCount edges { node { name notes } } } }',
      {},
      as,
    );
    return domains.totalCount;
  };
  expect([await seen('rob'), await seen('reseller')]).toEqual([1, 1]);
  expect([await seen('carol'), await seen('stranger')]).toEqual([0, 0]);
  const BY = '{ domain(by: { name: "ROB.com" }) { name } }';
  expect((await gateway.data(BY, {}, 'reseller')).domain).toEqual({ name: 'rob.com' });
  expect((await gateway.data(BY, {}, 'stranger')).domain).toBeNull();
});
