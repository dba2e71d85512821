import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import provider from '#providers/registrars/connectreseller/provider.ts';
import type { Registrar } from '#providers/registrars/registrar.ts';
import { connectTo, carol, change, failureOf, order } from './cast.ts';
import { connectResellerProgram, type ConnectResellerProgram } from './connectreseller-program.ts';

let program: ConnectResellerProgram;
let registrar: Registrar;

const settings = { apiKey: 'secret-key', resellerId: '9', currency: 'USD' };
const connect = (apiKey: string) =>
  connectTo(provider, {
    ...settings,
    apiKey,
    baseUrl: `${program.url}ConnectReseller/ESHOP/`,
  });

beforeEach(async () => {
  program = await connectResellerProgram();
  registrar = connect('secret-key');
});
afterEach(() => program.close());

describe('ConnectReseller', () => {
  test('availability asks for all names in one request', async () => {
    expect(await registrar.availability(['held.com', 'Free.net', 'gold.com'])).toEqual([
      { name: 'held.com', status: 'unavailable', premium: false },
      { name: 'free.net', status: 'available', premium: false },
      { name: 'gold.com', status: 'available', premium: true },
    ]);
    expect(program.last('bulkDomainCheck').query.get('websiteNames')).toBe(
      'held.com,Free.net,gold.com',
    );
  });

  test('a registration goes to the registrant’s client, spelled as the document does', async () => {
    const receipt = await registrar.register(order, change);
    expect(receipt).toMatchObject({
      state: 'done',
      expiresOn: '2027-06-24',
      unfinished: ['contacts'],
    });
    expect(program.count('AddClient')).toBe(0);
    const { query, method } = program.last('domainorder');
    expect(method).toBe('GET');
    expect(Object.fromEntries(query)).toEqual({
      APIKey: 'secret-key',
      ProductType: '1',
      Websitename: 'new-name.com',
      Duration: '2',
      IsWhoisProtection: 'false',
      ns1: 'ns1.host.test',
      ns2: 'ns2.host.test',
      Id: '21459',
      isEnablePremium: '0',
    });
  });

  test('a registrant the registrar does not know becomes a client first', async () => {
    const registrant = { ...carol, email: 'dave@example.org' };
    await registrar.register({ ...order, contacts: { registrant } }, change);
    expect(program.last('AddClient').query.get('UserName')).toBe('dave@example.org');
    expect(program.last('domainorder').query.get('Id')).toBe('30000');
  });

  test('a stalled transfer has been taken and tells what it waits for', async () => {
    const { years: _years, ...rest } = order;
    const receipt = await registrar.transfer({ ...rest, authCode: 'wrong' }, change);
    expect(receipt).toEqual({ state: 'pending', words: 'Authcode is invalid' });
    expect(program.last('TransferOrder').query.get('OrderType')).toBe('4');
    const trace = { key: change.key, kind: 'transfer' as const, domain: order.domain };
    expect(await registrar.findOrder(trace)).toMatchObject({ state: 'pending' });
    expect(await registrar.findOrder({ ...trace, domain: 'none.com' })).toEqual({
      state: 'absent',
    });
  });

  test('a transfer that was not taken is refused in its words, and not asked after for ten days', async () => {
    const { years: _years, ...rest } = order;
    const locked = { ...rest, domain: 'locked.com', authCode: 'refused' };
    expect(await failureOf(registrar.transfer(locked, change))).toMatchObject({
      outcome: 'REFUSED',
      message: 'Domain is locked at its registrar',
    });
    expect(program.last('syncTransfer').query.get('domainName')).toBe('locked.com');
    // Neither a code nor a transfer: nobody can tell.
    const body = { responseMsg: { statusCode: 200 }, responseData: {} };
    program.misbehave('TransferOrder', { body });
    const silent = await failureOf(registrar.transfer({ ...locked, domain: 'silent.com' }, change));
    expect(silent.outcome).toBe('UNKNOWN');
  });

  test('a transfer of a .us name tells its nexus, as the official module does', async () => {
    const { years: _years, ...rest } = order;
    const answers = { purpose: 'P1', category: 'C12' };
    await registrar.transfer({ ...rest, domain: 'one.us', authCode: 'x', answers }, change);
    expect(Object.fromEntries(program.last('TransferOrder').query)).toMatchObject({
      isUs: '1',
      appPurpose: 'P1',
      nexusCategory: 'C12',
    });
  });

  test('a renewal names the customer and the year that is extended', async () => {
    await registrar.renew({ domain: 'held.com', years: 1, expiresOn: '2027-06-24' }, change);
    expect(Object.fromEntries(program.last('RenewalOrder').query)).toMatchObject({
      OrderType: '2',
      Duration: '1',
      Id: '21459',
      Expiryyear: '2027',
    });
  });

  test('a renewal is done by the registry’s code 1000, and the second makes a second order (D1)', async () => {
    const first = { domain: 'held.com', years: 1, expiresOn: '2027-06-24' };
    expect(await registrar.renew(first, change)).toMatchObject({
      state: 'done',
      expiresOn: '2028-06-24',
    });
    const second = { ...first, expiresOn: '2028-06-24' };
    expect(await registrar.renew(second, change)).toMatchObject({ expiresOn: '2029-06-24' });
    expect(program.count('RenewalOrder')).toBe(2);
  });

  test.each([
    [1001, 'pending', null],
    [2104, null, 'REFUSED'],
    [200, null, 'UNKNOWN'],
    [null, null, 'UNKNOWN'],
  ])('a renewal answered with the code %s is %s %s', async (statusCode, state, outcome) => {
    const body = { responseMsg: { statusCode: 200 }, responseData: { statusCode } };
    program.misbehave('RenewalOrder', { body });
    const order = { domain: 'held.com', years: 1, expiresOn: '2027-06-24' };
    if (state) expect(await registrar.renew(order, change)).toMatchObject({ state });
    else expect((await failureOf(registrar.renew(order, change))).outcome).toBe(outcome);
  });

  test('a premium name is renewed as one (D26)', async () => {
    const premiumFee = { amount: '150.00', currency: 'USD' };
    await registrar.renew(
      { domain: 'held.com', years: 1, expiresOn: '2027-06-24', premiumFee },
      change,
    );
    expect(program.last('RenewalOrder').query.get('isEnablePremium')).toBe('1');
  });

  test('a fifth name server and the contacts are left for after the order (D23, D24)', async () => {
    const nameservers = [1, 2, 3, 4, 5].map((place) => `ns${place}.host.test`);
    const receipt = await registrar.register({ ...order, nameservers }, change);
    expect(receipt.unfinished).toEqual(['contacts', 'nameservers']);
    await registrar.setNameservers(order.domain, nameservers, change);
    expect(await registrar.getNameservers(order.domain)).toEqual(nameservers);
  });

  test('a domain gets the contacts of its order, role by role (D23)', async () => {
    await registrar.register(order, change);
    const admin = { ...carol, firstName: 'Ada', email: 'ada@example.org' };
    await registrar.setContacts(order.domain, { registrant: carol, admin }, change);
    const shown = await registrar.getContacts(order.domain);
    expect(shown.registrant).toMatchObject({ firstName: 'Carol', email: 'carol@example.org' });
    expect(shown.admin).toMatchObject({ firstName: 'Ada', email: 'ada@example.org' });
    await registrar.setContacts(order.domain, { registrant: { ...carol, city: 'York' } }, change);
    expect((await registrar.getContacts(order.domain)).admin?.firstName).toBe('Ada');
  });

  test('a person’s company is no placeholder when it is read back (D14)', async () => {
    const { company: _company, ...person } = carol;
    await registrar.setContacts('held.com', { registrant: person }, change);
    expect(program.last('AddRegistrantContact').query.get('CompanyName')).toBe('NA');
    expect((await registrar.getContacts('held.com')).registrant.company).toBeUndefined();
  });

  test.each([
    ['xn--mnchen-laden-dlb.com', 'de', 'GER'],
    ['xn--mnchen-laden-dlb.club', 'de', 'de'],
  ])('%s in %s is ordered with lang=%s (D25)', async (domain, idnLanguage, lang) => {
    await registrar.register({ ...order, domain, idnLanguage }, change);
    expect(program.last('domainorder').query.get('lang')).toBe(lang);
  });

  test('the nexus of a .us name stands on its order (D12)', async () => {
    const answers = { purpose: 'P3', category: 'C31' };
    await registrar.register({ ...order, domain: 'nexus-one.us', answers }, change);
    expect(Object.fromEntries(program.last('domainorder').query)).toMatchObject({
      isUs: '1',
      appPurpose: 'P3',
      nexusCategory: 'C31/CC',
    });
  });

  test('Renewal Hold is past its end and renewable, an unknown status an error (D27)', async () => {
    program.domains.get('held.com')!['Status'] = 'Renewal Hold';
    expect(await registrar.sync('held.com')).toMatchObject({
      status: 'suspended',
      expiresOn: '2027-06-24',
    });
    program.domains.get('held.com')!['Status'] = 'On The Moon';
    expect((await failureOf(registrar.sync('held.com'))).outcome).toBe('UNKNOWN');
  });

  test('a restore is not claimed: the document has none (D4)', () => {
    expect(registrar.supports.has('restore')).toBe(false);
  });

  test('settings of a domain are read and changed by its number', async () => {
    await registrar.setNameservers('held.com', ['a.ns.test', 'b.ns.test'], change);
    expect(program.last('UpdateNameServer').query.get('domainNameId')).toBe('5000');
    expect(await registrar.getNameservers('held.com')).toEqual(['a.ns.test', 'b.ns.test']);
    await registrar.setLock('held.com', true, change);
    expect(await registrar.getLock('held.com')).toBe(true);
    expect(await registrar.eppCode('held.com')).toBe('aB3$x{"');
    await registrar.setIdProtection('held.com', true, change);
    expect(program.last('PrivacyProtection').query.get('iswhoisprotected')).toBe('true');
    await registrar.setDns('held.com', true, change);
    expect(program.last('ManageDNSRecords').query.get('WebsiteId')).toBe('70');
    await registrar.setContacts('held.com', { registrant: carol }, change);
    expect((await registrar.getContacts('held.com')).registrant).toMatchObject({
      firstName: 'Carol',
      email: 'carol@example.org',
      phone: '+44.1225123456',
    });
    await registrar.runCustomAction('resendVerification', 'held.com', change);
    expect(program.last('resendRegistrantMail').query.get('contactId')).toBe('1');
  });

  test('private nameservers are added, moved and deleted', async () => {
    const hostname = 'ns1.held.com';
    await registrar.createPrivateNameserver(
      'held.com',
      { hostname, addresses: ['192.0.2.1'] },
      change,
    );
    const moved = { hostname, addresses: ['192.0.2.2', '192.0.2.3'], oldAddresses: ['192.0.2.1'] };
    await registrar.updatePrivateNameserver('held.com', moved, change);
    expect(await registrar.listPrivateNameservers('held.com')).toEqual([
      { hostname, addresses: ['192.0.2.2', '192.0.2.3'] },
    ]);
    await registrar.deletePrivateNameserver('held.com', moved, change);
    expect(await registrar.listPrivateNameservers('held.com')).toEqual([]);
  });

  test('sync tells status, expiry and nameservers, and balance its decimals', async () => {
    expect(await registrar.sync('held.com')).toEqual({
      status: 'active',
      expiresOn: '2027-06-24',
      nameservers: ['ns1.host.test'],
    });
    expect((await registrar.sync('gone.com')).status).toBe('absent');
    expect(await registrar.balance()).toEqual({ amount: '12.50', currency: 'USD' });
  });

  test('a refusal inside HTTP 200 passes on the words, outer or inner', async () => {
    const outer = await failureOf(registrar.register({ ...order, domain: 'held.com' }, change));
    expect(outer).toMatchObject({ outcome: 'REFUSED', message: 'Domain is already registered.' });
    const inner = await failureOf(registrar.setNameservers('held.com', ['bad.host'], change));
    expect(inner).toMatchObject({ outcome: 'REFUSED', message: 'Host bad.host is not linked' });
    const key = await failureOf(connect('another').sync('held.com'));
    expect(key).toMatchObject({ outcome: 'REFUSED', message: 'Invalid API Key.' });
  });
});
