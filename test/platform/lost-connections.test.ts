import { beforeAll, expect, it } from 'vitest';
import { type Answer, codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { together } from '#test/setup/together.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

const ADD = `mutation ($id: ID!, $n: String!) {
  addCredit(input: { clientId: $id, amount: "0.01", description: $n }) { credit { id } } }`;
const change = (n: number) =>
  gateway.ask(ADD, { id: `Client:${gateway.carol}`, n: `Change ${n}` }, 'staff', {
    'idempotency-key': `lost-${n}`,
  });
/** Waits until each is gone, so that what comes after goes over a connection of its own. */
const ended = `select pg_terminate_backend(pid, 5000) from pg_stat_activity
  where datname = current_database() and pid <> pg_backend_pid()`;

together(
  'calls a lost connection what it is, and makes each change once (F31, F75)',
  async () => {
    const { database, db } = gateway.app;
    const refused: Answer[] = [];
    const send = async (n: number): Promise<void> => {
      const answer = await change(n);
      if (!answer.errors) return;
      refused.push(answer);
      await new Promise((resolve) => setTimeout(resolve, 100));
      return send(n);
    };
    for (let round = 0; round < 4; round += 1) {
      const sent = Array.from({ length: 25 }, (_, n) => send(round * 25 + n));
      await new Promise((resolve) => setTimeout(resolve, 40));
      await database.connection(({ query }) => query(ended));
      await Promise.all(sent);
    }
    const seen = new Set(refused.map((answer) => `${String(codeOf(answer))} ${answer.status}`));
    for (const one of seen)
      expect(['UNAVAILABLE 503', 'ANSWER_LOST 503', 'IDEMPOTENCY_IN_PROGRESS 409']).toContain(one);
    expect(await db.creditEntry.count()).toBe(100);
  },
  60_000,
);

it('is not ready, and refuses changes as unavailable, while the database is read-only (F75)', async () => {
  const { database } = gateway.app;
  const [own] = await database.query<{ name: string }>({
    text: 'select quote_ident(current_database()) as name',
    values: [],
  });
  const isEmbedded = database.kind === 'embedded';
  const set = async (mode: 'on' | 'off') => {
    if (isEmbedded) return database.query({ text: `set default_transaction_read_only = ${mode}` });
    return database.connection(async ({ script, query }) => {
      await script('set default_transaction_read_only = off');
      await script(`alter database ${own!.name} set default_transaction_read_only = ${mode}`);
      await query(ended);
    });
  };
  const ready = async () => (await fetch(`${gateway.url}/health/ready`)).status;
  expect(await ready()).toBe(200);
  const reads = async () => (await gateway.ask('{ currencies { code } }')).errors;
  await set('on');
  try {
    await expect.poll(reads).toBeUndefined();
    await expect.poll(ready).toBe(503);
    const answer = await change(1_000);
    expect([answer.status, codeOf(answer)]).toEqual([503, 'UNAVAILABLE']);
    expect(await reads()).toBeUndefined();
  } finally {
    await set('off');
  }
  await expect.poll(ready, { timeout: 10_000 }).toBe(200);
  expect((await change(1_001)).errors).toBeUndefined();
});
