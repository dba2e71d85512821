import { afterEach, beforeEach, expect, it } from 'vitest';
import { testRegistrar } from '#providers/contract/registrar.ts';
import provider from '#providers/registrars/enom/provider.ts';
import type { Registrar } from '#providers/registrars/registrar.ts';
import { carol, change, connectTo, failureOf, order } from './cast.ts';
import { enomProgram, type EnomProgram, enomRow } from './enom-program.ts';

const settingsOf = ({ url }: EnomProgram, more = {}) => ({
  accountId: 'resellid',
  token: 'secret-token',
  baseUrl: url,
  ...more,
});

testRegistrar(it, provider, async () => {
  const program = await enomProgram();
  return {
    settings: settingsOf(program),
    free: 'new-name.com',
    held: { name: 'held.com', expiresOn: '2027-06-24' },
    misbehave: (mood) => program.misbehave('command=Purchase', mood),
    endIn1969: () => void (program.domains.get('held.com')!.expires = '12/31/1969 5:23:00 PM'),
    count: (operation) =>
      program.count(operation === 'register' ? 'command=Purchase' : 'command=Extend'),
    close: program.close,
  };
});

let program: EnomProgram;
let registrar: Registrar;
beforeEach(async () => {
  program = await enomProgram();
  registrar = connectTo(provider, settingsOf(program));
});
afterEach(() => program.close());

const sent = (command: string) => Object.fromEntries(program.last(`command=${command}&`).form);

it('registers with all four contacts, and the token is in no address', async () => {
  expect(await registrar.register(order, change)).toEqual({
    state: 'done',
    orderId: '162373942',
    price: { amount: '18.5', currency: 'USD' },
    // "2028-11-30 08:00:00.000" in the answer.
    expiresOn: '2028-11-30',
  });
  expect(sent('Purchase')).toMatchObject({
    SLD: 'new-name',
    TLD: 'com',
    NumYears: '2',
    NS1: 'ns1.host.test',
    NS2: 'ns2.host.test',
    RenewName: '0',
    RegistrantFirstName: 'Carol',
    RegistrantPhone: '+44.1225123456',
    RegistrantFax: '+44.1225123456',
    RegistrantJobTitle: 'N/A',
    AuxBillingLastName: 'Jones Smith',
  });
  expect(program.seen.every(({ query }) => `${query}` === '')).toBe(true);
});

it.each([
  ['1300', 'Success'],
  ['200', 'Order Pending'],
])('a purchase of %s, "%s" waits', async (code, status) => {
  program.purchase = { code, status };
  expect(await registrar.register(order, change)).toMatchObject({ state: 'pending' });
  const trace = { key: 'k', kind: 'register' as const, domain: 'new-name.com' };
  expect((await registrar.findOrder(trace)).state).toBe('pending');
  program.domains.get('new-name.com')!.status = 'Registered';
  expect((await registrar.findOrder(trace)).state).toBe('done');
});

it('refusals and unknown outcomes are told apart', async () => {
  const wrong = connectTo(provider, settingsOf(program, { token: 'wrong' }));
  expect(await failureOf(wrong.sync('held.com'))).toMatchObject({
    outcome: 'REFUSED',
    message: 'Bad User name or Password',
  });
  const answers = {
    '<ErrCount>1</ErrCount><errors><Err1>No funds.</Err1></errors><Done>true</Done>': 'REFUSED',
    '<ErrCount>1</ErrCount><errors><Err1>Busy.</Err1></errors><RRPCode>421</RRPCode><Done>true</Done>':
      'UNKNOWN',
    // It did not arrive whole.
    '<ErrCount>0</ErrCount><RRPCode>200</RRPCode><OrderID>1</OrderID>': 'UNKNOWN',
    // It neither succeeded nor failed.
    '<ErrCount>0</ErrCount><Done>true</Done>': 'UNKNOWN',
  };
  for (const [inner, outcome] of Object.entries(answers)) {
    const body = `<interface-response>${inner}</interface-response>`;
    program.misbehave('command=Purchase', { body });
    expect((await failureOf(registrar.register(order, change))).outcome, inner).toBe(outcome);
  }
});

