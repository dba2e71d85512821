import { afterEach, beforeEach, expect, it } from 'vitest';
import { testRegistrar } from '#providers/contract/registrar.ts';
import provider from '#providers/registrars/openprovider/provider.ts';
import type { Registrar } from '#providers/registrars/registrar.ts';
import { carol, change, connectTo, failureOf, order } from './cast.ts';
import {
  openproviderProgram,
  type OpenproviderProgram,
  openproviderRow,
} from './openprovider-program.ts';

const settingsOf = ({ url }: OpenproviderProgram, more = {}) => ({
  username: 'user',
  password: 'pass-word',
  baseUrl: `${url}v1beta/`,
  ...more,
});

const rowIn = ({ domains }: OpenproviderProgram, more: object) =>
  domains.set('held.com', openproviderRow(1, more));

testRegistrar(it, provider, async () => {
  const program = await openproviderProgram();
  return {
    settings: settingsOf(program),
    free: 'new-name.com',
    held: { name: 'held.com', expiresOn: '2027-06-24' },
    misbehave: (mood) => program.misbehave('POST /v1beta/domains?', mood),
    endIn1969: () => void rowIn(program, { renewal_date: '1969-12-31 0:00:00' }),
    count: (operation) =>
      program.count(operation === 'register' ? 'POST /v1beta/domains?' : '/renew?'),
    close: program.close,
  };
});

let program: OpenproviderProgram;
let registrar: Registrar;
beforeEach(async () => {
  program = await openproviderProgram();
  registrar = connectTo(provider, settingsOf(program));
});
afterEach(() => program.close());

const sent = (part: string) => JSON.parse(program.last(part).body);
const rowOf = (more: object) => rowIn(program, more);

it('registers with one contact for all roles, its own renewal off', async () => {
  const receipt = await registrar.register({ ...order, idProtection: true }, change);
  // Two years from 2026, as the stand-in counts; the hour does not matter.
  expect(receipt).toEqual({ state: 'done', orderId: '101', expiresOn: '2028-11-30' });
  expect(sent('POST /v1beta/domains?')).toMatchObject({
    domain: { name: 'new-name', extension: 'com' },
    period: 2,
    owner_handle: 'XX123456-XX',
    billing_handle: 'XX123456-XX',
    name_servers: [
      { name: 'ns1.host.test', seq_nr: 1 },
      { name: 'ns2.host.test', seq_nr: 2 },
    ],
    autorenew: 'off',
    is_private_whois_enabled: true,
  });
  expect([...program.customers.values()]).toMatchObject([
    {
      company_name: 'Carol & Co',
      name: { first_name: 'Carol', last_name: 'Jones Smith' },
      address: { street: 'High Street', number: '1', zipcode: 'BA1 1AA', country: 'GB' },
      phone: { country_code: '+44', area_code: '122', subscriber_number: '5123456' },
    },
  ]);
});

it('logs in once, and again when the token has expired', async () => {
  await registrar.sync('held.com');
  await registrar.sync('held.com');
  expect(program.count('auth/login')).toBe(1);
  program.expireTokens();
  expect((await registrar.sync('held.com')).expiresOn).toBe('2027-06-24');
  expect(program.count('auth/login')).toBe(2);
  const wrong = connectTo(provider, settingsOf(program, { password: 'other' }));
  const failed = await failureOf(wrong.sync('held.com'));
  expect(failed).toMatchObject({
    outcome: 'REFUSED',
    message: 'Authentication/Authorization Failed',
  });
});

it('tells a premium price, and repeats it with the order', async () => {
  const [gold] = await registrar.availability(['gold.com']);
  const fee = { amount: '1500.5', currency: 'USD' };
  expect(gold).toEqual({
    name: 'gold.com',
    status: 'available',
    premium: true,
    prices: { register: fee },
  });
  const premium = { ...order, domain: 'gold.com' };
  expect((await failureOf(registrar.register(premium, change))).message).toBe(
    'The premium fee has to be accepted: 1500.5',
  );
  expect(await registrar.register({ ...premium, premiumFee: fee }, change)).toMatchObject({
    state: 'done',
  });
});

it('asks for 40 names in checks of 15 at most', async () => {
  const names = Array.from({ length: 40 }, (_, index) => `name${index}.com`);
  const answers = await registrar.availability(names);
  expect(answers.every(({ status }) => status === 'available')).toBe(true);
  expect(program.count('domains/check')).toBe(3);
});

it('a transfer is pending, and its end is read from the domain', async () => {
  const { years: _years, ...rest } = order;
  const transfer = { ...rest, domain: 'move.com', nameservers: [], authCode: 'Xy#1&2' };
  expect(await registrar.transfer(transfer, change)).toEqual({
    state: 'pending',
    orderId: '101',
    words: 'REQ',
  });
  expect(sent('domains/transfer')).toMatchObject({ auth_code: 'Xy#1&2' });
  expect(sent('domains/transfer')).not.toHaveProperty('name_servers');
  const trace = { key: 'k', kind: 'transfer' as const, domain: 'move.com' };
  expect((await registrar.findOrder(trace)).state).toBe('pending');
  program.domains.get('move.com')!.status = 'FAI';
  expect((await registrar.findOrder(trace)).state).toBe('failed');
  program.domains.set('move.com', openproviderRow(9));
  expect(await registrar.findOrder(trace)).toMatchObject({
    state: 'done',
    expiresOn: '2027-06-24',
  });
});

