import { beforeAll, expect, it } from 'vitest';
import { startMail } from '#modules/mail/start-mail.ts';
import { domainsDaily } from '#modules/domains/life/daily.ts';
import { connect, sell, waiting } from '#test/domains/cast.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway(startMail);
  await gateway.app.db.adminRole.updateMany({ data: { receivesSystemEmail: true } });
  await connect(gateway, 'manual', { instructions: 'Buy at names.example.' });
  await sell(gateway, 'com', { registrar: 'manual' });
});

const READ = `query ($name: String!) { domain(by: { name: $name }) {
  id status statusMessage expiresOn nameservers pendingOperation { kind state }
  tasks(first: 5) { edges { node { id kind state error { code message retryable } nextAttemptAt } } }
} }`;
const read = async (name: string) => {
  const { domain } = await gateway.data(READ, { name });
  return { ...domain, tasks: domain.tasks.edges.map(({ node }: any) => node) };
};
const todo = async () => {
  const { todoItems } = await gateway.data(
    `{ todoItems(first: 50) { edges { node { title description status } } } }`,
  );
  return todoItems.edges.map(({ node }: any) => node);
};
const resolve = (taskId: string, more: object) =>
  gateway.ask(
    `mutation ($input: ResolveTaskInput!) { resolveTask(input: $input) { task { state } } }`,
    { input: { taskId, note: 'Looked at names.example.', ...more } },
  );
const act = (field: string, input: object) => {
  const type = `${field[0]!.toUpperCase()}${field.slice(1)}Input`;
  return gateway.ask(
    `mutation ($input: ${type}!) { ${field}(input: $input) { domain { status } } }`,
    { input },
  );
};

it('puts an order before a person, waits, and records what that one says, with the expiry (D79)', async () => {
  await waiting(gateway, 'by-hand.com');
  const answer = await act('domainRegister', { domain: { name: 'by-hand.com' } });
  expect(answer.errors).toBeUndefined();
  const before = await read('by-hand.com');
  const pendingOperation = { kind: 'domain.register', state: 'UNKNOWN' };
  expect(before).toMatchObject({ status: 'PENDING_REGISTRATION', pendingOperation });
  const [task] = before.tasks;
  expect(task).toMatchObject({
    kind: 'domain.register',
    state: 'UNKNOWN',
    nextAttemptAt: null,
    error: { code: 'WAITS_FOR_PERSON', retryable: false },
  });
  expect(task.error.message).toMatch(
    /^Register by-hand\.com for 1 year for .*, with the name servers ns1\.host\.test, ns2\.host\.test\. Buy at names\.example\.$/,
  );
  const [item] = (await todo()).filter(({ description }: any) => description.includes('by-hand'));
  expect(item).toMatchObject({ status: 'NEW' });
  expect(item.description).toContain(task.id);
  const { db } = gateway.app;
  await expect
    .poll(() => db.email.count({ where: { subject: { contains: 'done by hand' } } }), {
      timeout: 10_000,
    })
    .toBeGreaterThan(0);

  // It waits: neither a second order nor a night changes that.
  const again = await act('domainRegister', { domain: { name: 'by-hand.com' } });
  expect(again.errors?.[0]?.extensions.code).toMatch(/^DOMAIN_(BUSY|WRONG_STATUS)$/);
  await domainsDaily(gateway.app);
  expect((await read('by-hand.com')).tasks).toHaveLength(1);

  const done = await resolve(task.id, { as: 'SUCCEEDED', expiresOn: '2028-02-29' });
  expect(done.data.resolveTask.task.state).toBe('SUCCEEDED');
  const after = await read('by-hand.com');
  expect(after).toMatchObject({
    status: 'ACTIVE',
    expiresOn: '2028-02-29',
    pendingOperation: null,
  });
  const [resolved] = (await todo()).filter(({ title }: any) => title === item.title);
  expect(resolved.status).toBe('RESOLVED');
});

it('takes a no of that person for the registrar’s own, and asks again after a retry (D79)', async () => {
  await waiting(gateway, 'refused.com');
  await act('domainRegister', { domain: { name: 'refused.com' } });
  const [task] = (await read('refused.com')).tasks;
  const retried = await gateway.ask(
    `mutation ($input: RetryTaskInput!) { retryTask(input: $input) { task { state error { code } } } }`,
    { input: { taskId: task.id } },
  );
  expect(retried.data.retryTask.task).toMatchObject({
    state: 'UNKNOWN',
    error: { code: 'WAITS_FOR_PERSON' },
  });
  await resolve(task.id, { as: 'REJECTED' });
  expect(await read('refused.com')).toMatchObject({
    status: 'PENDING',
    statusMessage: 'Looked at names.example.',
  });
  const { queue } = await gateway.rapi('GetModuleQueue', { type: 'domain-register' });
  expect(queue.map(({ lastAttemptError }: any) => lastAttemptError)).toContain(
    'Looked at names.example.',
  );
});

it('has changes made by a person too, and keeps secrets out of what is said (D79)', async () => {
  const input = {
    domainId: (await read('by-hand.com')).id,
    nameservers: ['a.ns.test', 'b.ns.test'],
  };
  const answer = await act('domainUpdateNameservers', input);
  expect(answer.errors).toBeUndefined();
  const before = await read('by-hand.com');
  expect(before.nameservers).toEqual(['ns1.host.test', 'ns2.host.test']);
  const task = before.tasks.find(({ state }: any) => state === 'UNKNOWN');
  expect(task.error.message).toContain('to a.ns.test, b.ns.test.');
  expect(
    (await resolve(task.id, { as: 'SUCCEEDED', expiresOn: '2029-01-01' })).errors?.[0],
  ).toMatchObject({
    message: expect.stringContaining('expiresOn'),
  });
  await resolve(task.id, { as: 'SUCCEEDED' });
  expect((await read('by-hand.com')).nameservers).toEqual(['a.ns.test', 'b.ns.test']);

  await waiting(gateway, 'moving.com', { origin: 'TRANSFER' });
  await act('domainTransfer', { domain: { name: 'moving.com' }, eppCode: 'Top-Secret-1' });
  const [transfer] = (await read('moving.com')).tasks;
  expect(transfer.error.code).toBe('WAITS_FOR_PERSON');
  expect(JSON.stringify([transfer, await todo()])).not.toContain('Top-Secret');
});

it('ships what the trade expects first: manual, EPP, Openprovider, DirectAdmin, Proxmox (D79)', async () => {
  const { providers } = await gateway.data(`{ providers { kind name documents } }`);
  const names = (kind: string) =>
    providers.filter((one: any) => one.kind === kind).map(({ name }: any) => name);
  expect(names('REGISTRAR')).toEqual(
    expect.arrayContaining(['manual', 'epp', 'openprovider', 'opensrs', 'namecheap', 'enom']),
  );
  expect(names('PANEL')).toEqual(expect.arrayContaining(['manual', 'directadmin', 'proxmox']));
});