it('checks thirty names at once, tells premium prices and what could not be looked at', async () => {
  const names = Array.from({ length: 40 }, (_, index) => `name${index}.com`);
  const answers = await registrar.availability([...names, 'gold.com', 'odd.bad']);
  expect(program.count('command=Check&')).toBe(2);
  expect(answers.slice(0, 40).every(({ status }) => status === 'available')).toBe(true);
  const prices = { register: { amount: '230.00', currency: 'USD' } };
  expect(answers.slice(40)).toEqual([
    { name: 'gold.com', status: 'available', premium: true, prices },
    { name: 'odd.bad', status: 'unknown', premium: false },
  ]);
  await registrar.register({ ...order, domain: 'gold.com', premiumFee: prices.register }, change);
  expect(sent('Purchase')).toMatchObject({ CustomerSuppliedPrice: '230.00' });
});

it('renews, reactivates what has expired, and redeems what is in its grace period', async () => {
  const renewal = { domain: 'held.com', years: 2, expiresOn: '2027-06-24' };
  expect(await registrar.renew(renewal, change)).toEqual({
    state: 'done',
    orderId: '157609742',
    expiresOn: '2029-06-24',
  });
  program.domains.set('held.com', enomRow({ status: 'Expired' }));
  expect((await registrar.sync('held.com')).status).toBe('suspended');
  expect((await registrar.renew(renewal, change)).expiresOn).toBe('2029-06-24');
  expect(sent('UpdateExpiredDomains')).toMatchObject({ DomainName: 'held.com', NumYears: '2' });

  program.domains.set('held.com', enomRow({ status: 'RGP' }));
  expect((await registrar.sync('held.com')).status).toBe('redemption');
  expect((await failureOf(registrar.restore(renewal, change))).message).toContain('one year');
  const oneYear = { ...renewal, years: 1 };
  expect(await registrar.restore(oneYear, change)).toMatchObject({ state: 'pending' });
  const trace = { key: 'k', kind: 'restore' as const, domain: 'held.com', expiresOn: '2027-06-24' };
  // It is not ordered a second time while nobody can tell.
  expect((await failureOf(registrar.findOrder(trace))).outcome).toBe('UNKNOWN');
  program.domains.set('held.com', enomRow({ expires: '6/24/2028 5:23:00 PM' }));
  expect((await registrar.findOrder(trace)).state).toBe('done');
  program.domains.set('held.com', enomRow({ status: 'Extended RGP' }));
  expect((await failureOf(registrar.restore(oneYear, change))).outcome).toBe('REFUSED');
  program.domains.set('held.com', enomRow({ status: 'Expired' }));
  expect((await registrar.restore(oneYear, change)).expiresOn).toBe('2028-06-24');
});

it('a transfer is looked up by the newest of its orders', async () => {
  const { years: _years, ...rest } = order;
  const transfer = { ...rest, domain: 'move.com', authCode: 'Xy#1&2' };
  expect(await registrar.transfer(transfer, change)).toMatchObject({
    state: 'pending',
    orderId: '175614452',
    unfinished: ['contacts', 'nameservers'],
  });
  expect(sent('TP_CreateOrder')).toMatchObject({ AuthInfo1: 'Xy#1&2', UseContacts: '1' });
  const trace = { key: 'k', kind: 'transfer' as const, domain: 'move.com' };
  const older = { id: 1, domain: 'move.com', date: '1/7/2026 1:00:00 AM' };
  program.transfers.push({ ...older, status: 27, words: 'Canceled by customer' });
  expect(await registrar.findOrder(trace)).toMatchObject({
    state: 'pending',
    words: 'Awaiting auto verification',
  });
  const words = 'Canceled - Invalid EPP/authorization key';
  Object.assign(program.transfers[0]!, { status: 32, words });
  expect(await registrar.findOrder(trace)).toMatchObject({ state: 'failed', words });
  expect((await registrar.findOrder({ ...trace, domain: 'never.com' })).state).toBe('absent');
  program.domains.set('move.com', enomRow());
  expect((await registrar.findOrder(trace)).state).toBe('done');
});

