/**
 * `npm run proofs`: a night of 300 paid renewals whose registrar cannot be reached for six hours
 * (simulated), and then can. Each is renewed once, nobody is told that it failed, and nothing is
 * left before staff. On the PostgreSQL at TEST_DATABASE_URL, or embedded.
 */
import { createServer, type AddressInfo } from 'node:net';
import pLimit from 'p-limit';
import { startApp } from '#app.ts';
import { readConfig } from '#config.ts';
import { advance, freeze, now } from '#core/clock.ts';
import { toDay } from '#core/dates.ts';
import '#modules/schema.ts';
import { beginRenewal } from '#modules/domains/ordering/renewal.ts';
import { encryptSettings } from '#modules/domains/registrars/registrar-settings.ts';
import { migrate } from '#platform/database/migrate.ts';
import { openDatabase } from '#platform/database/open.ts';
import type { App } from '#schema/app.ts';
import { systemAction } from '#schema/system-action.ts';
import { runTask } from '#schema/tasks/run.ts';
import { ensureEssentials } from '#start/essentials.ts';
import { logicBoxesProgram } from '#test/providers/registrars/logicboxes-program.ts';
import { ownDatabase } from './server.ts';

const RENEWALS = Number(process.env.RENEWALS ?? 300);
const OUTAGE_HOURS = 6;
const own = await ownDatabase('outage');
const database = await openDatabase({ databaseUrl: own.url });
const program = await logicBoxesProgram();

/** An address on which nobody listens. */
async function deadAddress(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}/api/`;
}

/** Has LogicBoxes asked at an address from now on. */
async function listenAt(app: App, address: string): Promise<void> {
  const label = 'logicboxes';
  const account = { userId: '700', apiKey: 'secret-key', customerId: '9' };
  const settings = { ...account, baseUrl: address, checkUrl: address };
  const data = { settingsEncrypted: encryptSettings(app, label, settings), isActive: true };
  const create = { ...data, label, module: label, displayName: 'LogicBoxes' };
  await app.db.registrar.upsert({ where: { label }, create, update: data });
}

try {
  await migrate(database);
  const config = readConfig({ LOG_LEVEL: 'fatal', ENCRYPTION_KEY: `proof:${'A'.repeat(43)}=` });
  const { app, stop } = await startApp(config, { opened: database });
  await ensureEssentials(app);
  freeze('2027-06-20T02:00:00Z');
  const { db } = app;
  const began = performance.now();
  await listenAt(app, await deadAddress());
  const client = await db.client.create({
    data: {
      firstName: 'Kim',
      lastName: 'Night',
      email: 'kim@example.test',
      countryCode: 'GB',
      currencyCode: 'USD',
    },
  });
  const registrar = await db.registrar.findUniqueOrThrow({ where: { label: 'logicboxes' } });
  const held = program.orders.get('held.com')!;
  const ids: number[] = [];
  for (let place = 0; place < RENEWALS; place += 1) {
    const name = `night${place}.com`;
    program.orders.set(name, { ...held, orderid: String(90_000 + place), domainname: name });
    const until = new Date(Number(held.endtime) * 1_000);
    const of = { clientId: client.id, registrarId: registrar.id, currencyCode: 'USD' };
    const dates = { expiresOn: until, nextDueOn: until };
    const row = { ...of, ...dates, name, unicodeName: name, status: 'ACTIVE' as const };
    ids.push((await db.domain.create({ data: row, select: { id: true } })).id);
  }
  const limit = pLimit(8);
  await Promise.all(
    ids.map((domainId) =>
      limit(() =>
        systemAction(app, { action: 'proof', input: { domainId } }, (work) =>
          beginRenewal(work, { domainId, years: 1, paidBy: `InvoiceItem:${domainId}` }),
        ),
      ),
    ),
  );
  const queued = await db.task.count({ where: { kind: 'domain.renew', state: 'QUEUED' } });
  if (queued !== RENEWALS) throw new Error(`${queued} of ${RENEWALS} renewals wait.`);

  /** Lets the time pass and carries out what comes due, as the workers would. */
  async function pass(hours: number): Promise<void> {
    for (let half = 0; half < hours * 2; half += 1) {
      advance({ minutes: 30 });
      const where = { nextAttemptAt: { lte: now() }, kind: 'domain.renew' };
      const due = await db.task.findMany({ where, select: { id: true } });
      await Promise.all(due.map(({ id }) => limit(() => runTask(app, id))));
    }
  }

  await pass(OUTAGE_HOURS);
  if (program.count('domains/renew') !== 0) throw new Error('The registrar was asked while down.');
  await listenAt(app, `${program.url}api/`);
  await pass(8);

  const states = await db.task.groupBy({
    by: ['state'],
    where: { kind: 'domain.renew' },
    _count: true,
  });
  const calls = program.seen.filter(({ path }) => path.endsWith('/domains/renew.json'));
  const orders = new Set(calls.map(({ form }) => form.get('order-id')));
  const renewed = await db.domain.findMany({ where: { id: { in: ids } } });
  const wrong = renewed.filter(({ expiresOn }) => toDay(expiresOn!) !== '2028-06-24');
  const told = await db.outboxEvent.count({ where: { type: 'domain.renewalFailed' } });
  const entries = await db.moduleQueueEntry.count({ where: { isCompleted: false } });
  const todos = await db.todoItem.count({ where: { status: { not: 'RESOLVED' } } });
  const found = {
    states,
    calls: calls.length,
    orders: orders.size,
    wrong: wrong.length,
    told,
    entries,
    todos,
  };
  const isRight =
    states.length === 1 &&
    states[0]?.state === 'SUCCEEDED' &&
    calls.length === RENEWALS &&
    orders.size === RENEWALS &&
    wrong.length + told + entries + todos === 0;
  if (!isRight) throw new Error(JSON.stringify(found));
  const seconds = Math.round((performance.now() - began) / 1_000);
  console.log(
    `ok  ${RENEWALS} renewals, their registrar down for ${OUTAGE_HOURS} h: each made once, nobody told otherwise, ${seconds} s`,
  );
  await stop();
} finally {
  await program.close();
  await database.close();
  await own.drop();
}
