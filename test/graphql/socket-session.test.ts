import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import { beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { addUser, signIn } from '#test/access/cast.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { tokenOf } from '#test/people.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

const query = 'subscription { ticketUpdated { type } }';

/** A socket with a subscription on it: the code it is closed with, in the end. */
async function followBySocket(token: string): Promise<{ ended: Promise<number> }> {
  const client = createClient({
    url: `${gateway.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
    retryAttempts: 0,
    lazy: false,
    onNonLazyError: () => {},
  });
  const ended = new Promise<number>((resolve) => {
    client.on('closed', (event) => resolve((event as { code: number }).code));
  });
  await new Promise((resolve) => client.on('connected', resolve));
  client.subscribe({ query }, { next: () => {}, error: () => {}, complete: () => {} });
  return { ended };
}

/** A stream of events with a subscription; settles when it is cut off. */
async function followByStream(token: string): Promise<{ ended: Promise<string> }> {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: {
      accept: 'text/event-stream',
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
    },
    body: JSON.stringify({ query }),
  });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  return {
    // Its end may be told before the connection is cut.
    ended: response.text().then(
      () => 'over',
      () => 'over',
    ),
  };
}

describe('a connection that stays open ends soon after', () => {
  it('its token was revoked, by socket and by stream, and no other does', async () => {
    const { db } = gateway.app;
    const [socket, stream] = await Promise.all([
      followBySocket(tokenOf('carol')),
      followByStream(tokenOf('carol')),
    ]);
    const other = await followByStream(tokenOf('rob'));
    await db.apiCredential.updateMany({
      where: { identifier: 'carol' },
      data: { revokedAt: new Date() },
    });
    expect(await Promise.all([socket.ended, stream.ended])).toEqual([4403, 'over']);
    expect(await Promise.race([other.ended, sleep(50, 'open')])).toBe('open');
  });

  it('its user was taken off an account', async () => {
    const { db } = gateway.app;
    await addUser(gateway, 'Theo', [{ clientId: gateway.stranger }, { clientId: gateway.rob }]);
    const { accessToken } = await signIn(gateway, 'Theo');
    const [socket, stream] = await Promise.all([
      followBySocket(accessToken),
      followByStream(accessToken),
    ]);
    await db.userClient.deleteMany({ where: { clientId: gateway.rob, isOwner: true } });
    expect(await Promise.all([socket.ended, stream.ended])).toEqual([4403, 'over']);
  });
});
