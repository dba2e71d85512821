import { afterAll, beforeAll, expect, it } from 'vitest';
import { freeze } from '#core/clock.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { sandboxId, sell, waiting } from './cast.ts';

let gateway: Gateway;
const thaw = freeze('2026-11-21T12:00:00Z');
beforeAll(async () => {
  gateway = await openGateway();
  await sell(gateway, 'com');
});
afterAll(thaw);

const REGISTER = `mutation ($input: DomainRegisterInput!) { domainRegister(input: $input) {
  domain { status registeredOn expiresOn nextDueOn nameservers registrarRef isLocked
    contacts { role firstName phoneNumber } registrar { module } }
} }`;
const register = (id: number, more: object = {}, as?: 'reseller' | 'carol' | 'clerk') =>
  gateway.ask(REGISTER, { input: { domain: { id: `Domain:${id}` }, ...more } }, as);
const rowOf = (id: number) => gateway.app.db.domain.findUniqueOrThrow({ where: { id } });
const orders = (domainName: string) =>
  gateway.app.db.sandboxOperation.count({ where: { domainName } });
const eventsOf = async (id: number) => {
  const events = await gateway.app.db.outboxEvent.findMany({
    where: { type: { startsWith: 'domain.' }, subjectId: id },
    orderBy: { id: 'asc' },
  });
  return events.map(({ type }) => type);
};

it('registers a domain for its owner and tells of it', async () => {
  const id = await waiting(gateway, 'first.com', { years: 2 });
  const { data } = await register(id);
  expect(data.domainRegister.domain).toEqual({
    status: 'ACTIVE',
    registeredOn: '2026-11-21',
    expiresOn: '2028-11-21',
    nextDueOn: '2028-11-21',
    nameservers: ['ns1.host.test', 'ns2.host.test'],
    registrarRef: expect.stringMatching(/^SB\d+$/),
    isLocked: true,
    contacts: [{ role: 'REGISTRANT', firstName: 'Carol', phoneNumber: '+44.2079460000' }],
    registrar: { module: 'sandbox' },
  });
  expect(await eventsOf(id)).toEqual([
    'domain.statusChanged',
    'domain.registrationStarted',
    'domain.statusChanged',
    'domain.registered',
  ]);
  const held = await gateway.app.db.sandboxDomain.findUniqueOrThrow({
    where: { name: 'first.com' },
  });
  expect(held.contacts).toMatchObject({ registrant: { email: 'carol@example.test' } });
});

it('takes name servers from the call, then the domain, then the server of its service', async () => {
  const provided = await waiting(gateway, 'given.com', { ns1: '', ns2: '' });
  expect(codeOf(await register(provided))).toBe('NAMESERVERS_REQUIRED');
  const bad = await register(provided, { nameservers: ['ns1.x.test', 'not a host'] });
  expect(bad.errors?.[0]).toMatchObject({
    extensions: { code: 'NAMESERVER_INVALID', field: 'ns2' },
  });
  const { data } = await register(provided, { nameservers: ['NS1.Größe.test.', 'ns2.x.test'] });
  expect(data.domainRegister.domain.nameservers).toEqual(['ns1.xn--gre-6ka8i.test', 'ns2.x.test']);
});

it('sends one order for fifty calls at once', async () => {
  const id = await waiting(gateway, 'fifty.com');
  const answers = await Promise.all(Array.from({ length: 50 }, () => register(id)));
  expect(answers.filter(({ errors }) => !errors)).toHaveLength(1);
  const codes = new Set(answers.map(codeOf).filter(Boolean));
  expect([...codes]).toEqual(['DOMAIN_WRONG_STATUS']);
  expect(await orders('fifty.com')).toBe(1);
}, 60_000);

it('sends one order for two clients who want the same name', async () => {
  const one = await waiting(gateway, 'both.com');
  const other = await waiting(gateway, 'both.com', { clientId: gateway.stranger });
  const answers = await Promise.all([register(one), register(other)]);
  expect(answers.map(codeOf).toSorted()).toEqual(['DOMAIN_TAKEN', undefined]);
  expect(await orders('both.com')).toBe(1);
});

