import { afterEach, beforeAll, expect, it } from 'vitest';
import { advance, useSystemClock } from '#core/clock.ts';
import { beginRenewal } from '#modules/domains/ordering/renewal.ts';
import { setUpDomain } from '#modules/domains/ordering/set-up-domain.ts';
import { tryAgain } from '#modules/services/retry-queued.ts';
import { systemAction } from '#schema/system-action.ts';
import { runTask } from '#schema/tasks/run.ts';
import type { Work } from '#schema/work.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { sell, waiting } from './cast.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
  await sell(gateway, 'com');
});
afterEach(useSystemClock);

const bySystem = (run: (work: Work) => Promise<unknown>) =>
  systemAction(gateway.app, { action: 'test', input: {} }, run);
const rowOf = (id: number) => gateway.app.db.domain.findUniqueOrThrow({ where: { id } });
const entryOf = (domainId: number) =>
  gateway.app.db.moduleQueueEntry.findFirstOrThrow({ where: { domainId } });
const taskOf = (subjectId: number) =>
  gateway.app.db.task.findFirstOrThrow({
    where: { subjectType: 'Domain', subjectId },
    orderBy: { id: 'desc' },
  });

/** Gives a domain another name, here and at its registry: the name decides how the sandbox behaves. */
async function rename(id: number, from: string, to: string): Promise<void> {
  const { db } = gateway.app;
  await db.domain.update({ where: { id }, data: { name: to } });
  await db.sandboxDomain.updateMany({ where: { name: from }, data: { name: to } });
}

it('has a refused registration in the module queue, tries it again and closes it (D19)', async () => {
  const id = await waiting(gateway, 'q1-refuse.com');
  await bySystem((work) => setUpDomain(work, id, { atRegistrar: true, sendEmail: true }));
  const form = { type: 'domain-register', related_id: id };
  const { count, queue } = await gateway.rapi('GetModuleQueue', form);
  expect(count).toBe('1');
  expect(queue[0]).toMatchObject({
    type: 'domain-register',
    related_id: String(id),
    module: 'sandbox',
    lastAttemptError: 'The registry refused the request.',
  });
  const entry = await entryOf(id);
  expect(entry.nextAttemptAt).not.toBeNull();

  await rename(id, 'q1-refuse.com', 'q1.com');
  advance({ minutes: 2 });
  await tryAgain(gateway.app, entry.id);
  expect((await rowOf(id)).status).toBe('ACTIVE');
  expect((await gateway.rapi('GetModuleQueue', form)).count).toBe('0');
});

it('is retried by hand as well, and tells what came of it (D19)', async () => {
  const id = await waiting(gateway, 'q2-refuse.com');
  await bySystem((work) => setUpDomain(work, id, { atRegistrar: true, sendEmail: true }));
  const RETRY = `mutation ($input: RetryModuleActionInput!) {
    retryModuleAction(input: $input) { entry { isCompleted domain { status } } task { state } } }`;
  const input = { entryId: `ModuleQueueEntry:${(await entryOf(id)).id}` };
  expect(codeOf(await gateway.ask(RETRY, { input }))).toBe('PROVIDER_REJECTED');
  await rename(id, 'q2-refuse.com', 'q2.com');
  const { retryModuleAction } = await gateway.data(RETRY, { input });
  expect(retryModuleAction).toEqual({
    entry: { isCompleted: true, domain: { status: 'ACTIVE' } },
    task: { state: 'SUCCEEDED' },
  });
});

it('goes on trying a paid renewal whose registrar cannot be reached, and renews once (F5)', async () => {
  const id = await waiting(gateway, 'paid.com');
  await bySystem((work) => setUpDomain(work, id, { atRegistrar: true, sendEmail: true }));
  const { db } = gateway.app;
  const before = (await rowOf(id)).expiresOn!.getUTCFullYear();
  await rename(id, 'paid.com', 'paid-down.com');
  await bySystem((work) => beginRenewal(work, { domainId: id, paidBy: 'InvoiceItem:1' }));
  const { id: taskId, state, nextAttemptAt } = await taskOf(id);
  expect(state).toBe('QUEUED');
  expect(await rowOf(id)).toMatchObject({
    status: 'ACTIVE',
    statusMessage: expect.stringContaining('cannot be reached'),
  });
  expect(await entryOf(id)).toMatchObject({ isCompleted: false, nextAttemptAt });
  // An hour without a registrar: the company goes on trying, and tells staff.
  advance({ minutes: 61 });
  expect((await runTask(gateway.app, taskId)).state).toBe('QUEUED');
  const notice = { title: { endsWith: `(task ${taskId})` } };
  expect(await db.todoItem.count({ where: { ...notice, status: 'NEW' } })).toBe(1);

  await rename(id, 'paid-down.com', 'paid.com');
  expect((await runTask(gateway.app, taskId)).state).toBe('SUCCEEDED');
  expect((await rowOf(id)).expiresOn!.getUTCFullYear()).toBe(before + 1);
  expect(await entryOf(id)).toMatchObject({ isCompleted: true });
  const renewals = { operation: 'renew', domainName: 'paid.com' };
  expect(await db.sandboxOperation.count({ where: renewals })).toBe(1);
  expect(await db.todoItem.count({ where: { ...notice, status: 'RESOLVED' } })).toBe(1);
});

