/**
 * `npm run proofs`: sends 200 keyed changes of money to a gateway that is killed (SIGKILL) again
 * and again in between, sends every unanswered one again with its key, and then proves the books:
 * each change has happened exactly once. On the PostgreSQL at TEST_DATABASE_URL, or embedded.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkBooks } from '#modules/billing/ledger/check-books.ts';
import { openDatabase } from '#platform/database/open.ts';
import { addClient, gatewayProcess } from './gateway.ts';
import { ownDatabase } from './server.ts';

const dataDir = await mkdtemp(join(tmpdir(), 'hostgraph-kill-'));
const own = await ownDatabase('kill');
const embedded = own.url === undefined;
const gateway = gatewayProcess(own.url, dataDir);
const KIM = 'kim@example.test';
const CHANGES = 200;
const BATCH = 20;
/** Kill after so many answers, in the middle of the next batch. */
const KILLS = [40, 90, 150];
const ALL_MS = 240_000;

const began = performance.now();
const since = () => `${Math.round((performance.now() - began) / 1_000)} s`;
const say = (words: string) => console.log(`${since().padStart(6)}  ${words}`);

/** One question; null when the line was cut. What the gateway refuses is a fault of this proof. */
async function ask(query: string, variables: object, key: string) {
  const answer = await gateway.ask(query, variables, key);
  const [error] = answer?.errors ?? [];
  // The database may be away for a moment, and a first request may still be rolled back.
  if (['UNAVAILABLE', 'IDEMPOTENCY_IN_PROGRESS'].includes(error?.extensions?.code ?? ''))
    return null;
  if (error) throw new Error(`${error.extensions?.code}: ${error.message}`);
  return answer && JSON.stringify(answer.data);
}

const ADD_CREDIT = `mutation ($input: AddCreditInput!) { addCredit(input: $input) { credit { id } } }`;

/** Sends all changes, killing the gateway on the way; gives the answers by number of change. */
async function sendAll(clientId: string): Promise<Map<number, string>> {
  const answers = new Map<number, string>();
  const kills = [...KILLS];
  while (answers.size < CHANGES) {
    if (performance.now() - began > ALL_MS) throw new Error('It takes too long.');
    const open = Array.from({ length: CHANGES }, (_, index) => index).filter(
      (number) => !answers.has(number),
    );
    const sent = open.slice(0, BATCH).map(async (number) => {
      const input = { clientId, amount: '0.01', description: `Change ${number}` };
      const answer = await ask(ADD_CREDIT, { input }, `change-${number}`);
      if (answer !== null) answers.set(number, answer);
    });
    if (answers.size >= (kills[0] ?? Infinity)) {
      kills.shift();
      await sleep(20 + Math.random() * 150);
      await gateway.end('SIGKILL');
      await Promise.all(sent);
      say(`killed with ${answers.size} of ${CHANGES} changes answered; starting again`);
      await gateway.start();
      say('it is back');
    }
    await Promise.all(sent);
  }
  say(`all ${CHANGES} changes are answered; sending all of them once more`);
  for (let at = 0; at < CHANGES; at += BATCH)
    await Promise.all(
      Array.from({ length: BATCH }, async (_, index) => {
        const number = at + index;
        const input = { clientId, amount: '0.01', description: `Change ${number}` };
        const again = await ask(ADD_CREDIT, { input }, `change-${number}`);
        if (again !== answers.get(number))
          throw new Error(`Change ${number} was answered ${answers.get(number)}, now ${again}.`);
      }),
    );
  return answers;
}

/** Reads what is left on the disk: every change once, every number proven from its entries. */
async function prove(): Promise<void> {
  const database = await openDatabase(embedded ? { dataDir } : { databaseUrl: own.url });
  try {
    const { prisma } = database;
    const faults = await checkBooks(prisma);
    // The embedded default begins with a demo store, whose books stand beside these.
    const ofKim = { email: KIM };
    const rows = await prisma.creditEntry.findMany({
      where: { client: ofKim },
      select: { description: true },
    });
    const distinct = new Set(rows.map(({ description }) => description)).size;
    const { _sum } = await prisma.client.aggregate({
      where: ofKim,
      _sum: { creditBalance: true },
    });
    const balance = _sum.creditBalance?.toFixed(2);
    if (faults.length || rows.length !== CHANGES || distinct !== CHANGES || balance !== '2.00')
      throw new Error(`Wrong: ${JSON.stringify({ faults, rows: rows.length, distinct, balance })}`);
  } finally {
    await database.close();
  }
}

try {
  await gateway.start();
  say(`the gateway is up on ${embedded ? 'the embedded database' : 'PostgreSQL'}`);
  await sendAll(await addClient(gateway, KIM));
  await gateway.end('SIGTERM');
  await prove();
  say(`ok  ${CHANGES} changes, ${KILLS.length} kills: each happened once, the books are proven`);
} finally {
  await gateway.end('SIGKILL');
  await own.drop();
  await rm(dataDir, { recursive: true, force: true });
}
