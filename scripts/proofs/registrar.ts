/**
 * `npm run proofs`: orders registrations, transfers and renewals at a loopback LogicBoxes, kills the
 * gateway (SIGKILL) between the calls and their answers, starts it again, has every customer press
 * the button once more, and lets it find out what became of them. In the end the registrar has
 * got exactly one order for each, and each domain says what the registrar says. On the PostgreSQL
 * at TEST_DATABASE_URL; passed over without one, since it looks into the gateway's database.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { toDay } from '#core/dates.ts';
import { checkBooks } from '#modules/billing/ledger/check-books.ts';
import type { Db } from '#platform/database/client.ts';
import { openDatabase } from '#platform/database/open.ts';
import { logicBoxesProgram } from '#test/providers/registrars/logicboxes-program.ts';
import { openTasks } from '#schema/tasks/kind.ts';
import { addClient, dataOf, gatewayProcess } from './gateway.ts';
import { ownDatabase } from './server.ts';

const kinds = ['Register', 'Transfer', 'Renew'] as const;
/** How often it is killed: `KILLS=200 EACH=1` is the long proof. */
const ROUNDS = Number(process.env.KILLS ?? 3);
/** Domains of each kind in a round. */
const EACH = Number(process.env.EACH ?? 3);
/** How long the registrar holds its answer, in milliseconds. */
const HOLD = 700;
const SETTLE_MS = 30_000;

interface Order {
  kind: (typeof kinds)[number];
  name: string;
  id: number;
}

const began = performance.now();
const say = (words: string) =>
  console.log(`${Math.round((performance.now() - began) / 1_000)} s`.padStart(6), '', words);

const own = await ownDatabase('registrar');
if (!own.url) {
  console.log('--  the registrar proof needs TEST_DATABASE_URL and is passed over');
  process.exit();
}
const dataDir = await mkdtemp(join(tmpdir(), 'hostgraph-registrar-'));
const gateway = gatewayProcess(own.url, dataDir);
const program = await logicBoxesProgram();
const account = { userId: '700', apiKey: 'secret-key', customerId: '9' };
const api = `${program.url}api/`;

/** The calls that order something, as the registrar saw them. */
const orderCalls = () =>
  program.seen.filter(({ path }) => /\/domains\/(register|transfer|renew)\.json$/.test(path));

/** Asks the gateway for an order; what it answers is for the end to judge. */
function press({ kind, id }: Order) {
  const input = {
    domain: { id: `Domain:${id}` },
    ...(kind === 'Transfer' && { eppCode: 'aB3$x' }),
    ...(kind === 'Renew' && { years: 1 }),
  };
  const mutation = `mutation ($input: Domain${kind}Input!) {
    domain${kind}(input: $input) { domain { status } } }`;
  return gateway.ask(mutation, { input }, `${kind}-${id}`);
}

/** Asks the registrar how a domain stands: what it answers to an order does not say until when. */
async function sync({ id }: Order): Promise<void> {
  const mutation = `mutation ($input: SyncDomainInput!) {
    syncDomain(input: $input) { domain { status } } }`;
  dataOf(await gateway.ask(mutation, { input: { domainId: `Domain:${id}` } }));
}

/** Puts .com on sale at the loopback registrar. */
async function setUpStore(): Promise<number> {
  const settings = Object.entries({ ...account, baseUrl: api, checkUrl: api });
  const configure = `mutation ($input: ConfigureRegistrarInput!) {
    configureRegistrar(input: $input) { registrar { id } } }`;
  const input = {
    module: 'logicboxes',
    isActive: true,
    settings: settings.map(([name, secretValue]) => ({ name, secretValue })),
  };
  dataOf(await gateway.ask(configure, { input }));
  const create = `mutation ($input: CreateTldInput!) { createTld(input: $input) { tld { databaseId } } }`;
  const prices = { cost: '8', registerPrices: ['10'], renewPrices: ['12'], transferPrices: ['11'] };
  const com = { extension: 'com', registrar: 'logicboxes', ...prices };
  dataOf(await gateway.ask(create, { input: com }));
  return Number((await addClient(gateway, 'kim@example.test')).replace('Client:', ''));
}

/** The domains of a round, waiting as orders leave them; those to be renewed are registered first. */
async function requested(db: Db, clientId: number, round: number): Promise<Order[]> {
  const tld = await db.tld.findUniqueOrThrow({ where: { extension: 'com' } });
  const orders: Order[] = [];
  for (const kind of kinds)
    for (let place = 0; place < EACH; place += 1) {
      const name = `${kind.toLowerCase()}-${round}-${place}.com`;
      const of = { clientId, tldId: tld.id, registrarId: tld.registrarId, currencyCode: 'USD' };
      const origin = kind === 'Transfer' ? 'TRANSFER' : 'REGISTER';
      const servers = { ns1: 'ns1.host.test', ns2: 'ns2.host.test' };
      const { id } = await db.domain.create({
        data: { ...of, name, unicodeName: name, origin, ...servers },
      });
      orders.push({ kind, name, id });
    }
  const renewals = orders.filter(({ kind }) => kind === 'Renew');
  for (const order of renewals) dataOf(await press({ ...order, kind: 'Register' }));
  await Promise.all(renewals.map(sync));
  return orders;
}

