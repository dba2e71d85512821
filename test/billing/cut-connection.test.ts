import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { tokenOf } from '#test/people.ts';
import { booksAreRight, creditOf } from './books.ts';

let gateway: Gateway;
let proxy: ReturnType<typeof createServer>;
/** How the line behaves next: it takes the answer away once the gateway has given it. */
let cuts = false;
beforeAll(async () => {
  gateway = await openGateway();
  const { port } = new URL(gateway.url);
  proxy = createServer((near: Socket) => {
    const far = connect(Number(port), '127.0.0.1');
    near.pipe(far);
    near.on('error', () => far.destroy());
    far.on('error', () => near.destroy());
    // The answer comes only after the commit: here it gets lost.
    far.on('data', (chunk) => (cuts ? near.destroy() : near.write(chunk)));
    far.on('end', () => near.end());
  });
  await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
});
afterAll(() => proxy.close());

const GIVE = `mutation ($input: AddCreditInput!) {
  addCredit(input: $input) { credit { id databaseId balanceAfter { amount } } } }`;

function send(key: string): Promise<string> {
  const { port } = proxy.address() as AddressInfo;
  const input = { clientId: `Client:${gateway.carol}`, amount: '5', description: key };
  return fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${tokenOf('staff')}`,
      'idempotency-key': key,
      connection: 'close',
    },
    body: JSON.stringify({ query: GIVE, variables: { input } }),
  }).then((response) => response.text());
}

it('tells the first answer to whoever lost it after the commit, and does nothing twice', async () => {
  for (let time = 1; time <= 3; time += 1) {
    cuts = true;
    const key = `cut-${crypto.randomUUID()}`;
    await expect(send(key)).rejects.toThrow();
    const expected = `${time * 5}.00`;
    // It happened although nobody was told.
    expect(await creditOf(gateway, gateway.carol)).toBe(expected);
    cuts = false;
    const first = await send(key);
    expect(JSON.parse(first).data.addCredit.credit.balanceAfter.amount).toBe(expected);
    expect(await send(key)).toBe(first);
    expect(await creditOf(gateway, gateway.carol)).toBe(expected);
  }
  await booksAreRight(gateway);
});