it('a domain that is gone or only hosted is absent, an unknown status an unknown outcome', async () => {
  expect((await registrar.sync('gone.com')).status).toBe('absent');
  program.domains.set('held.com', enomRow({ status: 'Hosted' }));
  expect((await registrar.sync('held.com')).status).toBe('absent');
  program.domains.set('held.com', enomRow({ status: 'Frozen' }));
  expect((await failureOf(registrar.sync('held.com'))).outcome).toBe('UNKNOWN');
  program.domains.set('held.com', enomRow({ expires: '' }));
  expect((await registrar.sync('held.com')).expiryProblem).toContain('told none');
});

it('name servers, lock, privacy and balance', async () => {
  await registrar.setNameservers('held.com', ['a.ns.test', 'b.ns.test'], change);
  expect(await registrar.getNameservers('held.com')).toEqual(['a.ns.test', 'b.ns.test']);
  await registrar.setLock('held.com', true, change);
  // Enom refuses what is so already; that is done.
  await registrar.setLock('held.com', true, change);
  expect(await registrar.getLock('held.com')).toBe(true);
  expect((await failureOf(registrar.setIdProtection('held.com', true, change))).outcome).toBe(
    'REFUSED',
  );
  program.domains.get('held.com')!.privacy = false;
  await registrar.setIdProtection('held.com', true, change);
  expect(program.domains.get('held.com')!.privacy).toBe(true);
  expect(await registrar.balance()).toEqual({ amount: '3669.40', currency: 'USD' });
  expect(registrar.supports.has('eppCode')).toBe(false);
});

it('a change of one contact leaves the others as the registrar has them (D36)', async () => {
  await registrar.setContacts('held.com', { admin: { ...carol, state: '' } }, change);
  expect(sent('Contacts')).not.toHaveProperty('RegistrantFirstName');
  const { registrant, admin, technical, billing } = await registrar.getContacts('held.com');
  expect(admin).toMatchObject({ firstName: 'Carol', company: 'Carol & Co' });
  // Neither the city in the state's place (D14) nor the phone in the fax's is read back.
  expect(admin).not.toHaveProperty('state');
  expect(admin).not.toHaveProperty('fax');
  for (const other of [registrant, technical])
    expect(other).toMatchObject({ firstName: 'John', state: 'WA', fax: '+1.5555555556' });
  expect(billing).toBeUndefined();
});

it('a private name server has one IPv4 address', async () => {
  const host = { hostname: 'ns1.held.com', addresses: ['192.0.2.1'] };
  await registrar.createPrivateNameserver('held.com', host, change);
  const moved = { ...host, addresses: ['192.0.2.2'], oldAddresses: ['192.0.2.1'] };
  await registrar.updatePrivateNameserver('held.com', moved, change);
  expect(program.hosts.get('ns1.held.com')).toBe('192.0.2.2');
  for (const _time of [1, 2]) await registrar.deletePrivateNameserver('held.com', moved, change);
  expect(program.hosts.size).toBe(0);
  const v6 = { ...host, addresses: ['2001:db8::1'] };
  expect((await failureOf(registrar.createPrivateNameserver('held.com', v6, change))).outcome).toBe(
    'REFUSED',
  );
});

it('registries’ questions go as Enom spells them (D12), the language too (D25)', async () => {
  const us = { purpose: 'P3', category: 'C31/DE' };
  await registrar.register({ ...order, domain: 'nexus-one.us', answers: us }, change);
  expect(sent('Purchase')).toMatchObject({
    us_nexus: 'C31',
    global_cc_us: 'DE',
    us_purpose: 'P3',
  });
  const eu = { eu_whoispolicy: 'I AGREE', pw: 'other', SLD: 'evil' };
  await registrar.register({ ...order, domain: 'one.eu', answers: eu }, change);
  expect(sent('Purchase')).toMatchObject({ SLD: 'one', pw: 'secret-token' });
  expect(sent('Purchase')).toHaveProperty('eu_whoispolicy', 'I AGREE');
  const idn = { ...order, domain: 'xn--mnchen-laden-dlb.com', idnLanguage: 'de' };
  await registrar.register(idn, change);
  expect(sent('Purchase')).toMatchObject({ IDNCode: 'ger' });
});
