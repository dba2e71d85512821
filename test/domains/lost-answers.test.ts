import { inspect } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { advance, freeze } from '#core/clock.ts';
import { Prisma } from '#generated/prisma/client.ts';
import { runTask } from '#schema/tasks/run.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { logicBoxesProgram } from '#test/providers/registrars/logicboxes-program.ts';
import type { Loopback } from '#providers/contract/loopback.ts';
import { sell, sellThrough, waiting } from './cast.ts';

let gateway: Gateway;
let program: Loopback;
// Ahead of the real clock, so that no waiting job of the gateway comes due automatically.
const thaw = freeze('2027-01-10T12:00:00Z');
beforeAll(async () => {
  gateway = await openGateway();
  program = await logicBoxesProgram();
  await sellThrough(gateway, program);
});
afterAll(async () => {
  thaw();
  await program.close();
});

const REGISTER = `mutation ($input: DomainRegisterInput!) { domainRegister(input: $input) { domain { status } } }`;
const RENEW = `mutation ($input: DomainRenewInput!) { domainRenew(input: $input) { domain { expiresOn } } }`;
const by = (id: number) => ({ domain: { id: `Domain:${id}` } });
const rowOf = (id: number) => gateway.app.db.domain.findUniqueOrThrow({ where: { id } });
const taskOf = (id: number) =>
  gateway.app.db.task.findFirstOrThrow({
    where: { subjectType: 'Domain', subjectId: id },
    orderBy: { id: 'desc' },
  });

it('registers at an outside registrar, in its own protocol', async () => {
  const id = await waiting(gateway, 'plain.com');
  const { domainRegister } = await gateway.data(REGISTER, { input: by(id) });
  expect(domainRegister.domain.status).toBe('ACTIVE');
  const sent = program.last('domains/register').form;
  expect(sent.get('domain-name')).toBe('plain.com');
  expect(sent.getAll('ns')).toEqual(['ns1.host.test', 'ns2.host.test']);
});

