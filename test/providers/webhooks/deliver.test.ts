import { createHmac } from 'node:crypto';
import dns from 'node:dns';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { isPublicAddress } from '#core/addresses/ip-address.ts';
import { checkWebhookUrl } from '#providers/webhooks/address.ts';
import { deliverWebhook } from '#providers/webhooks/deliver.ts';
import { newWebhookSecret, signWebhook } from '#providers/webhooks/sign.ts';
import {
  deadPort,
  failureOf,
  loopback,
  testCa,
  type Loopback,
  type Reply,
} from '#test/providers/loopback.ts';

let receiver: Loopback;
let reply: Reply;
const secret = newWebhookSecret();
const sentAt = new Date('2026-11-21T10:00:00.900Z');
const body = '{"type":"invoice.paid","data":{"id":12,"name":"Müller 김"}}';
const deliver = (more: object = {}) =>
  deliverWebhook({
    url: `${receiver.url}/hook?a=b`,
    secrets: [secret],
    id: 'evt_1',
    sentAt,
    body,
    allowPrivate: true,
    timeoutMs: 400,
    ...more,
  });

beforeEach(async () => {
  reply = { body: 'thanks' };
  receiver = await loopback(() => reply);
});
afterEach(() => receiver.stop());

test('an event arrives as it is, and its signature can be checked by the published scheme', async () => {
  const answer = await deliver();
  expect(answer).toMatchObject({ delivered: true, status: 200, text: 'thanks' });
  const { headers, text, path } = receiver.seen[0]!;
  expect([text, path]).toEqual([body, '/hook']);
  expect(headers['webhook-id']).toBe('evt_1');
  expect(headers['webhook-timestamp']).toBe('1795255200');
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const content = `evt_1.1795255200.${body}`;
  const expected = createHmac('sha256', key).update(content).digest('base64');
  expect(headers['webhook-signature']).toBe(`v1,${expected}`);
});

test('the example of the specification has the signature the specification gives', () => {
  const example = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const signature = signWebhook(
    [example],
    'msg_p5jXN8AQM9LWM0D4loKWxJek',
    1_614_265_330,
    '{"test": 2432232314}',
  );
  expect(signature).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});

test('while a secret is changed both signatures are sent; a bad secret signs nothing', async () => {
  await deliver({ secrets: [newWebhookSecret(), secret] });
  expect(receiver.seen[0]?.headers['webhook-signature']).toMatch(/^v1,\S+ v1,\S+$/);
  for (const bad of ['', 'whsec_', 'whsec_c2hvcnQ=', 'secret'])
    expect((await failureOf(deliver({ secrets: [bad] }))).message).toMatch(/secret is not valid/);
});

test('only 2xx is delivered, and a redirect is not followed', async () => {
  for (const status of [204, 400, 410, 500]) {
    reply = { status, body: '' };
    expect(await deliver()).toMatchObject({ status, delivered: status === 204 });
  }
  reply = { status: 302, headers: { location: `${receiver.url}/elsewhere` } };
  const before = receiver.seen.length;
  expect(await deliver()).toMatchObject({ status: 302, delivered: false });
  expect(receiver.seen).toHaveLength(before + 1);
});

test('of a long answer only 64 KiB are kept', async () => {
  reply = { body: 'x'.repeat(3_000_000) };
  const answer = await deliver({ timeoutMs: 2_000 });
  expect(answer.delivered).toBe(true);
  expect(answer.text.length).toBeLessThanOrEqual(65_536);
});

test.each(['hang', 'drop', 'actThenHang'] as const)(
  'a receiver that does %s is unknown within the time limit',
  async (how) => {
    receiver.misbehave(how);
    const began = performance.now();
    expect((await failureOf(deliver())).outcome).toBe('UNKNOWN');
    expect(performance.now() - began).toBeLessThan(2_000);
  },
);

test('a receiver that is off or does not exist has received nothing', async () => {
  const off = `http://127.0.0.1:${await deadPort()}/`;
  expect((await failureOf(deliver({ url: off }))).outcome).toBe('NOT_SENT');
  const nowhere = 'http://nowhere.invalid/';
  expect((await failureOf(deliver({ url: nowhere, timeoutMs: 5_000 }))).outcome).toBe('NOT_SENT');
});

test('certificates are verified against the name, though the connection goes to the address', async () => {
  const secure = await loopback(() => ({ body: 'ok' }), { secure: true });
  const url = `https://localhost:${secure.port}/`;
  expect(await deliver({ url, ca: testCa })).toMatchObject({ delivered: true });
  expect((await failureOf(deliver({ url }))).outcome).toBe('NOT_SENT');
  expect(secure.seen).toHaveLength(1);
  await secure.stop();
});

test.each([
  'http://example.com/',
  'ftp://example.com/',
  'https://user:pass@example.com/',
  'https://127.0.0.1/',
  'https://127.1/',
  'https://0x7f000001/',
  'https://2130706433/',
  'https://10.0.0.8/',
  'https://169.254.169.254/latest/meta-data/',
  'https://[::1]/',
  'https://[::ffff:10.0.0.1]/',
  'https://[fd00::1]/',
  'not a url',
])('the endpoint %s is refused when it is entered', (url) => {
  expect(() => checkWebhookUrl(url)).toThrow(expect.objectContaining({ outcome: 'REFUSED' }));
});

test('the name is asked once: the connection goes to the address that was checked', async () => {
  // Connections resolve names through this function; a rebinding name would answer differently.
  const again = vi.spyOn(dns, 'lookup');
  const url = `http://localhost:${receiver.port}/`;
  expect(await deliver({ url })).toMatchObject({ delivered: true });
  expect(again).not.toHaveBeenCalled();
  again.mockRestore();
});

test('a public name that leads inside is refused when it is used, and nothing is sent', async () => {
  const url = `https://localhost:${receiver.port}/`;
  const error = await failureOf(deliver({ url, allowPrivate: false }));
  expect(error).toMatchObject({ outcome: 'REFUSED', message: /private network/ });
  expect(receiver.seen).toHaveLength(0);
});

test.each([
  ['8.8.8.8', true],
  ['2606:4700:4700::1111', true],
  ['0.0.0.0', false],
  ['100.64.0.1', false],
  ['172.16.0.1', false],
  ['192.168.1.1', false],
  ['198.18.0.1', false],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['::', false],
  ['fe80::1', false],
  ['64:ff9b::a00:1', false],
  ['2002:a00:1::', false],
  ['::ffff:127.0.0.1', false],
  ['nonsense', false],
])('%s is public: %s', (address, expected) => {
  expect(isPublicAddress(address)).toBe(expected);
});
