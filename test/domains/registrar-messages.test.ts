import { afterAll, beforeAll, expect, it } from 'vitest';
import { beginReading } from '#modules/domains/messages/poll-messages.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import {
  eppProgram,
  type EppProgram,
  eppSettings,
} from '#test/providers/registrars/epp-program.ts';
import { pendingData, renewData, transferData } from '#test/providers/registrars/epp-queue.ts';
import { connect, sell, waiting } from './cast.ts';

const qDate = '2026-11-28T22:01:00.0Z';
let gateway: Gateway;
let program: EppProgram;
beforeAll(async () => {
  program = await eppProgram();
  gateway = await openGateway();
  await connect(gateway, 'epp', eppSettings(program));
  await sell(gateway, 'com', { registrar: 'epp' });
});
afterAll(() => program.close());

/** A domain that the registry and the books have as running until 2027-06-24. */
async function both(name: string): Promise<void> {
  program.domains.set(name, structuredClone(program.domains.get('held.com')!));
  const expires = new Date('2027-06-24');
  const dates = { expiresOn: expires, nextDueOn: expires, nextInvoiceOn: expires };
  await waiting(gateway, name, { status: 'ACTIVE', ...dates });
}

/** Reads the queues and waits until that is done. */
async function readAll(): Promise<number> {
  const begun = await beginReading(gateway.app);
  const where = {
    kind: 'registrar.messages',
    state: { in: ['QUEUED' as const, 'RUNNING' as const] },
  };
  await expect.poll(() => gateway.app.db.task.count({ where }), { timeout: 20_000 }).toBe(0);
  return begun;
}

const domain = async (name: string) =>
  (
    await gateway.data(`query ($n: String!) { domain(by: { name: $n }) { status expiresOn } }`, {
      n: name,
    })
  ).domain;
const messages = async (name: string) => {
  const { registrarMessages } = await gateway.data(
    `query ($n: [String!]) { registrarMessages(first: 20, filter: { domainName: $n }) {
      edges { node { messageId text queuedAt domain { name } } } } }`,
    { n: [name] },
  );
  return registrarMessages.edges.map(({ node }: any) => node);
};
const todo = async (word: string) => {
  const { todoItems } = await gateway.data(
    `{ todoItems(first: 50) { edges { node { title description status } } } }`,
  );
  const all = todoItems.edges.map(({ node }: any) => node);
  return all.filter(({ title, description }: any) => `${title} ${description}`.includes(word));
};

it('begins nothing for a queue that is empty', async () => {
  expect(await readAll()).toBe(0);
  expect(await gateway.app.db.task.count({ where: { kind: 'registrar.messages' } })).toBe(0);
});

it('records a domain that went to another registrar, one that was renewed, one that fell', async () => {
  for (const name of ['left.com', 'longer.com', 'fell.com']) await both(name);
  Object.assign(program.domains.get('left.com')!, { clID: 'OTHER' });
  Object.assign(program.domains.get('longer.com')!, { exDate: '2028-06-24T22:00:00.0Z' });
  Object.assign(program.domains.get('fell.com')!, {
    statuses: ['pendingDelete'],
    rgp: 'redemptionPeriod',
  });
  program.queue.push(
    {
      id: '1',
      qDate,
      msg: 'Transfer approved.',
      data: transferData('left.com', 'serverApproved', 'OTHER', 'CLIENT'),
    },
    {
      id: '2',
      qDate,
      msg: 'Renewed by the registry.',
      data: renewData('longer.com', '2028-06-24T22:00:00.0Z'),
    },
    { id: '3', qDate, msg: 'Deleted.', data: pendingData('fell.com', true) },
  );
  expect(await readAll()).toBe(1);
  expect((await domain('left.com')).status).toBe('TRANSFERRED_AWAY');
  expect(await domain('longer.com')).toEqual({ status: 'ACTIVE', expiresOn: '2028-06-24' });
  expect((await domain('fell.com')).status).toBe('REDEMPTION');
  expect(program.queue).toEqual([]);
  expect(await messages('left.com')).toEqual([
    {
      messageId: '1',
      text: 'Transfer approved.',
      queuedAt: '2026-11-28T22:01:00.000Z',
      domain: { name: 'left.com' },
    },
  ]);
  for (const name of ['left.com', 'longer.com', 'fell.com']) expect(await todo(name)).toEqual([]);
});

