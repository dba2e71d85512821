import { afterAll, beforeAll, expect, it } from 'vitest';
import { advance, useSystemClock } from '#core/clock.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { until } from '#test/mail/post.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(useSystemClock);

const SAVE = `mutation ($input: SaveResellerApiKeyInput!) {
  saveResellerApiKey(input: $input) { token apiKey { id } }
}`;
const save = async (more: object = {}) => {
  const input = { clientId: `Client:${gateway.rita}`, name: 'shop', ...more };
  return (await gateway.data(SAVE, { input }, 'reseller')).saveResellerApiKey as {
    token: string;
    apiKey: { id: string };
  };
};

const call = async (token: string, operation = 'products/category-keys-mapping.json') => {
  const query = `auth-userid=${gateway.resellerId}&api-key=${token}`;
  const response = await fetch(`${gateway.url}/api/${operation}?${query}`);
  const type = response.headers.get('content-type') ?? '';
  return { status: response.status, type, text: await response.text() };
};

const denied = {
  status: 500,
  text: '{"status":"ERROR","message":"Access Denied: You are not authorized to perform this action."}',
};

it('refuses a revoked key, an expired one and a rotated one’s old token', async () => {
  const revoked = await save();
  expect(await call(revoked.token)).toMatchObject({ status: 200 });
  const remove = `mutation ($input: DeleteResellerApiKeyInput!) {
    deleteResellerApiKey(input: $input) { __typename }
  }`;
  await gateway.data(remove, { input: { id: revoked.apiKey.id } }, 'reseller');
  expect(await call(revoked.token)).toMatchObject(denied);

  const turned = await save();
  const rotate = `mutation ($input: RotateResellerApiKeyInput!) {
    rotateResellerApiKey(input: $input) { token }
  }`;
  const { rotateResellerApiKey } = await gateway.data(
    rotate,
    { input: { id: turned.apiKey.id } },
    'reseller',
  );
  expect(await call(turned.token)).toMatchObject(denied);
  expect(await call(rotateResellerApiKey.token)).toMatchObject({ status: 200 });

  const brief = await save({ expiresAt: new Date(Date.now() + 3_600_000).toISOString() });
  expect(await call(brief.token)).toMatchObject({ status: 200 });
  advance({ hours: 2 });
  expect(await call(brief.token)).toMatchObject(denied);
  useSystemClock();
});

it.each([
  ['an IPv4 address', ['127.0.0.1'], 200],
  ['a network', ['10.0.0.0/8', '127.0.0.0/8'], 200],
  ['an IPv6 network beside it', ['2001:db8::/32', '127.0.0.1/32'], 200],
  ['another address', ['192.0.2.7'], 403],
  ['another network', ['10.0.0.0/8'], 403],
  ['IPv6 alone', ['::1', '2001:db8::/32'], 403],
])('lets a key in by %s, or answers 403 in HTML', async (_title, addresses, status) => {
  const { token } = await save({ addresses });
  const answer = await call(token);
  expect(answer.status).toBe(status);
  if (status === 403) expect(answer.type).toContain('text/html');
});

const USAGE = `query ($clientId: ID!) { resellerApiKeys(clientId: $clientId) {
  id lastUsedAt usage { nodes { operation count refusedCount lastAt } }
} }`;

it('reports for each key which commands and operations it ran, how often and when last', async () => {
  const { token, apiKey } = await save();
  await call(token);
  await call(token);
  await call(token, 'products/customer-price.json');
  const body = new URLSearchParams({ token, user_id: String(gateway.rita) });
  await fetch(`${gateway.url}/rapi/GetResellerApis`, { method: 'POST', body });
  const clientId = `Client:${gateway.rita}`;
  const report = async () => {
    const { resellerApiKeys } = await gateway.data(USAGE, { clientId }, 'reseller');
    return resellerApiKeys.find(({ id }: { id: string }) => id === apiKey.id);
  };
  // Counts are written every few seconds.
  const used = await until(async () => {
    const found = await report();
    return found.usage.nodes.length >= 3 && found;
  }, 12);
  const counts = Object.fromEntries(
    used.usage.nodes.map((row: { operation: string; count: number }) => [row.operation, row.count]),
  );
  expect(counts).toEqual({ CategoryKeysMapping: 2, CustomerPrice: 1, GetResellerApis: 1 });
  expect(used.usage.nodes.every(({ lastAt }: { lastAt: string }) => Date.parse(lastAt) > 0)).toBe(
    true,
  );
  expect(codeOf(await gateway.ask(USAGE, { clientId }, 'carol'))).toBe('FORBIDDEN');
}, 20_000);