it('gives the registrar’s own words and waits for another try when it refuses', async () => {
  const id = await waiting(gateway, 'shop-refuse.com');
  const answer = await register(id);
  expect(answer.errors?.[0]).toMatchObject({
    message: 'The registry refused the request.',
    extensions: { code: 'PROVIDER_REJECTED' },
  });
  expect(await rowOf(id)).toMatchObject({
    status: 'PENDING',
    statusMessage: 'The registry refused the request.',
  });
  expect(await eventsOf(id)).toContain('domain.registrationFailed');
});

it('has done nothing when the registrar cannot be reached', async () => {
  const id = await waiting(gateway, 'shop-down.com');
  expect(codeOf(await register(id))).toBe('PROVIDER_UNREACHABLE');
  expect((await rowOf(id)).status).toBe('PENDING');
  expect(await orders('shop-down.com')).toBe(0);
});

it('waits while the registry is checking', async () => {
  const id = await waiting(gateway, 'shop-pending.com');
  const { data } = await register(id);
  expect(data.domainRegister.domain).toMatchObject({
    status: 'PENDING_REGISTRATION',
    expiresOn: null,
  });
  expect((await rowOf(id)).statusMessage).toBe('The registry is checking the registration.');
});

it('refuses what cannot be ordered, by name', async () => {
  const { db } = gateway.app;
  await sell(gateway, 'limited', {
    minLength: 3,
    idnLanguages: ['de', 'fr'],
    fields: [{ name: 'vat', label: 'VAT number', isRequired: true }],
  });
  await sell(gateway, 'carded', { voucherRequired: true });
  const tries: [string, object, string][] = [
    ['ab.limited', {}, 'DOMAIN_NAME_INVALID'],
    ['xn--gre-6ka8i.limited', {}, 'IDN_LANGUAGE_INVALID'],
    ['abc.limited', {}, 'DOMAIN_FIELD_MISSING'],
    ['card.carded', {}, 'TLD_VOUCHER_MISSING'],
    ['long.com', { years: 11 }, 'DOMAIN_YEARS_INVALID'],
    ['never.com', { years: 0 }, 'DOMAIN_YEARS_INVALID'],
    ['nowhere.com', { registrarId: null, tldId: null }, 'REGISTRAR_NOT_ACTIVE'],
    ['alive.com', { status: 'ACTIVE' }, 'DOMAIN_WRONG_STATUS'],
  ];
  for (const [name, more, code] of tries) {
    const id = await waiting(gateway, name, more);
    expect([name, codeOf(await register(id))]).toEqual([name, code]);
  }
  expect(await db.sandboxOperation.count({ where: { domainName: { endsWith: '.limited' } } })).toBe(
    0,
  );
});

it('registers with a voucher once, and gives it back when refused', async () => {
  const { id: tldId } = await gateway.app.db.tld.findUniqueOrThrow({
    where: { extension: 'carded' },
  });
  await gateway.data(
    'mutation ($input: CreateTldVouchersInput!) { createTldVouchers(input: $input) { added } }',
    { input: { tldId: `Tld:${tldId}`, codes: ['CARD-9'] } },
  );
  const refused = await waiting(gateway, 'a-refuse.carded');
  expect(codeOf(await register(refused))).toBe('PROVIDER_REJECTED');
  const id = await waiting(gateway, 'b.carded');
  expect(codeOf(await register(id))).toBeUndefined();
  const voucher = await gateway.app.db.tldVoucher.findFirstOrThrow({ where: { tldId } });
  expect(voucher.usedForDomainId).toBe(id);
  expect(codeOf(await register(await waiting(gateway, 'c.carded')))).toBe('TLD_VOUCHER_MISSING');
});

it('does not tell a reseller another’s domain from none, and is not for customers', async () => {
  const id = await waiting(gateway, 'foreign.com');
  const [foreign, absent] = [
    await register(id, {}, 'reseller'),
    await register(99_999, {}, 'reseller'),
  ];
  expect(codeOf(foreign)).toBe('DOMAIN_NOT_FOUND');
  expect(foreign.errors).toEqual(absent.errors);
  expect(codeOf(await register(id, {}, 'carol'))).toBe('FORBIDDEN');
  expect(codeOf(await register(id, {}, 'clerk'))).toBe('FORBIDDEN');
  expect(await sandboxId(gateway)).toBeGreaterThan(0);
});
