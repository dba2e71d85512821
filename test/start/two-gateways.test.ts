import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import WebSocket from 'ws';
import { type RunningApp, startApp } from '#app.ts';
import { readConfig } from '#config.ts';
import { timeZone, today } from '#core/clock.ts';
import { startMail } from '#modules/mail/start-mail.ts';
import { dailyRun } from '#modules/system/automation/daily-run.ts';
import { dailyStepsOf } from '#modules/system/automation/daily-step.ts';
import type { Database } from '#platform/database/client.ts';
import { enterRuntime } from '#core/runtime.ts';
import { transaction } from '#platform/database/transaction.ts';
import { beginByWorker } from '#schema/tasks/begin.ts';
import type { TaskKind } from '#schema/tasks/kind.ts';
import { runTask } from '#schema/tasks/run.ts';
import { type RunningServer, startServer } from '#server.ts';
import { invitePeople, tokenOf } from '#test/people.ts';
import { type FakeSmtp, fakeSmtp } from '#test/providers/mailers/fake-smtp.ts';
import { anotherDatabase } from '#test/setup/database.ts';

/** Two companies in one process: each has its database, clock, settings and mail server. */
interface Company {
  database: Database;
  running: RunningApp;
  server: RunningServer;
  smtp: FakeSmtp;
  carol: number;
}

/** Kiritimati is fourteen hours ahead of UTC: there it is 02:00 of the next day at this instant. */
const AHEAD = '2026-07-31T12:00:00Z';
const HERE = '2026-06-30T12:00:00Z';

let ahead: Company;
let here: Company;

async function found(clock: string): Promise<Company> {
  const database = await anotherDatabase();
  const smtp = await fakeSmtp();
  const config = readConfig({
    PORT: '0',
    LOG_LEVEL: 'silent',
    RATE_LIMIT: '0',
    DRAIN_SECONDS: '0',
    DATA_DIR: await mkdtemp(join(tmpdir(), 'hostgraph-')),
    ENCRYPTION_KEY: 'ab'.repeat(32),
    SMTP_URL: `smtp://127.0.0.1:${smtp.port}`,
  });
  const running = await startApp(config, { opened: database, clock: () => new Date(clock) });
  const { carol } = await invitePeople(running.app);
  await enterRuntime(running.app.runtime, () => startMail(running.app));
  return { database, running, smtp, carol, server: await startServer(running.app) };
}

beforeAll(async () => {
  here = await found(HERE);
  ahead = await found(AHEAD);
  for (const [setting, value] of [
    ['Timezone', 'Pacific/Kiritimati'],
    ['DateFormat', 'MM/DD/YYYY'],
  ])
    await rapi(ahead, 'SetConfigurationValue', { setting, value });
  const zone = () => ahead.running.app.runtime.timeZone;
  await vi.waitUntil(() => zone() === 'Pacific/Kiritimati', { timeout: 30_000 });
});
afterAll(async () => {
  for (const { server, running, database, smtp } of [here, ahead]) {
    await server.stop();
    await running.stop();
    await database.close();
    await smtp.stop();
  }
  expect(timeZone()).toBe('UTC');
  expect(today()).toBe(new Date().toISOString().slice(0, 10));
});