it.each([
  ['ACT', {}, 'active'],
  ['REQ', {}, 'pending'],
  ['RRQ', {}, 'redemption'],
  ['FAI', {}, 'absent'],
  ['DEL', {}, 'cancelled'],
  ['DEL', { soft_quarantine_expiry_date: '2099-01-01 00:00:00' }, 'cancelled'],
  ['DEL', { soft_quarantine_expiry_date: '2027-01-01 00:00:00' }, 'suspended'],
  ['DEL', { hard_quarantine_expiry_date: '2027-01-01 0:00:00' }, 'redemption'],
  ['DEL', { restorable_until: '2027-01-01' }, 'redemption'],
])('the state %s %o is %s', async (status, more, expected) => {
  rowOf({ status, ...more });
  expect((await registrar.sync('held.com')).status).toBe(expected);
});

it('a status that no document knows is an unknown outcome, a zero date none', async () => {
  rowOf({ status: 'XYZ' });
  expect((await failureOf(registrar.sync('held.com'))).outcome).toBe('UNKNOWN');
  rowOf({ renewal_date: '0000-00-00 00:00:00', expiration_date: '' });
  expect(await registrar.sync('held.com')).toMatchObject({
    expiresOn: null,
    expiryProblem: 'No expiry date: the registrar told none.',
  });
});

it('restores and renews what is in quarantine, and renews it in soft quarantine', async () => {
  const renewal = { domain: 'held.com', years: 1, expiresOn: '2027-06-24' };
  rowOf({ status: 'DEL', hard_quarantine_expiry_date: '2027-01-01 00:00:00' });
  expect((await failureOf(registrar.renew(renewal, change))).outcome).toBe('REFUSED');
  expect(await registrar.restore(renewal, change)).toMatchObject({ expiresOn: '2028-06-24' });
  rowOf({ status: 'DEL', soft_quarantine_expiry_date: '2027-01-01 00:00:00' });
  expect(await registrar.renew(renewal, change)).toMatchObject({ expiresOn: '2028-06-24' });
  expect([program.count('/restore'), program.count('/renew')]).toEqual([2, 2]);
  rowOf({ status: 'RRQ' });
  expect((await failureOf(registrar.restore(renewal, change))).outcome).toBe('UNKNOWN');
  expect(program.count('/restore')).toBe(2);
});

it('name servers, lock, privacy, code, contacts and balance', async () => {
  expect(await registrar.getNameservers('held.com')).toEqual(['ns1.host.test', 'ns2.host.test']);
  await registrar.setNameservers('held.com', ['a.ns.test', 'b.ns.test'], change);
  expect(await registrar.getNameservers('held.com')).toEqual(['a.ns.test', 'b.ns.test']);
  expect(await registrar.getLock('held.com')).toBe(false);
  await registrar.setLock('held.com', true, change);
  expect(await registrar.getLock('held.com')).toBe(true);
  await registrar.setIdProtection('held.com', true, change);
  expect(program.domains.get('held.com')!['is_private_whois_enabled']).toBe(true);
  expect(await registrar.eppCode('held.com')).toBe('12345678');
  expect(await registrar.balance()).toEqual({ amount: '99999.5', currency: 'EUR' });
  await registrar.setContacts('held.com', { admin: carol }, change);
  expect(program.domains.get('held.com')).toMatchObject({
    owner_handle: 'AA000001-GB',
    admin_handle: 'XX123456-XX',
  });
  program.customers.set('AA000001-GB', program.customers.get('XX123456-XX'));
  const { admin, registrant } = await registrar.getContacts('held.com');
  expect(registrant).toEqual(admin);
  expect(admin).toMatchObject({ lastName: 'Jones Smith', phone: '+44.1225123456' });
});

it('reads the name servers of a domain to the end of their list', async () => {
  for (let count = 0; count < 130; count += 1)
    program.hosts.set(`n${count}.held.com`, { name: `n${count}.held.com`, ip: '192.0.2.1' });
  expect(await registrar.listPrivateNameservers('held.com')).toHaveLength(130);
  const host = { hostname: 'ns1.held.com', addresses: ['192.0.2.1', '2001:db8::1'] };
  await registrar.createPrivateNameserver('held.com', host, change);
  expect(program.hosts.get('ns1.held.com')).toMatchObject({ ip: '192.0.2.1', ip6: '2001:db8::1' });
  const moved = { ...host, addresses: ['192.0.2.2'], oldAddresses: host.addresses };
  await registrar.updatePrivateNameserver('held.com', moved, change);
  expect(program.hosts.get('ns1.held.com')).toMatchObject({ ip: '192.0.2.2', ip6: '' });
  await registrar.deletePrivateNameserver('held.com', moved, change);
  expect(program.hosts.has('ns1.held.com')).toBe(false);
  const two = { hostname: 'ns1.held.com', addresses: ['192.0.2.1', '192.0.2.2'] };
  expect(
    (await failureOf(registrar.createPrivateNameserver('held.com', two, change))).outcome,
  ).toBe('REFUSED');
});

it('the answers to a registry go where the document has them, as does a language (D12, D25)', async () => {
  const answers = { purpose: 'P3', category: 'C11' };
  await registrar.register({ ...order, domain: 'nexus-one.us', answers }, change);
  expect(sent('customers?')).toMatchObject({
    extension_additional_data: [
      { name: 'us', data: { applicant_purpose: 'P3', nexus_category: 'C11' } },
    ],
  });
  const idn = { ...order, domain: 'xn--mnchen-laden-dlb.com', idnLanguage: 'es' };
  await registrar.register(idn, change);
  expect(sent('POST /v1beta/domains?')).toMatchObject({ additional_data: { idn_script: 'SPA' } });
});

it('a call that came too often was turned away, and for how long (D59)', async () => {
  const body = { code: 4007, desc: 'API access temporarily blocked because of excessive use' };
  program.misbehave('POST /v1beta/domains?', { status: 500, body });
  expect(await failureOf(registrar.register(order, change))).toMatchObject({
    outcome: 'NOT_SENT',
    retryAfterMs: 300_000,
  });
});
