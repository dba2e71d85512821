import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import provider from '#providers/registrars/cosmotown/provider.ts';
import type { Registrar } from '#providers/registrars/registrar.ts';
import { connectTo, change, failureOf, order } from './cast.ts';
import { cosmotownProgram, type CosmotownProgram } from './cosmotown-program.ts';

let program: CosmotownProgram;
let registrar: Registrar;

beforeEach(async () => {
  program = await cosmotownProgram();
  registrar = connectTo(provider, {
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

  test('a status is read in either of the two forms that the documents give', async () => {
    const trace = { key: change.key, kind: 'register' as const, domain: 'new-name.com' };
    // api/ASYNC_WORKFLOW.md, Strategy 2; registration.md, 6, has `data` instead.
    const domains = [
      {
        domain: 'new-name.com',
        status: 'completed',
        processed: true,
        payment_status: 'completed',
        customer_product_id: '17465',
        order_id: '78634',
        invoice_id: '15074',
        domain_created: '2026-04-17T02:59:14Z',
        domain_expires: '2027-04-17T02:59:14Z',
      },
    ];
    program.misbehave('domain/status', { body: { domains } });
    expect(await registrar.findOrder(trace)).toMatchObject({
      state: 'done',
      expiresOn: '2027-04-17',
    });
    // An answer in a form that nobody documents is no proof that nothing was ordered.
    program.misbehave('domain/status', { body: { success: true, orders: domains } });
    expect((await failureOf(registrar.findOrder(trace))).outcome).toBe('UNKNOWN');
  });

  test('a registration whose payment was reversed has failed, its domain is left alone', async () => {
    // ASYNC_WORKFLOW.md, FAQ: `refunded` — Payment reversed.
    program.orders.get('held.com')!.payment_status = 'refunded';
    const trace = { key: change.key, kind: 'register' as const, domain: 'held.com' };
    expect((await registrar.findOrder(trace)).state).toBe('failed');
    expect(await failureOf(registrar.sync('held.com'))).toMatchObject({
      outcome: 'UNKNOWN',
      message: 'The payment of the registration was reversed.',
    });
  });

  test('an invalid order is refused with what is wrong with it', async () => {
    // register/error_case/sync.response.json
    const details = [{ message: '"domains" is not allowed', path: ['domains'] }];
    const body = { error: 'Invalid payload', details };
    program.misbehave('domain/register', { status: 400, body });
    expect(await failureOf(registrar.register(order, change))).toMatchObject({
      outcome: 'REFUSED',
      message: 'Invalid payload: "domains" is not allowed',
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
});
