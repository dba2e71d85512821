import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type RunningApp, startApp } from '#app.ts';
import { readConfig } from '#config.ts';
import type { Database } from '#platform/database/client.ts';
import { startWorkers } from '#start/workers.ts';
import { apiAs } from '#start/api.ts';
import { systemActor } from '#core/actor.ts';
import { permissions } from '#core/permissions.ts';
import { invitePeople, type People } from '#test/people.ts';
import { type Receiver, openReceiver } from '#test/mail/receiver.ts';
import { type FakeSmtp, fakeSmtp } from '#test/providers/mailers/fake-smtp.ts';
import { anotherDatabase } from '#test/setup/database.ts';

let database: Database;
let smtp: FakeSmtp;
let receiver: Receiver;
let people: People;
let running: RunningApp | null = null;

/** The same database, started anew: with workers, as `hostgraph start` does. */
async function start(env: Record<string, string> = {}): Promise<RunningApp> {
  await running?.stop();
  const config = readConfig({
    LOG_LEVEL: 'silent',
    DATA_DIR: await mkdtemp(join(tmpdir(), 'hostgraph-')),
    ENCRYPTION_KEY: 'ab'.repeat(32),
    SMTP_URL: `smtp://127.0.0.1:${smtp.port}`,
    PRIVATE_WEBHOOKS: 'on',
    ...env,
  });
  running = await startApp(config, { opened: database });
  await startWorkers(running.app);
  return running;
}

const staff = ({ app }: RunningApp) => apiAs(app, systemActor(new Set(permissions)));
const MAIL = `mutation ($id: ID!) { sendEmail(input: { relatedId: $id, subject: "Quiet?",
  html: "<p>x</p>" }) { emails { id } } }`;
const NOTE = `mutation ($id: ID!) {
  addClientNote(input: { clientId: $id, text: "x" }) { clientNote { id } } }`;
const HOOK = `mutation ($url: String!) {
  createWebhook(input: { url: $url, eventTypes: ["clientNote.added"] }) { webhook { id } } }`;

beforeAll(async () => {
  [database, smtp, receiver] = [await anotherDatabase(), await fakeSmtp(), await openReceiver()];
});
afterAll(async () => {
  await running?.stop();
  await Promise.all([database.close(), smtp.stop(), receiver.stop()]);
});

it('sends nothing from a copy that runs quietly, and all of it once it does not (F14)', async () => {
  const quiet = await start({ QUIET: 'on' });
  people = await invitePeople(quiet.app);
  const ask = staff(quiet);
  const id = `Client:${people.carol}`;
  await ask(HOOK, { url: receiver.url });
  await ask(MAIL, { id });
  await ask(NOTE, { id });
  // What needs a provider is refused with a code; reading and plain changes are not.
  const { createServer } = await ask(
    `mutation { createServer(input: { name: "one", module: "cpanel", hostname: "panel.example.com",
       username: "root", accessToken: "token-1" }) { server { id } } }`,
  );
  const test = 'mutation ($id: ID!) { testServer(input: { serverId: $id }) { __typename } }';
  await expect(ask(test, { id: createServer.server.id })).rejects.toThrow('QUIET');
  const { clients } = await ask('{ clients { totalCount } }');
  expect(clients.totalCount).toBeGreaterThan(0);
  // Whoever would send is asked to look, and has time to.
  quiet.app.tasks.wake();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect([smtp.emails.length, receiver.arrived.length]).toEqual([0, 0]);

  // A restore leaves the same switch in the database (hostgraph restore, hostgraph resume).
  await database.query({ text: 'update installations set quiet_since = now()', values: [] });
  const copy = await start();
  expect(copy.app.config.isQuiet).toBe(true);
  copy.app.tasks.wake();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect([smtp.emails.length, receiver.arrived.length]).toEqual([0, 0]);

  await database.query({ text: 'update installations set quiet_since = null', values: [] });
  await start();
  const sent = { timeout: 20_000, interval: 100 };
  await vi.waitUntil(() => smtp.emails.length === 1 && receiver.arrived.length === 1, sent);
}, 60_000);
