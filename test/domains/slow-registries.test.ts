import { afterAll, beforeAll, expect, it } from 'vitest';
import { advance, freeze } from '#core/clock.ts';
import { pollOrders } from '#modules/domains/ordering/pending-orders.ts';
import { runTask } from '#schema/tasks/run.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { enomProgram, type EnomProgram } from '#test/providers/registrars/enom-program.ts';
import {
  namecheapProgram,
  type NamecheapProgram,
} from '#test/providers/registrars/namecheap-program.ts';
import { connect, sell, waiting } from './cast.ts';

let gateway: Gateway;
let atNamecheap: NamecheapProgram;
let atEnom: EnomProgram;
const thaw = freeze('2027-01-10T12:00:00Z');
beforeAll(async () => {
  gateway = await openGateway();
  atNamecheap = await namecheapProgram();
  atEnom = await enomProgram();
  await connect(gateway, 'namecheap', {
    apiUser: 'apiexample',
    apiKey: 'secret-key',
    clientIp: '192.168.1.109',
    baseUrl: atNamecheap.url,
  });
  await connect(gateway, 'enom', {
    accountId: 'resellid',
    token: 'secret-token',
    baseUrl: atEnom.url,
  });
  for (const extension of ['es', 'eu', 'com.au'])
    await sell(gateway, extension, { registrar: 'namecheap', fields: [] });
});
afterAll(async () => {
  thaw();
  await atNamecheap.close();
  await atEnom.close();
});

const REGISTER = `mutation ($input: DomainRegisterInput!) { domainRegister(input: $input) { domain { status } } }`;
const register = (id: number) =>
  gateway.ask(REGISTER, { input: { domain: { id: `Domain:${id}` } } });
const rowOf = (id: number) => gateway.app.db.domain.findUniqueOrThrow({ where: { id } });
const taskOf = (id: number) =>
  gateway.app.db.task.findFirstOrThrow({
    where: { subjectType: 'Domain', subjectId: id, kind: 'domain.register' },
  });

/** How an order is sent, and how the registry gets it through. */
const cases = [
  ['namecheap', 'es', () => atNamecheap, 'namecheap.domains.create'],
  ['namecheap', 'eu', () => atNamecheap, 'namecheap.domains.create'],
  ['enom', 'es', () => atEnom, 'command=Purchase'],
  ['enom', 'eu', () => atEnom, 'command=Purchase'],
  ['enom', 'com.au', () => atEnom, 'command=Purchase'],
] as const;

it.each(cases)(
  '%s: an order for .%s whose answer was lost is found again, and ordered once',
  async (registrar, extension, at, part) => {
    const program = at();
    const name = `lost-at-${registrar}.${extension}`;
    const id = await waiting(gateway, name, { registrarId: await registrarId(registrar) });
    const before = program.count(part);
    // A .es order at Enom waits for a consent: it is in the account, as "Processing".
    atEnom.purchase = { code: '200', status: 'Order Pending' };
    program.misbehave(part, 'drop');
    expect(codeOf(await register(id))).toBe('OUTCOME_UNKNOWN');
    for (const minutes of [1, 3, 20, 60]) {
      advance({ minutes });
      await runTask(gateway.app, (await taskOf(id)).id);
      expect((await rowOf(id)).status).toBe('PENDING_REGISTRATION');
    }
    expect(program.count(part)).toBe(before + 1);
    const row = program.waiting.get(name) ?? program.domains.get(name)!;
    if ('privacy' in row) row.status = registrar === 'enom' ? 'Registered' : 'Ok';
    (program.domains as Map<string, unknown>).set(name, row);
    advance({ hours: 7 });
    const { id: taskId, state } = await taskOf(id);
    if (state !== 'SUCCEEDED') await runTask(gateway.app, taskId);
    await pollOrders(gateway.app, new AbortController().signal);
    expect((await taskOf(id)).state).toBe('SUCCEEDED');
    expect((await rowOf(id)).status).toBe('ACTIVE');
    expect(program.count(part)).toBe(before + 1);
  },
);

const registrarId = async (label: string): Promise<number> =>
  (await gateway.app.db.registrar.findUniqueOrThrow({ where: { label } })).id;

it('an order that its registrar cannot tell of is put before people after ten days', async () => {
  const { db } = gateway.app;
  const id = await waiting(gateway, 'never-through.eu', {
    registrarId: await registrarId('namecheap'),
  });
  atNamecheap.misbehave('namecheap.domains.create', 5);
  expect((await register(id)).errors).toBeUndefined();
  expect((await rowOf(id)).status).toBe('PENDING_REGISTRATION');
  const entries = () => db.moduleQueueEntry.count({ where: { domainId: id, isCompleted: false } });
  await pollOrders(gateway.app, new AbortController().signal);
  expect((await rowOf(id)).lastSyncError).toBe('A .eu domain is shown once it is registered.');
  expect(await entries()).toBe(0);
  advance({ days: 11 });
  await pollOrders(gateway.app, new AbortController().signal);
  await pollOrders(gateway.app, new AbortController().signal);
  expect(await entries()).toBe(1);
});
