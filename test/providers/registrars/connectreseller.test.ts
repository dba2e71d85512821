import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { registrars } from '#providers/registrars/registrars.ts';
import type { Registrar } from '#providers/registrars/registrar.ts';
import { carol, change, failureOf, order, survivesMisbehaviour } from './cast.ts';
import { connectResellerProgram } from './connectreseller-program.ts';
import type { Loopback } from './loopback.ts';

let program: Loopback;
let registrar: Registrar;

const settings = { apiKey: 'secret-key', resellerId: '9', currency: 'USD' };
const connect = (apiKey: string) =>
  registrars['connectreseller']!.connect({
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
    expect(receipt).toMatchObject({ state: 'done', expiresOn: '2027-06-24' });
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

  test('a renewal names the customer and the year that is extended', async () => {
    await registrar.renew({ domain: 'held.com', years: 1, expiresOn: '2027-06-24' }, change);
    expect(Object.fromEntries(program.last('RenewalOrder').query)).toMatchObject({
      OrderType: '2',
      Duration: '1',
      Id: '21459',
      Expiryyear: '2027',
    });
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
    await registrar.addPrivateNameserver(
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

  survivesMisbehaviour('domainorder', 'RenewalOrder', () => ({ program, registrar }));
});
