import { beforeAll, expect, it } from 'vitest';
import { startMail } from '#modules/mail/start-mail.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { act, createServer, addService, openStore } from '#test/services/store.ts';

let gateway: Gateway;
let service: number;
beforeAll(async () => {
  gateway = await openGateway(startMail);
  await gateway.app.db.adminRole.updateMany({ data: { receivesSystemEmail: true } });
  const store = await openStore(gateway);
  await gateway.app.db.product.update({
    where: { id: store.hosting },
    data: { serverModule: 'manual', serverPackageName: 'starter' },
  });
  const settings = { module: 'manual', hostname: 'rack7.host.test', name: 'rack7' };
  await createServer(gateway, { port: 443 }, settings);
  const named = { domainName: 'carol.example', username: 'carol' };
  service = await addService(gateway, gateway.carol, store.hosting, named);
});

const READ = `query ($id: ID!) { service(id: $id) {
  status username hasAccount suspendReason
  tasks(first: 1, orderBy: [{ field: ID, direction: DESC }]) {
    edges { node { id kind state nextAttemptAt error { code message } } }
  }
} }`;
const read = async () => {
  const { service: row } = await gateway.data(READ, { id: `Service:${service}` });
  const { tasks, ...more } = row;
  return { ...more, task: tasks.edges[0]?.node };
};
const todo = async (taskId: string) => {
  const { todoItems } = await gateway.data(
    `{ todoItems(first: 50) { edges { node { title description status } } } }`,
  );
  const all = todoItems.edges.map(({ node }: any) => node);
  return all.filter(({ description }: any) => description.includes(taskId));
};
const emails = () =>
  gateway.app.db.email.count({ where: { subject: { contains: 'done by hand' } } });
const resolve = (taskId: string, as: 'SUCCEEDED' | 'REJECTED') =>
  gateway.data(
    `mutation ($input: ResolveTaskInput!) { resolveTask(input: $input) { task { state } } }`,
    { input: { taskId, as, note: 'The rack is full.' } },
  );

/** Asks for an action, and sees that it waits for a person: to-do, e-mail and the service as it was. */
async function asked(mutation: string, more: object = {}) {
  const before = await read();
  const sent = await emails();
  await act(gateway, mutation, service, more);
  const { task, ...now } = await read();
  expect(now).toEqual({ ...before, task: undefined, ...now });
  expect([now.status, now.hasAccount, now.suspendReason]).toEqual([
    before.status,
    before.hasAccount,
    before.suspendReason,
  ]);
  expect(task).toMatchObject({
    state: 'UNKNOWN',
    nextAttemptAt: null,
    error: { code: 'WAITS_FOR_PERSON' },
  });
  const items = await todo(task.id);
  expect(items).toEqual([expect.objectContaining({ status: 'NEW' })]);
  expect(items[0].description).toContain(task.error.message);
  expect(items[0].description).toContain('rack7.host.test');
  await expect.poll(emails, { timeout: 10_000 }).toBeGreaterThan(sent);
  return task;
}

/** A person says that it was done; the to-do is done with it. */
async function done(taskId: string) {
  await resolve(taskId, 'SUCCEEDED');
  expect(await todo(taskId)).toEqual([expect.objectContaining({ status: 'RESOLVED' })]);
  return read();
}

it('has an account made by a person: the service is active when that one says so (D79)', async () => {
  const task = await asked('moduleCreate');
  expect(task.error.message).toBe(
    'Make the account carol for carol.example with the package starter on rack7.host.test.',
  );
  expect((await read()).status).toBe('PENDING');
  expect(await done(task.id)).toMatchObject({ status: 'ACTIVE', hasAccount: true });
});

it('has it suspended and unsuspended by a person (D79)', async () => {
  const suspension = await asked('moduleSuspend', { reason: 'Spam' });
  expect(suspension.error.message).toContain('Suspend the account carol for carol.example (Spam)');
  expect(await done(suspension.id)).toMatchObject({ status: 'SUSPENDED', suspendReason: 'Spam' });
  const end = await asked('moduleUnsuspend');
  expect(await done(end.id)).toMatchObject({ status: 'ACTIVE', suspendReason: '' });
});

it('has its package and its password changed by a person, and says no secret (D79)', async () => {
  const packages = await asked('moduleChangePackage');
  expect(packages.error.message).toContain('to the package starter');
  expect((await done(packages.id)).status).toBe('ACTIVE');
  const password = await asked('moduleChangePassword', { password: 'Top-Secret-77!' });
  expect(JSON.stringify([password, await todo(password.id)])).not.toContain('Top-Secret');
  const written = await gateway.app.db.email.findMany({ select: { subject: true } });
  expect(JSON.stringify(written)).not.toContain('Top-Secret');
  expect((await done(password.id)).status).toBe('ACTIVE');
});

it('leaves a service as it is when that person says no (D79)', async () => {
  const task = await asked('moduleSuspend');
  await resolve(task.id, 'REJECTED');
  expect((await read()).status).toBe('ACTIVE');
  expect(await todo(task.id)).toEqual([expect.objectContaining({ status: 'RESOLVED' })]);
});

it('has it removed by a person: terminated when that one says so, not before (D79)', async () => {
  const task = await asked('moduleTerminate');
  expect(task.error.message).toContain('Remove the account carol');
  expect(await done(task.id)).toMatchObject({ status: 'TERMINATED', hasAccount: false });
});
