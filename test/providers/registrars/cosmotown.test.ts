import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { registrars } from '#providers/registrars/registrars.ts';
import type { Registrar } from '#providers/registrars/registrar.ts';
import { carol, change, failureOf, order, survivesMisbehaviour } from './cast.ts';
import { cosmotownProgram } from './cosmotown-program.ts';
import type { Loopback } from './loopback.ts';

let program: Loopback;
let registrar: Registrar;

beforeEach(async () => {
  program = await cosmotownProgram();
  registrar = registrars['cosmos']!.connect({
    apiKey: 'secret-key',
    currency: 'USD',
    baseUrl: `${program.url}api/reseller/v2.25`,
  });
});
afterEach(() => program.close());

const bodyOf = (part: string) => JSON.parse(program.last(part).body) as Record<string, unknown>;

describe('Cosmotown', () => {
  test('availability is asked name by name, and one bad answer spoils only its name', async () => {
    expect(await registrar.availability(['held.com', 'free.com'])).toEqual([
      { name: 'held.com', status: 'unavailable', premium: false },
      { name: 'free.com', status: 'available', premium: false },
    ]);
    expect(program.last('domain/check').headers['x-api-key']).toBe('secret-key');
    program.misbehave('domain/check', 'html');
    expect((await failureOf(registrar.availability(['a.com']))).outcome).toBe('UNKNOWN');
  });

  test('a registration is synchronous and carries the contacts with it', async () => {
    expect(await registrar.register(order, change)).toMatchObject({
      state: 'done',
      orderId: '472',
      expiresOn: '2027-06-24',
      price: { amount: '9.50', currency: 'USD' },
    });
    expect(bodyOf('domain/register')).toMatchObject({
      domain: 'new-name.com',
      years: 2,
      ns: ['ns1.host.test', 'ns2.host.test'],
      contact_info: { registrant: { firstName: 'Carol', zip: 'BA1 1AA' }, billing: {} },
      options: { enable_private_whois: false },
      sync: true,
    });
  });

  test('an order that only became a job is pending', async () => {
    const body = { success: true, status: 'processing', jobId: '216' };
    program.misbehave('domain/register', { body });
    expect(await registrar.register(order, change)).toEqual({ state: 'pending', words: 'Job 216' });
  });

  test('a transfer sends the code in Base64 and stays pending', async () => {
    const { years: _years, ...rest } = order;
    const receipt = await registrar.transfer({ ...rest, authCode: 'AUTH-123' }, change);
    expect(receipt.state).toBe('pending');
    expect(bodyOf('domain/transfer')).toEqual({
      items: [{ domain: 'new-name.com', authCode: 'QVVUSC0xMjM=' }],
      sync: true,
    });
    const trace = { key: change.key, kind: 'transfer' as const, domain: order.domain };
    expect(await registrar.findOrder(trace)).toMatchObject({ state: 'pending', orderId: '472' });
  });

  test('settings of a domain are read and changed', async () => {
    await registrar.setNameservers('held.com', ['a.ns.test'], change);
    expect(await registrar.getNameservers('held.com')).toEqual(['a.ns.test']);
    await registrar.setLock('held.com', true, change);
    expect(await registrar.getLock('held.com')).toBe(true);
    await registrar.setLock('held.com', false, change);
    expect(await registrar.getLock('held.com')).toBe(false);
    expect(await registrar.eppCode('held.com')).toBe('AUTH-123');
    await registrar.setIdProtection('held.com', true, change);
    expect(bodyOf('domain/options')['options']).toEqual({ enable_private_whois: true });
    await registrar.setContacts('held.com', { registrant: carol }, change);
    expect((await registrar.getContacts('held.com')).registrant).toEqual(carol);
  });

  test('sync tells status, expiry and nameservers, and balance is exact', async () => {
    expect(await registrar.sync('held.com')).toEqual({
      status: 'active',
      expiresOn: '2027-06-24',
      nameservers: ['ns1.host.test'],
    });
    expect((await registrar.sync('gone.com')).status).toBe('absent');
    expect(await registrar.balance()).toEqual({ amount: '78877.430', currency: 'USD' });
  });

  test('a refusal inside a good answer passes on the registry’s words', async () => {
    const failed = await failureOf(registrar.register({ ...order, domain: 'held.com' }, change));
    expect(failed).toMatchObject({
      outcome: 'REFUSED',
      message: 'Command failed; object exists',
    });
  });

  test('a request turned away for haste was not sent, a server error is not known', async () => {
    program.misbehave('domain/register', { status: 429, body: {} });
    expect((await failureOf(registrar.register(order, change))).outcome).toBe('NOT_SENT');
    program.misbehave('domain/register', { status: 500, body: { error: 'Backend failed' } });
    const failed = await failureOf(registrar.register(order, change));
    expect(failed).toMatchObject({ outcome: 'UNKNOWN', message: 'Backend failed' });
  });

  test('what the API has not is not offered', () => {
    expect(registrar.supports.has('addPrivateNameserver')).toBe(false);
    expect(registrar.customActions()).toEqual([]);
  });

  survivesMisbehaviour('domain/register', 'domain/renew', () => ({ program, registrar }));
});
