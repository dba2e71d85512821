import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { registrars } from '#providers/registrars/registrars.ts';
import type { Registrar } from '#providers/registrars/registrar.ts';
import { carol, change, failureOf, order, survivesMisbehaviour } from './cast.ts';
import { logicBoxesProgram } from './logicboxes-program.ts';
import type { Loopback } from './loopback.ts';

let program: Loopback;
let registrar: Registrar;

beforeEach(async () => {
  program = await logicBoxesProgram();
  registrar = registrars['logicboxes']!.connect({
    userId: '700',
    apiKey: 'secret-key',
    customerId: '42',
    baseUrl: `${program.url}api/`,
    checkUrl: `${program.url}api`,
  });
});
afterEach(() => program.close());

describe('LogicBoxes', () => {
  test('availability asks once per label with all its TLDs and tells premium prices', async () => {
    const found = await registrar.availability(['held.com', 'held.net', 'gold.com', 'odd.net']);
    expect(found).toEqual([
      { name: 'held.com', status: 'unavailable', premium: false },
      { name: 'held.net', status: 'available', premium: false },
      {
        name: 'gold.com',
        status: 'available',
        premium: true,
        prices: { register: { amount: '150.00', currency: 'USD' } },
      },
      { name: 'odd.net', status: 'unknown', premium: false },
    ]);
    expect(program.count('available.json')).toBe(3);
    const held = program.seen.find(({ query }) => query.get('domain-name') === 'held');
    expect(held?.query.getAll('tlds')).toEqual(['com', 'net']);
    expect(held?.method).toBe('GET');
  });

  test('a registration adds the contact once, then orders with repeated keys', async () => {
    const receipt = await registrar.register(
      { ...order, extra: { idnLanguageCode: 'en' } },
      change,
    );
    expect(receipt).toMatchObject({
      state: 'done',
      orderId: '33566241',
      price: { amount: '7.910', currency: 'USD' },
    });
    expect(program.count('contacts/add')).toBe(1);
    const contact = program.last('contacts/add').form;
    expect(contact.get('phone-cc')).toBe('44');
    expect(contact.get('phone')).toBe('1225123456');
    const { form, method } = program.last('domains/register');
    expect(method).toBe('POST');
    expect(form.getAll('ns')).toEqual(['ns1.host.test', 'ns2.host.test']);
    expect(Object.fromEntries(form)).toMatchObject({
      'domain-name': 'new-name.com',
      years: '2',
      'customer-id': '42',
      'reg-contact-id': '900',
      'billing-contact-id': '900',
      'invoice-option': 'NoInvoice',
      'purchase-privacy': 'false',
      'attr-name1': 'idnLanguageCode',
      'attr-value1': 'en',
    });
  });

  test('registries without administrative contacts get -1 and their own contact type', async () => {
    await registrar.register({ ...order, domain: 'new-name.co.uk' }, change);
    expect(program.last('contacts/add').form.get('type')).toBe('UkContact');
    const { form } = program.last('domains/register');
    expect(form.get('admin-contact-id')).toBe('-1');
    expect(form.get('billing-contact-id')).toBe('-1');
  });

  test('a transfer carries the code, and a renewal the expiry it extends', async () => {
    const { years: _years, ...rest } = order;
    await registrar.transfer({ ...rest, authCode: 'Xy#1&2' }, change);
    expect(program.last('domains/transfer').form.get('auth-code')).toBe('Xy#1&2');
    const renewal = { domain: 'held.com', years: 1, expiresOn: '2027-06-24' };
    await registrar.renew(renewal, change);
    expect(program.last('domains/renew').form.get('exp-date')).toBe('1813795200');
  });

  test('settings of a domain are read and changed by its order', async () => {
    await registrar.setNameservers('held.com', ['a.ns.test', 'b.ns.test'], change);
    expect(await registrar.getNameservers('held.com')).toEqual(['a.ns.test', 'b.ns.test']);
    await registrar.setLock('held.com', true, change);
    expect(await registrar.getLock('held.com')).toBe(true);
    expect(program.last('theft-protection').form.get('order-id')).toBe('33566240');
    expect(await registrar.eppCode('held.com')).toBe('aB3$x');
    await registrar.setIdProtection('held.com', true, change);
    expect(program.last('modify-privacy').form.get('protect-privacy')).toBe('true');
    await registrar.setContacts('held.com', { registrant: carol }, change);
    expect((await registrar.getContacts('held.com')).registrant).toMatchObject({
      firstName: 'Carol',
      lastName: 'Jones Smith',
      company: 'Carol & Co',
      phone: '+44.1225123456',
    });
    expect(await registrar.runCustomAction('cancelTransfer', 'held.com', change)).toEqual({
      state: 'done',
    });
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
    expect(program.last('delete-cns-ip').form.getAll('ip')).toEqual(['192.0.2.2', '192.0.2.3']);
  });

  test('sync tells status, expiry and nameservers, and balance is exact', async () => {
    expect(await registrar.sync('held.com')).toEqual({
      status: 'active',
      expiresOn: '2027-06-24',
      nameservers: ['ns1.host.test'],
    });
    expect((await registrar.sync('gone.com')).status).toBe('absent');
    expect(await registrar.balance()).toEqual({ amount: '1234567.890', currency: 'USD' });
  });

  test('a refusal passes on the registrar’s words, with HTTP 500 or 200', async () => {
    const failed = await failureOf(registrar.register({ ...order, domain: 'held.com' }, change));
    expect(failed).toMatchObject({ outcome: 'REFUSED', message: 'Domain already registered.' });
    const body = { status: 'ERROR', message: 'NameServer x is not a valid Nameserver' };
    program.misbehave('modify-ns', { status: 200, body });
    const refused = await failureOf(registrar.setNameservers('held.com', ['x'], change));
    expect(refused).toMatchObject({ outcome: 'REFUSED', message: body.message });
  });

  test('an order that failed after it was queued is not known to be lost', async () => {
    const body = { status: 'Failed', actionstatusdesc: 'Order Locked In Processing', eaqid: '4' };
    program.misbehave('domains/register', { body });
    const failed = await failureOf(registrar.register(order, change));
    expect(failed).toMatchObject({ outcome: 'UNKNOWN', message: 'Order Locked In Processing' });
  });

  test('an answer lost before the order itself means that nothing was ordered', async () => {
    program.misbehave('contacts/add', 'drop');
    const failed = await failureOf(registrar.register(order, change));
    expect(failed.outcome).toBe('NOT_SENT');
    expect(program.count('domains/register')).toBe(0);
  });

  test('what the API has not is refused as not supported', async () => {
    expect(registrar.supports.has('setEmailForwarding')).toBe(false);
    const failed = await failureOf(registrar.setEmailForwarding('held.com', true, change));
    expect(failed).toMatchObject({
      outcome: 'REFUSED',
      message: 'Registrar Function Not Supported',
    });
  });

  survivesMisbehaviour('domains/register', 'domains/renew', () => ({ program, registrar }));
});

test('connecting names the setting that is missing or wrong', () => {
  const connect = (provided: Record<string, string>) => registrars['logicboxes']!.connect(provided);
  expect(() => connect({ userId: '1', customerId: '2' })).toThrow('"apiKey" is missing');
  const settings = { userId: '1', customerId: '2', apiKey: 'k' };
  expect(() => connect({ ...settings, baseUrl: 'file:///x' })).toThrow('not a web address');
  expect(() => connect({ ...settings, invoiceOption: 'Free' })).toThrow('must be one of');
});