async function ask({ server }: Company, query: string, variables = {}) {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${tokenOf('staff')}`,
    },
    body: JSON.stringify({ query, variables }),
  });
  // oxlint-disable-next-line typescript/no-explicit-any -- each test knows what it asked for
  const { data, errors } = (await response.json()) as any;
  expect(errors).toBeUndefined();
  return data;
}

async function rapi({ server }: Company, command: string, form: Record<string, unknown>) {
  const body = new URLSearchParams({ token: tokenOf('staff'), ...(form as {}) });
  const response = await fetch(`${server.url}/rapi/${command}`, { method: 'POST', body });
  return (await response.json()) as Record<string, unknown>;
}

const BILL = `mutation ($client: ID!) { createInvoice(input: { clientId: $client,
  lines: [{ description: "Hosting", unitPrice: "1" }] }) { invoice { issuedOn } } }`;
const bill = async (company: Company) =>
  (await ask(company, BILL, { client: `Client:${company.carol}` })).createInvoice.invoice.issuedOn;

it('dates what each of two companies in one process does by its own clock and place', async () => {
  const days = await Promise.all(
    Array.from({ length: 10 }, (_, at) => bill(at % 2 ? ahead : here)),
  );
  expect(days).toEqual(
    Array.from({ length: 10 }, (_, at) => (at % 2 ? '2026-08-01' : '2026-06-30')),
  );
});

it('does so over a socket', async () => {
  const dayOver = async (company: Company) => {
    const client = createClient({
      url: `${company.server.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${tokenOf('staff')}` },
    });
    const variables = { client: `Client:${company.carol}` };
    for await (const { data } of client.iterate({ query: BILL, variables })) {
      await client.dispose();
      return (data as { createInvoice: { invoice: { issuedOn: string } } }).createInvoice.invoice;
    }
  };
  const [first, second] = await Promise.all([dayOver(here), dayOver(ahead)]);
  expect([first?.issuedOn, second?.issuedOn]).toEqual(['2026-06-30', '2026-08-01']);
});

it('reads a date as each writes it', async () => {
  const day = async (company: Company) => {
    await rapi(company, 'AddBannedIp', {
      ip_address: '198.51.100.7',
      reason: 'x',
      expires: '03/04/2031',
      days: '',
    });
    const { bannedAddresses } = await ask(
      company,
      '{ bannedAddresses { edges { node { expiresAt } } } }',
    );
    return bannedAddresses.edges[0].node.expiresAt.slice(0, 10);
  };
  // Day first where the company does not say, month first as the other one writes it.
  expect(await Promise.all([day(here), day(ahead)])).toEqual(['2031-04-03', '2031-03-04']);
});

it('runs the days of each with its own steps', async () => {
  const seen: string[] = [];
  dailyStepsOf(ahead.running.app).set('quotes', {
    name: 'quotes',
    about: 'Quote',
    due: async (_app, day) => {
      seen.push(`${day} ${today()}`);
      return [];
    },
    handle: async () => 'idle',
  });
  const reports = await Promise.all([here, ahead].map(({ running }) => dailyRun(running.app)));
  expect(reports.map((report) => report?.day)).toEqual(['2026-06-30', '2026-08-01']);
  expect(seen).toEqual(['2026-08-01 2026-08-01']);
});

it('carries out the tasks of each by its own kinds', async () => {
  const seen: string[] = [];
  const kind: TaskKind<object, object> = {
    kind: 'test.own',
    resendable: true,
    retry: { interactive: 'queue', hours: 1 },
    go: async () => {
      seen.push(today());
      return {};
    },
    after: async () => {},
  };
  ahead.running.app.kinds.set(kind.kind, kind);
  const states = [];
  for (const { running } of [here, ahead]) {
    const { app } = running;
    const task = { subject: { type: 'Test', id: 1 }, clientId: null, input: {} };
    const id = await enterRuntime(app.runtime, () =>
      transaction(app.db, (tx) => beginByWorker(tx, kind, task)),
    );
    states.push((await runTask(app, id)).state);
  }
  expect(states).toEqual(['QUEUED', 'SUCCEEDED']);
  expect(seen).toEqual(['2026-08-01']);
});

it('sends the mail of each through its own mail server', async () => {
  const send = async (company: Company, subject: string) => {
    await ask(
      company,
      'mutation ($i: SendEmailInput!) { sendEmail(input: $i) { emails { id } } }',
      {
        i: { relatedId: `Client:${company.carol}`, subject, html: '<p>Hello</p>' },
      },
    );
    await vi.waitUntil(() => company.smtp.emails.length > 0, { timeout: 15_000 });
    const { db } = company.running.app;
    const sentAt = async () => (await db.email.findFirstOrThrow({ where: { subject } })).sentAt;
    await vi.waitUntil(async () => (await sentAt()) !== null, { timeout: 15_000 });
    return (await sentAt())?.toISOString();
  };
  const sent = await Promise.all([send(here, 'From here'), send(ahead, 'From ahead')]);
  expect(sent).toEqual([HERE, AHEAD].map((instant) => new Date(instant).toISOString()));
  expect([here, ahead].map(({ smtp }) => smtp.emails.length)).toEqual([1, 1]);
});

it('counts the requests of each', async () => {
  await rapi(ahead, 'GetCurrencies', {});
  const metrics = async ({ server }: Company) => (await fetch(`${server.url}/metrics`)).text();
  const counted = 'hostgraph_legacy_command_seconds_count{command="GetCurrencies"';
  expect(await metrics(ahead)).toContain(counted);
  expect(await metrics(here)).not.toContain(counted);
  expect(await metrics(here)).toContain('process_cpu_user_seconds_total');
});