it('says of what a person asked for that it was not sent, and does not send it later (F35)', async () => {
  const id = await waiting(gateway, 'asked-down.com');
  const REGISTER = `mutation ($input: DomainRegisterInput!) {
    domainRegister(input: $input) { domain { status } task { state } } }`;
  const input = { domain: { id: `Domain:${id}` } };
  const { errors } = await gateway.ask(REGISTER, { input });
  expect(errors?.[0]?.extensions).toMatchObject({
    code: 'PROVIDER_UNREACHABLE',
    retryable: true,
    taskState: 'CANCELLED',
  });
  expect(await entryOf(id)).toMatchObject({ isCompleted: false, nextAttemptAt: null });
  expect((await rowOf(id)).status).toBe('PENDING');
  await rename(id, 'asked-down.com', 'asked.com');
  const { domainRegister } = await gateway.data(REGISTER, { input });
  expect(domainRegister).toEqual({
    domain: { status: 'ACTIVE' },
    task: { state: 'SUCCEEDED' },
  });
});

it('does what follows from a registration at once (F36)', async () => {
  const id = await waiting(gateway, 'featured.com', { dnsManagement: true, emailForwarding: true });
  const REGISTER = `mutation ($input: DomainRegisterInput!) {
    domainRegister(input: $input) { domain { status } } }`;
  await gateway.data(REGISTER, { input: { domain: { id: `Domain:${id}` } } });
  const began = performance.now();
  const features = async () =>
    (await gateway.app.db.task.findMany({ where: { subjectId: id, kind: 'domain.features' } })).map(
      ({ state }) => state,
    );
  await expect.poll(features, { timeout: 30_000, interval: 20 }).toEqual(['SUCCEEDED']);
  expect(performance.now() - began).toBeLessThan(3_000);
});

const TASK = `query ($id: ID!) { task(id: $id) {
  kind state attempts subjectId error { code message retryable } nextAttemptAt } }`;

it('shows staff what is under way and lets them resolve or cancel it (F51)', async () => {
  const { db } = gateway.app;
  const id = await waiting(gateway, 'lost.com');
  await db.sandboxFault.create({
    data: { operation: 'register', domainName: 'lost.com', fault: 'lost', remaining: 9 },
  });
  await bySystem((work) => setUpDomain(work, id, { atRegistrar: true, sendEmail: true }));
  const LIST = `query ($filter: TaskFilter) { tasks(filter: $filter) {
    totalCount edges { node { id state subjectId error { code } } } } }`;
  const filter = { state: ['UNKNOWN'], kind: ['domain.register'] };
  const { tasks } = await gateway.data(LIST, { filter });
  expect(tasks).toMatchObject({
    totalCount: 1,
    edges: [
      {
        node: {
          state: 'UNKNOWN',
          subjectId: `Domain:${id}`,
          error: { code: 'OUTCOME_UNKNOWN' },
        },
      },
    ],
  });
  const taskId = tasks.edges[0].node.id;
  const CANCEL = `mutation ($input: CancelTaskInput!) { cancelTask(input: $input) { task { state } } }`;
  const cut = await gateway.ask(CANCEL, { input: { taskId } });
  expect(codeOf(cut)).toBe('TASK_OUTCOME_OPEN');
  const RESOLVE = `mutation ($input: ResolveTaskInput!) {
    resolveTask(input: $input) { task { state error { code message } } } }`;
  const input = { taskId, as: 'REJECTED', note: 'Not in the control panel.' };
  const { resolveTask } = await gateway.data(RESOLVE, { input });
  expect(resolveTask.task).toEqual({
    state: 'REJECTED',
    error: { code: 'PROVIDER_REJECTED', message: 'Not in the control panel.' },
  });
  expect((await rowOf(id)).status).toBe('PENDING');
  expect((await gateway.data(TASK, { id: taskId })).task).toMatchObject({ nextAttemptAt: null });
  expect(codeOf(await gateway.ask(TASK, { id: taskId }, 'carol'))).toBe('FORBIDDEN');
});
