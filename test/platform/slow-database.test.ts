import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { fastCounts } from '#planner/fast/fast.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { tokenOf } from '#test/people.ts';
import { testDatabaseUrl } from '#test/setup/database.ts';
import { stopAfterFile } from '#test/setup/stops.ts';

const url = testDatabaseUrl();
let gateway: Gateway;
/** Somebody else on the same server. */
let other: pg.Client;
let name: string;
beforeAll(async () => {
  gateway = await openGateway();
  if (!url) return;
  const server = new URL(url);
  name = server.pathname.slice(1);
  server.pathname = '/postgres';
  other = new pg.Client({ connectionString: server.href });
  await other.connect();
  stopAfterFile(() => other.end());
});

describe.skipIf(!url)('a slow database (G40)', () => {
  // What signing in does not read, so that it is the read itself that waits.
  const ASK = '{ invoices(first: 1) { nodes { notes } } }';
  const waiting = async () => {
    const { rows } = await other.query<{ pid: number; since: string }>(
      `select pid, query_start::text as since from pg_stat_activity
       where datname = $1 and wait_event_type = 'Lock'`,
      [name],
    );
    return rows;
  };
  /** The database gives a statement up, with the state that its time limit has, 57014. */
  async function giveUp(): Promise<void> {
    await expect.poll(async () => (await waiting()).length, { timeout: 10_000 }).toBe(1);
    const [statement] = await waiting();
    await other.query('select pg_cancel_backend($1)', [statement!.pid]);
  }

  it('is asked once, and quickly again afterwards', async () => {
    for (let times = 0; times < 3; times += 1) expect((await gateway.ask(ASK)).status).toBe(200);
    const holder = new pg.Client({ connectionString: url! });
    await holder.connect();
    await holder.query('begin; lock table invoices in access exclusive mode');
    try {
      for (let times = 0; times < 6; times += 1) {
        const asked = gateway.ask(ASK);
        await giveUp();
        const answer = await asked;
        expect([answer.status, codeOf(answer)]).toEqual([503, 'UNAVAILABLE']);
        expect(await waiting()).toEqual([]);
      }
    } finally {
      await holder.query('rollback');
      await holder.end();
    }
    const sum = () => fastCounts.answered + fastCounts.asText + fastCounts.recalled;
    const before = sum();
    expect((await gateway.ask(ASK)).status).toBe(200);
    expect(sum()).toBe(before + 1);
  });
});

describe.skipIf(!url)('a database that takes no connections (G39)', () => {
  /** A socket: what comes, and the code that it is closed with. */
  function socket(token: string) {
    const ws = new WebSocket(
      `${gateway.url.replace('http', 'ws')}/graphql`,
      'graphql-transport-ws',
    );
    const came: { type: string; payload?: unknown }[] = [];
    ws.on('message', (text) => void came.push(JSON.parse(String(text))));
    const closed = new Promise<number>((resolve) => ws.on('close', resolve));
    ws.on('open', () => {
      const payload = { authorization: `Bearer ${token}` };
      ws.send(JSON.stringify({ type: 'connection_init', payload }));
    });
    return { ws, came, closed };
  }

  it('is told from a sign-out: open sockets stay, new ones are asked to wait', async () => {
    const open = socket(tokenOf('carol'));
    await expect.poll(() => open.came.length).toBe(1);
    const allow = (is: boolean) =>
      other.query(`alter database ${pg.escapeIdentifier(name)} with allow_connections ${is}`);
    const end = () =>
      other.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
        name,
      ]);
    await allow(false);
    try {
      await end();
      await pause(50);
      const query = '{ invoices(first: 1) { totalCount } }';
      open.ws.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
      await expect
        .poll(() => JSON.stringify(open.came), { timeout: 10_000 })
        .toContain('UNAVAILABLE');
      expect(await socket(tokenOf('rob')).closed).toBe(1013);
      const answer = await gateway.ask(query, {}, 'stranger');
      expect([answer.status, codeOf(answer)]).toEqual([503, 'UNAVAILABLE']);
      expect(open.ws.readyState).toBe(WebSocket.OPEN);
    } finally {
      await allow(true);
    }
    await expect
      .poll(async () => (await gateway.ask('{ invoices(first: 1) { totalCount } }')).status, {
        timeout: 10_000,
      })
      .toBe(200);
    expect(open.ws.readyState).toBe(WebSocket.OPEN);
    open.ws.terminate();
  });
});
