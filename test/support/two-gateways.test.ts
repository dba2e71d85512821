import { createClient } from 'graphql-ws';
import { beforeAll, expect } from 'vitest';
import WebSocket from 'ws';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { tokenOf } from '#test/people.ts';
import { secondGateway } from '#test/second-gateway.ts';
import { together } from '#test/setup/together.ts';
import { open, openDesk, REPLY } from './desk.ts';

let gateway: Gateway;
let other = '';

beforeAll(async () => {
  gateway = await openGateway();
  await openDesk(gateway);
  other = await secondGateway(gateway);
});

together('tells a subscriber of one gateway of a reply added through the other', async () => {
  const ticket = await open(gateway, 'carol');
  const client = createClient({
    url: `${other.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${tokenOf('carol')}` },
  });
  const events = client.iterate<{ ticketUpdated: { type: string; reply: { message: string } } }>({
    query: `subscription ($ticketId: ID) { ticketUpdated(ticketId: $ticketId, after: "0") {
      type reply { message } } }`,
    variables: { ticketId: ticket.id },
  });
  const next = async () => (await events.next()).value?.data?.ticketUpdated;
  expect(await next()).toMatchObject({ type: 'TICKET_OPENED' });
  await gateway.data(REPLY, { input: { ticketId: ticket.id, message: 'Through the first.' } });
  expect(await next()).toEqual({
    type: 'TICKET_REPLIED',
    reply: { message: 'Through the first.' },
  });
  await events.return?.();
  await client.dispose();
});