it('takes a name server away once, though the registrar goes on listing it without an address', async () => {
  const id = await waiting(gateway, 'hosts.com');
  await gateway.data(REGISTER, { input: by(id) });
  const host = { domainId: `Domain:${id}`, hostname: 'ns1' };
  const change = (name: string, input: object) => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input!`;
    return gateway.ask(`mutation ($input: ${type}) { ${name}(input: $input) { domain { id } } }`, {
      input,
    });
  };
  await change('createPrivateNameserver', { ...host, ipAddress: '192.0.2.1' });
  program.misbehave('domains/delete-cns-ip', 'drop');
  expect(codeOf(await change('deletePrivateNameserver', host))).toBe('OUTCOME_UNKNOWN');
  advance({ minutes: 1 });
  expect((await runTask(gateway.app, (await taskOf(id)).id)).state).toBe('SUCCEEDED');
  expect(program.count('domains/delete-cns-ip')).toBe(1);
});

it('finds a registration again whose answer was lost, and orders it once', async () => {
  const id = await waiting(gateway, 'lost.com');
  program.misbehave('domains/register', 'drop');
  const before = program.count('domains/register');
  expect(codeOf(await gateway.ask(REGISTER, { input: by(id) }))).toBe('OUTCOME_UNKNOWN');
  expect((await rowOf(id)).status).toBe('PENDING_REGISTRATION');
  const again = await gateway.ask(REGISTER, { input: by(id) });
  expect(codeOf(again)).toBe('DOMAIN_WRONG_STATUS');
  advance({ minutes: 1 });
  const settled = await runTask(gateway.app, (await taskOf(id)).id);
  expect(settled.state).toBe('SUCCEEDED');
  expect(await rowOf(id)).toMatchObject({ status: 'ACTIVE', registrarRef: expect.any(String) });
  expect(program.count('domains/register')).toBe(before + 1);
});

it('is settled by another process when the first was killed between call and answer', async () => {
  const id = await waiting(gateway, 'killed.com');
  await gateway.ask(REGISTER, { input: by(id) });
  const { id: taskId } = await taskOf(id);
  // What a process leaves that dies after the call: it holds the task, and recorded no answer.
  await gateway.app.db.task.update({
    where: { id: taskId },
    data: { state: 'RUNNING', leaseUntil: new Date(Date.now() + 60_000), outcome: Prisma.DbNull },
  });
  await gateway.app.db.domain.update({
    where: { id },
    data: { status: 'PENDING_REGISTRATION', registrarRef: null, expiresOn: null },
  });
  const before = program.count('domains/register');
  expect((await runTask(gateway.app, taskId)).state).toBe('RUNNING');
  // Its lease ends by the database's clock.
  const leaseUntil = new Date(Date.now() - 1_000);
  await gateway.app.db.task.update({ where: { id: taskId }, data: { leaseUntil } });
  const [one, other] = await Promise.all([
    runTask(gateway.app, taskId),
    runTask(gateway.app, taskId),
  ]);
  expect([one.state, other.state]).toContain('SUCCEEDED');
  expect((await taskOf(id)).state).toBe('SUCCEEDED');
  expect((await rowOf(id)).status).toBe('ACTIVE');
  expect(program.count('domains/register')).toBe(before);
});

it('stays unknown while the registrar cannot be asked, and never orders blindly', async () => {
  const id = await waiting(gateway, 'silent.com');
  await gateway.ask(REGISTER, { input: by(id) });
  const { id: taskId } = await taskOf(id);
  program.misbehave('domains/details-by-name', { status: 403, body: '<html>No</html>' });
  const before = program.count('domains/register');
  for (let look = 0; look < 4; look += 1) {
    advance({ minutes: 40 });
    expect((await runTask(gateway.app, taskId)).state).toBe('UNKNOWN');
  }
  expect((await rowOf(id)).status).toBe('PENDING_REGISTRATION');
  expect(program.count('domains/register')).toBe(before);
  program.misbehave('domains/details-by-name', 150);
  advance({ hours: 7 });
  expect((await runTask(gateway.app, taskId)).state).toBe('SUCCEEDED');
});

it('orders again only after the registrar has twice not known of the order', async () => {
  const sandboxed = await sell(gateway, 'net');
  expect(sandboxed).toBeGreaterThan(0);
  const id = await waiting(gateway, 'gone.net');
  const { db } = gateway.app;
  await db.sandboxFault.create({
    data: { operation: 'register', domainName: 'gone.net', fault: 'lost', remaining: 1 },
  });
  expect(codeOf(await gateway.ask(REGISTER, { input: by(id) }))).toBe('OUTCOME_UNKNOWN');
  const { id: taskId } = await taskOf(id);
  expect((await runTask(gateway.app, taskId)).state).toBe('UNKNOWN');
  expect(await db.sandboxOperation.count({ where: { domainName: 'gone.net' } })).toBe(0);
  advance({ minutes: 3 });
  expect((await runTask(gateway.app, taskId)).state).toBe('SUCCEEDED');
  expect(await db.sandboxOperation.count({ where: { domainName: 'gone.net' } })).toBe(1);
  expect((await rowOf(id)).status).toBe('ACTIVE');
});

it('pays a renewal once whose answer was lost', async () => {
  const id = await waiting(gateway, 'held.com', {
    status: 'ACTIVE',
    expiresOn: new Date('2027-06-24'),
  });
  program.misbehave('domains/renew', 'drop');
  const lost = await gateway.ask(RENEW, { input: by(id) });
  expect({ ...lost.errors?.[0]?.extensions, message: lost.errors?.[0]?.message }).toMatchObject({
    code: 'OUTCOME_UNKNOWN',
  });
  expect(codeOf(await gateway.ask(RENEW, { input: by(id) }))).toBe('DOMAIN_BUSY');
  advance({ minutes: 1 });
  await runTask(gateway.app, (await taskOf(id)).id);
  expect((await rowOf(id)).expiresOn).toEqual(new Date('2028-06-24'));
  expect(program.count('domains/renew')).toBe(1);
});

it('does not put an older change over a newer one', async () => {
  const { id } = await gateway.app.db.domain.findFirstOrThrow({ where: { name: 'held.com' } });
  const SERVERS = `mutation ($input: DomainUpdateNameserversInput!) { domainUpdateNameservers(input: $input) { domain { nameservers } } }`;
  const send = (nameservers: string[]) =>
    gateway.ask(SERVERS, { input: { domainId: `Domain:${id}`, nameservers } });
  program.misbehave('domains/modify-ns', 'drop');
  expect(codeOf(await send(['a.old.test', 'b.old.test']))).toBe('OUTCOME_UNKNOWN');
  const older = await taskOf(id);
  program.misbehave('domains/modify-ns', 150);
  expect(codeOf(await send(['a.new.test', 'b.new.test']))).toBeUndefined();
  advance({ minutes: 1 });
  expect((await runTask(gateway.app, older.id)).state).toBe('REJECTED');
  expect(program.last('domains/modify-ns').form.getAll('ns')).toEqual(['a.new.test', 'b.new.test']);
  expect((await rowOf(id)).ns1).toBe('a.new.test');
});

it('writes no secret into the record of a task', async () => {
  const rows = inspect(await gateway.app.db.task.findMany(), { depth: 9 });
  expect(rows).not.toContain('secret-key');
});