it('records how a transfer to us ended, either way', async () => {
  for (const [name, trStatus] of [
    ['comes.com', 'clientApproved'],
    ['stays.com', 'clientRejected'],
  ] as const) {
    program.domains.set(name, {
      ...structuredClone(program.domains.get('other.com')!),
      pw: 'c0de',
    });
    await waiting(gateway, name, { origin: 'TRANSFER' });
    await gateway.data(
      'mutation ($input: DomainTransferInput!) { domainTransfer(input: $input) { domain { status } } }',
      { input: { domain: { name }, eppCode: 'c0de' } },
    );
    expect((await domain(name)).status).toBe('PENDING_TRANSFER');
    const row = program.domains.get(name)!;
    row.transfer!.trStatus = trStatus;
    if (trStatus === 'clientApproved') Object.assign(row, { clID: 'CLIENT', statuses: ['ok'] });
    const data = transferData(name, trStatus, 'CLIENT', 'OTHER');
    program.queue.push({ id: `t-${name}`, qDate, msg: 'Transfer.', data });
  }
  await readAll();
  expect(await domain('comes.com')).toEqual({ status: 'ACTIVE', expiresOn: '2027-06-24' });
  expect((await domain('stays.com')).status).toBe('PENDING');
  expect(program.queue).toEqual([]);
});

it('puts before a person what only a person can answer', async () => {
  await both('asked.com');
  await both('vanished.com');
  program.domains.delete('vanished.com');
  program.queue.push(
    {
      id: '20',
      qDate,
      msg: 'Transfer requested.',
      data: transferData('asked.com', 'pending', 'OTHER', 'CLIENT'),
    },
    { id: '21', qDate, msg: 'Credit balance low.' },
    { id: '22', qDate, msg: 'Deleted.', data: pendingData('vanished.com', true) },
    { id: '23', qDate, msg: 'Whose?', data: pendingData('nobody-here.com', true) },
  );
  await readAll();
  expect((await domain('asked.com')).status).toBe('ACTIVE');
  expect((await domain('vanished.com')).status).toBe('ACTIVE');
  const words = ['asked.com', 'Credit balance low.', 'vanished.com', 'nobody-here.com'];
  const items = await Promise.all(words.map((word) => todo(word)));
  expect(items.map((list) => list.length)).toEqual([1, 1, 1, 1]);
  expect(items[0]![0].description).toContain('Transfer requested.');
  expect(items[2]![0].description).toContain('does not hold');
  expect(program.queue).toEqual([]);
});

it('does nothing twice for a message that is seen twice', async () => {
  await both('twice.com');
  const data = transferData('twice.com', 'pending', 'OTHER', 'CLIENT');
  const message = { id: '30', qDate, msg: 'Transfer requested.', data };
  program.queue.push(message);
  await readAll();
  // The answer to the acknowledgement was lost, and the registry has it still.
  program.queue.push(message);
  await readAll();
  expect(await messages('twice.com')).toHaveLength(1);
  expect(await todo('twice.com')).toHaveLength(1);
  expect(program.queue).toEqual([]);
  // Another message under a number that the registry uses anew is another one.
  program.queue.push({ ...message, qDate: '2027-01-01T00:00:00.0Z' });
  await readAll();
  expect(await todo('twice.com')).toHaveLength(2);
});

it('acknowledges nothing that it could not store, and takes it up again', async () => {
  await both('later.com');
  Object.assign(program.domains.get('later.com')!, { clID: 'OTHER' });
  const data = transferData('later.com', 'serverApproved', 'OTHER', 'CLIENT');
  program.queue.push({ id: '40', qDate, msg: 'Transfer approved.', data });
  // No code of RFC 5730: what the registry knows of the domain is not known.
  program.answerWith = '9999';
  await readAll();
  expect(program.queue).toHaveLength(1);
  expect(await messages('later.com')).toEqual([]);
  const where = { kind: 'registrar.messages', state: 'UNKNOWN' as const };
  const [task] = await gateway.app.db.task.findMany({ where });
  expect(task).toBeDefined();
  // One is under way: another is not begun beside it.
  expect(await beginReading(gateway.app)).toBe(0);
  program.answerWith = null;
  await gateway.data(
    'mutation ($input: RetryTaskInput!) { retryTask(input: $input) { task { state } } }',
    { input: { taskId: `Task:${task!.id}` } },
  );
  await readAll();
  expect((await domain('later.com')).status).toBe('TRANSFERRED_AWAY');
  expect(program.queue).toEqual([]);
});
