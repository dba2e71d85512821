import { once } from 'node:events';
import { lookup } from 'node:dns/promises';
import { type AddressInfo, createServer } from 'node:net';
import { hostname } from 'node:os';
import { beforeAll, describe, expect, it } from 'vitest';
import { openLimiter } from '#platform/limiter.ts';
import type { App } from '#schema/app.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { tokenOf } from '#test/people.ts';
import { deadPort } from '#test/providers/loopback.ts';
import {
  type Answer,
  callAt,
  type OldSystem,
  openOldSystem,
  reportOf,
  shadowOf,
} from './old-system.ts';

let gateway: Gateway;
let old: OldSystem;
let rapi: string;
const lines: unknown[] = [];
beforeAll(async () => {
  gateway = await openGateway();
  old = await openOldSystem();
  const note = (...line: unknown[]) => void lines.push(line);
  const log = { info: note, warn: note, error: note, debug: note } as unknown as App['log'];
  rapi = `${await shadowOf(gateway, old.upstream, { seconds: 1, log })}/rapi`;
});

const page =
  (text: string, type = 'text/html'): Answer =>
  (_req, res) => {
    res.writeHead(200, { 'content-type': type });
    res.end(text);
  };

const ten = 10 << 20;

const faults: [string, Answer, number, string][] = [
  ['hangs', () => {}, 504, 'UPSTREAM_TIMEOUT'],
  ['hangs in the middle', (_req, res) => void res.write('{"result":'), 504, 'UPSTREAM_TIMEOUT'],
  ['dies', (req) => void req.socket.destroy(), 502, 'UPSTREAM_ANSWER_INVALID'],
  [
    'dies in the middle',
    (req, res) => {
      res.writeHead(200, { 'content-length': '100' });
      res.write('{"result":"success"');
      setTimeout(() => req.socket.destroy(), 50);
    },
    502,
    'UPSTREAM_ANSWER_INVALID',
  ],
  ['answers a page', page('\n<!DOCTYPE html><h1>Maintenance</h1>'), 502, 'UPSTREAM_ANSWER_INVALID'],
  ['answers nothing', page('', 'application/json'), 502, 'UPSTREAM_ANSWER_INVALID'],
  [
    'answers 10 MB',
    page(JSON.stringify({ result: 'success', text: 'x'.repeat(ten) }), 'application/json'),
    502,
    'UPSTREAM_ANSWER_INVALID',
  ],
  [
    'answers without an end',
    (_req, res) => {
      res.write('{"text":"');
      const more = setInterval(() => res.write('x'.repeat(1 << 20)), 1);
      res.once('close', () => clearInterval(more));
    },
    502,
    'UPSTREAM_ANSWER_INVALID',
  ],
  [
    'answers in an encoding nobody asked for',
    (_req, res) => void res.writeHead(200, { 'content-encoding': 'gzip' }).end('{}'),
    502,
    'UPSTREAM_ANSWER_INVALID',
  ],
];

describe('an old system that fails', () => {
  it.each(faults)(
    '%s: the caller is told in the form of /rapi',
    async (_what, answer, status, code) => {
      old.answer(answer);
      const response = await callAt(rapi, 'GetClients');
      expect(response.status).toBe(status);
      expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
      expect(await response.json()).toEqual({
        result: 'error',
        message: expect.stringMatching(/^The old system /),
        code,
      });
    },
  );

  it('cannot be reached', async () => {
    const url = `http://127.0.0.1:${await deadPort()}/rapi`;
    const response = await callAt(`${await shadowOf(gateway, url)}/rapi`, 'GetClients');
    expect(response.status).toBe(502);
    expect(await response.json()).toMatchObject({ code: 'UPSTREAM_UNREACHABLE' });
  });

  it('answers for the format that was asked for', async () => {
    old.answer(page('result=success;', 'text/plain'));
    const nvp = { responsetype: 'nvp' };
    expect(await (await callAt(rapi, 'GetClients', nvp)).text()).toBe('result=success;');
    expect((await callAt(rapi, 'GetClients')).status).toBe(502);
    old.answer(page('<?xml version="1.0"?><a/>', 'text/xml'));
    const xml = { responsetype: 'xml' };
    expect(await (await callAt(rapi, 'GetClients', xml)).text()).toBe('<?xml version="1.0"?><a/>');
    old.answer(page('<html><body>502</body></html>'));
    const refused = await callAt(rapi, 'GetClients', xml);
    expect(refused.status).toBe(502);
    expect(await refused.text()).toContain('<code>UPSTREAM_ANSWER_INVALID</code>');
  });

  it('leaves nothing half, and no token in the log', async () => {
    old.answer(page('{"result":"success"}'));
    await callAt(rapi, 'GetStats');
    let report = await reportOf(gateway);
    while (!report.some(({ command }: { command: string }) => command === 'GetStats'))
      report = await reportOf(gateway);
    // Two in formats that are not compared; those that failed are not counted.
    expect(
      report.find(({ command }: { command: string }) => command === 'GetClients'),
    ).toMatchObject({
      count: 2,
      uncomparedCount: 2,
      uncomparedReason: 'NOT_JSON',
    });
    const text = JSON.stringify(lines);
    expect(text).toContain('UPSTREAM_TIMEOUT');
    expect(text).not.toContain(tokenOf('staff'));
  });
});

it('is not looked for in a private network, unless that is allowed', async () => {
  // The name of this machine leads to an address that is not public.
  const { address } = await lookup(hostname());
  let reached = 0;
  const listener = createServer((socket) => {
    reached += 1;
    socket.destroy();
  }).listen(0, address);
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  const url = `https://${hostname()}:${port}/rapi`;
  const call = async (allowsPrivate: boolean) =>
    (await callAt(`${await shadowOf(gateway, url, { allowsPrivate })}/rapi`, 'GetClients')).json();
  expect(await call(false)).toMatchObject({ code: 'UPSTREAM_UNREACHABLE' });
  expect(reached).toBe(0);
  expect(await call(true)).toMatchObject({ code: 'UPSTREAM_UNREACHABLE' });
  expect(reached).toBe(1);
  listener.close();
});

it('holds a wrong token against its sender where both systems refuse it', async () => {
  const limiter = await openLimiter({
    requestsPerMinute: 0,
    costPerMinute: 0,
    failuresPerTenMinutes: 3,
    redisUrl: undefined,
    onTrouble: (error) => expect(error).toBeUndefined(),
  });
  const limited = `${await shadowOf(gateway, old.upstream, { limiter })}/rapi`;
  const status = async (token: string) =>
    (await callAt(limited, 'GetClients', { token }, null)).status;
  old.answer(page('{"result":"success"}'));
  for (let call = 0; call < 5; call += 1) expect(await status('the-old-system-knows')).toBe(200);
  old.answer((_req, res) => void res.writeHead(403).end('{"result":"error"}'));
  const refused = [];
  for (let call = 0; call < 5; call += 1) refused.push(await status(`guess-${call}`));
  expect(refused).toEqual([403, 403, 403, 429, 429]);
  // What the old system accepted a moment ago is still let through.
  old.answer(page('{"result":"success"}'));
  expect(await status('the-old-system-knows')).toBe(200);
});
