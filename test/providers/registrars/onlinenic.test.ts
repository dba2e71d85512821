import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import provider from '#providers/registrars/onlinenic/provider.ts';
import type { Registrar } from '#providers/registrars/registrar.ts';
import { connectTo, carol, change, failureOf, order } from './cast.ts';
import type { Loopback } from '#providers/contract/loopback.ts';
import { onlineNicProgram } from './onlinenic-program.ts';

let program: Loopback;
let registrar: Registrar;

const connect = (password: string) =>
  connectTo(provider, {
    user: '10578',
    password,
    apiKey: 'secret-key',
    baseUrl: `${program.url}api4/`,
  });

beforeEach(async () => {
  program = await onlineNicProgram();
  registrar = connect('pass-word');
});
afterEach(() => program.close());

const sent = (command: string) => Object.fromEntries(program.last(`command=${command}`).form);

describe('OnlineNIC', () => {
  test('each command is signed and never carries the password', async () => {
    expect(await registrar.availability(['held.com', 'gold.com'])).toEqual([
      { name: 'held.com', status: 'unavailable', premium: false },
      { name: 'gold.com', status: 'available', premium: true },
    ]);
    const { path, body } = program.last('checkDomain');
    expect(path).toBe('/api4/domain/index.php');
    expect(body).not.toContain('pass-word');
    const wrong = await failureOf(connect('other').sync('held.com'));
    expect(wrong).toMatchObject({ outcome: 'REFUSED', message: 'Authentication error.' });
  });

  test('a registration makes the contact once and orders with its number', async () => {
    expect(await registrar.register(order, change)).toEqual({
      state: 'done',
      expiresOn: '2027-06-24',
    });
    expect(sent('createContact')).toMatchObject({
      ext: 'com',
      name: 'Carol Jones Smith',
      voice: '+44.1225123456',
    });
    expect(sent('registerDomain')).toMatchObject({
      domain: 'new-name.com',
      period: '2',
      dns1: 'ns1.host.test',
      dns2: 'ns2.host.test',
      registrant: 'oln1',
      billing: 'oln1',
    });
  });

  test('a transfer sends the code as its password and stays pending', async () => {
    const { years: _years, ...rest } = order;
    const receipt = await registrar.transfer({ ...rest, authCode: 'Xy#1&2' }, change);
    expect(receipt.state).toBe('pending');
    expect(sent('transferDomain')).toMatchObject({ password: 'Xy#1&2', contactid: 'oln1' });
  });

  test('settings of a domain are changed as the commands spell them', async () => {
    await registrar.setNameservers('held.com', ['a.ns.test', 'b.ns.test'], change);
    expect(sent('updateDomainDns')).toMatchObject({ dns1: 'a.ns.test', dns2: 'b.ns.test' });
    await registrar.setLock('held.com', true, change);
    expect(sent('updateDomainStatus')['ctp']).toBe('Y');
    expect(await registrar.eppCode('held.com')).toBe('aB3$x');
    const hostname = 'ns1.held.com';
    await registrar.createPrivateNameserver(
      'held.com',
      { hostname, addresses: ['192.0.2.1'] },
      change,
    );
    expect(sent('createHost')).toMatchObject({ hostname, ext: 'com', addr: '192.0.2.1' });
    const moved = { hostname, addresses: ['192.0.2.2'], oldAddresses: ['192.0.2.1'] };
    await registrar.updatePrivateNameserver('held.com', moved, change);
    expect(sent('updateHost')).toMatchObject({ addaddr: '192.0.2.2', remaddr: '192.0.2.1' });
    await registrar.deletePrivateNameserver('held.com', moved, change);
    expect(sent('deleteHost')).toMatchObject({ hostname, ext: 'com' });
  });

  test('a new registrant has to agree, so the change is pending', async () => {
    const receipt = await registrar.setContacts('held.com', { registrant: carol }, change);
    expect(receipt.state).toBe('pending');
    expect(receipt.words).toContain('Please approve');
  });

  test('refusals, faults at the registry and haste are told apart by their code', async () => {
    const taken = await failureOf(registrar.register({ ...order, domain: 'held.com' }, change));
    expect(taken).toMatchObject({
      outcome: 'REFUSED',
      message: 'Failed to register domain.Object exists',
    });
    const fault = { body: { code: 1024, msg: 'Operation timed out.' } };
    program.misbehave('registerDomain', fault);
    expect((await failureOf(registrar.register(order, change))).outcome).toBe('UNKNOWN');
    program.misbehave('registerDomain', { body: { code: 1074, msg: 'Server too busy' } });
    expect((await failureOf(registrar.register(order, change))).outcome).toBe('NOT_SENT');
  });

  test('sync tells the expiry, and what is not documented is not offered', async () => {
    expect(await registrar.sync('held.com')).toEqual({
      status: 'active',
      expiresOn: '2027-06-24',
      nameservers: null,
    });
    expect((await registrar.sync('gone.com')).status).toBe('absent');
    const unconfirmed = [
      'getNameservers',
      'getLock',
      'getContacts',
      'balance',
      'setIdProtection',
      'restore',
    ] as const;
    for (const feature of unconfirmed) expect(registrar.supports.has(feature)).toBe(false);
  });

  test('the nexus of a .us name goes with its contact (D12)', async () => {
    const answers = { purpose: 'P3', category: 'C11' };
    await registrar.register({ ...order, domain: 'nexus-one.us', answers }, change);
    expect(sent('createContact')).toMatchObject({ apppurpose: 'P3', nexuscategory: 'C11' });
    expect(sent('registerDomain')).not.toHaveProperty('purpose');
  });
});
