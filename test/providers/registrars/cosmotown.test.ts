import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { registrars } from '#providers/registrars/registrars.ts';
import type { Registrar } from '#providers/registrars/registrar.ts';
import { change, failureOf, order, survivesMisbehaviour } from './cast.ts';
import { cosmotownProgram, type CosmotownProgram } from './cosmotown-program.ts';

let program: CosmotownProgram;
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
      orderId: '153',
      expiresOn: '2027-06-24',
      price: { amount: '14.20', currency: 'USD' },
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

  test('an order is done when it is processed and paid for, not before (D60)', async () => {
    const trace = { key: change.key, kind: 'register' as const, domain: 'held.com' };
    const held = program.orders.get('held.com')!;
    const found = async () => (await registrar.findOrder(trace)).state;
    expect(await found()).toBe('done');
    held.payment_status = 'pending';
    expect(await found()).toBe('pending');
    Object.assign(held, { processed: false, payment_status: 'completed' });
    expect(await found()).toBe('pending');
    held.payment_status = 'failed';
    expect(await found()).toBe('failed');
    expect(await registrar.findOrder({ ...trace, domain: 'none.com' })).toEqual({
      state: 'absent',
    });
  });

  test('what the repository does not document is not claimed (D68)', () => {
    expect([...registrar.supports].toSorted()).toEqual([
      'availability',
      'findOrder',
      'register',
      'sync',
    ]);
  });

  test('sync tells the state and no date, since renewals are not in it', async () => {
    expect(await registrar.sync('held.com')).toEqual({
      status: 'active',
      expiresOn: null,
      nameservers: null,
    });
    expect((await registrar.sync('gone.com')).status).toBe('absent');
  });

  test('a refusal passes on the registrar’s words', async () => {
    const taken = await failureOf(registrar.register({ ...order, domain: 'held.com' }, change));
    expect(taken).toMatchObject({
      outcome: 'REFUSED',
      message: 'Command failed; object exists',
    });
  });

  survivesMisbehaviour('domain/register', null, () => ({ program, registrar }));
});
