import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, expect, it } from 'vitest';
import WebSocket from 'ws';
import { type RunningApp, startApp } from '#app.ts';
import { readConfig } from '#config.ts';
import { type RunningServer, startServer } from '#server.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { tokenOf } from '#test/people.ts';
import { testDatabaseUrl } from '#test/setup/database.ts';
import { open, openDesk, REPLY } from './desk.ts';

let gateway: Gateway;
let second: RunningApp | undefined;
let server: RunningServer | undefined;

/** Two gateways share a PostgreSQL; the embedded database belongs to one process alone. */
const apart = it.skipIf(!process.env.TEST_DATABASE_URL);

beforeAll(async () => {
  gateway = await openGateway();
  await openDesk(gateway);
  const url = testDatabaseUrl();
  if (!url) return;
  const config = readConfig({
    PORT: '0',
    LOG_LEVEL: 'silent',
    DATABASE_URL: url,
    DATA_DIR: gateway.app.config.dataDir,
    ENCRYPTION_KEY: 'ab'.repeat(32),
  });
  second = await startApp(config);
  server = await startServer(second.app);
});
afterAll(async () => {
  await server?.stop();
  await second?.stop();
});

apart('tells a subscriber of one gateway of a reply added through the other', async () => {
  const ticket = await open(gateway, 'carol');
  const client = createClient({
    url: `${server!.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${tokenOf('carol')}` },
  });
  const events = client.iterate<{ ticketUpdated: { type: string; reply: { message: string } } }>({
    query: `subscription ($ticketId: ID) { ticketUpdated(ticketId: $ticketId, after: "0") {
      type reply { message } } }`,
    variables: { ticketId: ticket.id },
  });
  const next = async () => (await events.next()).value?.data?.ticketUpdated;
  expect(await next()).toMatchObject({ type: 'ticket.opened' });
  await gateway.data(REPLY, { input: { ticketId: ticket.id, message: 'Through the first.' } });
  expect(await next()).toEqual({
    type: 'ticket.replied',
    reply: { message: 'Through the first.' },
  });
  await events.return?.();
  await client.dispose();
});