/** Sends all orders of a round and kills the gateway on the way; gives how many it cut in the middle. */
async function cut(orders: Order[], round: number): Promise<number> {
  const before = orderCalls().length;
  for (const kind of kinds) program.misbehave(`/domains/${kind.toLowerCase()}.json`, HOLD);
  const answers = orders.map(press);
  // The first kill is certain to fall between a call and its answer; the others fall anywhere.
  const after = round === 0 ? 1 : Math.floor(Math.random() * orders.length);
  for (let waited = 0; orderCalls().length < before + after && waited < 10_000; waited += 5)
    await sleep(5);
  await sleep(round === 0 ? HOLD / 2 : Math.random() * HOLD);
  await gateway.end('SIGKILL');
  const answered = (await Promise.all(answers)).filter((answer) => answer !== null).length;
  for (const kind of kinds) program.misbehave(`/domains/${kind.toLowerCase()}.json`, 0);
  return orderCalls().length - before - answered;
}

/** Lets the time pass that a dead process holds its work, and the pauses between two looks. */
async function reconcile(db: Db): Promise<void> {
  for (let waited = 0; waited < SETTLE_MS; waited += 250) {
    if (!(await db.task.count({ where: openTasks }))) return;
    await db.$executeRaw`
      update tasks set next_attempt_at = now() where state in ('QUEUED', 'UNKNOWN')`;
    await db.$executeRaw`select pg_notify('tasks', '')`;
    await sleep(250);
  }
  throw new Error('Not all orders were settled in time.');
}

/** Compares what the gateway recorded of an order with what the registrar has and was sent. */
async function prove(db: Db, { kind, name, id }: Order): Promise<void> {
  const query = new URLSearchParams({ 'auth-userid': account.userId, 'api-key': account.apiKey });
  query.set('domain-name', name);
  const response = await fetch(`${api}domains/details-by-name.json?${query}`);
  const there = (await response.json()) as { orderid: string; endtime: string };
  const calls = orderCalls().filter(
    ({ path, form }) =>
      path.endsWith(`/${kind.toLowerCase()}.json`) &&
      [name, there.orderid].includes(form.get(kind === 'Renew' ? 'order-id' : 'domain-name') ?? ''),
  ).length;
  const tasks = await db.task.findMany({
    where: { subjectType: 'Domain', subjectId: id, kind: `domain.${kind.toLowerCase()}` },
  });
  const { status, expiresOn, registrarRef } = await db.domain.findUniqueOrThrow({ where: { id } });
  const here = { status, calls, ref: registrarRef, until: expiresOn && toDay(expiresOn) };
  const until = new Date(Number(there.endtime) * 1_000).toISOString().slice(0, 10);
  const right = { status: 'ACTIVE', calls: 1, ref: there.orderid, until };
  const states = tasks.map(({ state }) => state).join();
  if (JSON.stringify(here) !== JSON.stringify(right) || states !== 'SUCCEEDED')
    throw new Error(`${kind} ${name} (${states}): ${JSON.stringify({ here, right })}`);
}

try {
  await gateway.start();
  const database = await openDatabase({ databaseUrl: own.url });
  const { prisma: db } = database;
  const clientId = await setUpStore();
  say('the gateway is up, its registrar is on loopback');
  const all: Order[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const orders = await requested(db, clientId, round);
    all.push(...orders);
    const count = await cut(orders, round);
    if (round === 0 && count < 1) throw new Error('The kill missed the call.');
    // Nobody holds any work now: the time a dead process keeps it is over.
    await db.task.updateMany({
      where: { leaseUntil: { not: null } },
      data: { leaseUntil: new Date(0) },
    });
    await gateway.start();
    await Promise.all(orders.map(press));
    await reconcile(db);
    await Promise.all(orders.filter(({ kind }) => kind !== 'Renew').map(sync));
    for (const order of orders) await prove(db, order);
    say(`killed with ${count} of ${orders.length} orders on their way; each was made once`);
  }
  const faults = await checkBooks(db);
  if (faults.length) throw new Error(`The books are wrong: ${JSON.stringify(faults)}`);
  await database.close();
  say(`ok  ${all.length} orders, ${ROUNDS} kills: the registrar got each once, the domains agree`);
} finally {
  await gateway.end('SIGKILL');
  await program.close();
  await own.drop();
  await rm(dataDir, { recursive: true, force: true });
}
