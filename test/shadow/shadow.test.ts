import { beforeAll, expect, it } from 'vitest';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { sell } from '#test/domains/cast.ts';
import { tokenOf } from '#test/people.ts';
import {
  callAt,
  foundOf,
  type OldSystem,
  openOldSystem,
  reportOf,
  shadowOf,
} from './old-system.ts';

let gateway: Gateway;
let old: OldSystem;
let rapi: string;
beforeAll(async () => {
  gateway = await openGateway();
  old = await openOldSystem();
  rapi = `${await shadowOf(gateway, old.upstream)}/rapi`;
});

const notes = ({ app }: Pick<Gateway, 'app'>) => app.db.clientNote.count();

it('sends a form on as it came, and answers with the reply byte for byte', async () => {
  const body = 'token=token-of-staff&search=%E9&odd+name[x]=1%2B1&&limit_num=2';
  const type = 'application/x-www-form-urlencoded; charset=iso-8859-1';
  const reply = '\ufeff {"result" : "success", "note":"caf\u00e9", "n":1.50}\r\n';
  old.answer((_req, res) => {
    res.writeHead(207, { 'content-type': 'text/html; charset=ISO-8859-1', 'x-powered-by': 'PHP' });
    res.end(Buffer.from(reply));
  });
  const response = await fetch(`${rapi}/GetOrders?page=1`, {
    method: 'POST',
    headers: { 'content-type': type, 'user-agent': 'WHASOLS-PHP/1', authorization: 'Bearer b' },
    body,
  });
  old.answer(null);
  expect(response.status).toBe(207);
  expect(response.headers.get('content-type')).toBe('text/html; charset=ISO-8859-1');
  expect(response.headers.get('x-powered-by')).toBeNull();
  expect(Buffer.from(await response.arrayBuffer())).toEqual(Buffer.from(reply));
  expect(old.calls.at(-1)).toEqual({
    path: '/rapi/GetOrders?page=1',
    body,
    headers: expect.objectContaining({
      'content-type': type,
      'user-agent': 'WHASOLS-PHP/1',
      authorization: 'Bearer b',
      'x-forwarded-for': '127.0.0.1',
    }),
  });
});

it('compares a read: equal, then the first field that differs with both values', async () => {
  const form = { search: 'carol' };
  const direct = await (await callAt(old.url, 'GetContacts', form)).text();
  const shown = await (await callAt(rapi, 'GetContacts', form)).text();
  expect(shown).toBe(direct);
  expect(await foundOf(gateway, 'GetContacts', 1)).toMatchObject({
    credential: { name: 'staff' },
    answeredBy: 'OLD_SYSTEM',
    count: 1,
    equalCount: 1,
    differentCount: 0,
    equalInRow: 1,
    difference: null,
  });

  await callAt(old.url, 'UpdateClient', { user_id: gateway.carol, first_name: 'Karoline' });
  const changed = await (await callAt(rapi, 'GetClients', { search: 'customer' })).json();
  expect(changed.clients.client[0].first_name).toBe('Karoline');
  await callAt(rapi, 'GetClients', { search: 'reseller' });
  expect(await foundOf(gateway, 'GetClients', 2)).toMatchObject({
    equalCount: 1,
    differentCount: 1,
    equalInRow: 1,
    difference: {
      path: 'clients.client[0].first_name',
      oldValue: '"Karoline"',
      ownValue: '"Carol"',
    },
  });
});

it('makes a change in the old system alone, and tries it here', async () => {
  const note = { user_id: gateway.carol, notes: 'Called back' };
  // The old system is ahead by a note, so that what it makes has other numbers.
  await callAt(old.url, 'AddClientNote', note);
  const before = { old: await notes(old), own: await notes(gateway) };
  const reply = await (await callAt(rapi, 'AddClientNote', note)).json();
  expect(reply).toMatchObject({ result: 'success', noteid: '2' });
  expect(await foundOf(gateway, 'AddClientNote', 1)).toMatchObject({ equalCount: 1 });
  expect({ old: await notes(old), own: await notes(gateway) }).toEqual({
    old: before.old + 1,
    own: before.own,
  });

  // A client that only the old system has.
  const { clientid } = await (
    await callAt(old.url, 'AddClient', {
      first_name: 'Nora',
      last_name: 'New',
      email: 'nora@example.test',
      address1: '2 Low Street',
      city: 'Leeds',
      state: 'Yorkshire',
      postcode: 'LS1 1AA',
      country: 'GB',
      phonenumber: '020 7946 0000',
      // PHP's a:0:{}, as the reference asks for it.
      custom_fields: 'YTowOnt9',
    })
  ).json();
  expect(clientid).toBe('5');
  await callAt(rapi, 'AddClientNote', { user_id: clientid, notes: 'Hello' });
  expect(await foundOf(gateway, 'AddClientNote', 2)).toMatchObject({
    differentCount: 1,
    equalInRow: 0,
    difference: { path: 'result', oldValue: '"success"', ownValue: '"error"' },
  });
});

it('asks no provider a second time, and says that it did not compare', async () => {
  await sell(gateway, 'com');
  old.answer((_req, res) => void res.end('{"result":"success","status":"available"}'));
  await callAt(rapi, 'DomainSearch', { domain: 'free-name.com' });
  await callAt(rapi, 'ValidateLogin', { email: 'carol@example.test', password: 'Secret-word-1' });
  old.answer(null);
  expect(await foundOf(gateway, 'DomainSearch', 1)).toMatchObject({
    uncomparedCount: 1,
    uncomparedReason: 'ASKS_PROVIDER',
  });
  expect(await gateway.app.db.availabilityCache.count()).toBe(0);
  expect(await foundOf(gateway, 'ValidateLogin', 1)).toMatchObject({
    uncomparedCount: 1,
    uncomparedReason: 'NO_DRY_RUN',
  });
  // The same question to this gateway alone is put to the registrar.
  await gateway.rapi('DomainSearch', { domain: 'free-name.com' });
  expect(await gateway.app.db.availabilityCache.count()).toBe(1);
});

it('sends no dry run on, which the old system would carry out', async () => {
  const seen = old.calls.length;
  const form = { user_id: gateway.carol, notes: 'Only tried', dry_run: 1 };
  const reply = await (await callAt(rapi, 'AddClientNote', form)).json();
  expect(reply).toHaveProperty('dry_run.effects');
  const planned = { ...form, dry_run: 0, plan: reply.dry_run.plan };
  expect(await (await callAt(rapi, 'AddClientNote', planned)).json()).toEqual({
    result: 'error',
    message: 'The old system answers this command: it has no plans.',
  });
  const header = await fetch(`${rapi}/AddClientNote`, {
    method: 'POST',
    headers: { 'dry-run': '1', authorization: `Bearer ${tokenOf('staff')}` },
    body: new URLSearchParams({ user_id: String(gateway.carol), notes: 'Only tried' }),
  });
  expect(await header.json()).toHaveProperty('dry_run');
  expect(old.calls).toHaveLength(seen);
});

it('sends on what a key that is not known here asks, and says so', async () => {
  old.answer((_req, res) => void res.end('{"result":"success"}'));
  const body = new URLSearchParams({ token: 'known-to-the-old-system' });
  for (let call = 0; call < 3; call += 1) {
    const reply = await fetch(`${rapi}/GetTickets`, { method: 'POST', body });
    expect(await reply.json()).toEqual({ result: 'success' });
  }
  await callAt(rapi, 'GetNonsense');
  old.answer(null);
  expect(await foundOf(gateway, 'GetTickets', 3)).toMatchObject({
    credential: null,
    uncomparedCount: 3,
    uncomparedReason: 'KEY_UNKNOWN',
  });
  // Names that are none are counted under one.
  expect(await foundOf(gateway, 'Unknown', 1)).toMatchObject({ differentCount: 1 });
});

it('shows no password and no token of what differs', async () => {
  const secrets = { old: 'old-Secret-7788', own: 'tok_9f8e7d6c5b4a39281706fedc' };
  old.answer(
    (_req, res) =>
      void res.end(
        JSON.stringify({
          result: 'success',
          password: secrets.old,
          note: `token ${tokenOf('staff')}, link ?k=${secrets.own}`,
        }),
      ),
  );
  await callAt(rapi, 'GetClientPassword', { user_id: gateway.carol });
  await callAt(rapi, 'GetStats');
  old.answer(null);
  await foundOf(gateway, 'GetStats', 1);
  await foundOf(gateway, 'GetClientPassword', 1);
  const text = JSON.stringify(await gateway.app.db.shadowedCommand.findMany(), (_key, value) =>
    typeof value === 'bigint' ? String(value) : value,
  );
  for (const secret of [secrets.old, secrets.own, tokenOf('staff')])
    expect(text).not.toContain(secret);
});

it('is read by who may see what keys call', async () => {
  const ask = (as: 'carol' | 'clerk' | 'reseller') =>
    gateway.ask('{ shadowedCommands { nodes { command } } }', {}, as);
  for (const who of ['carol', 'clerk', 'reseller'] as const)
    expect((await ask(who)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  expect((await reportOf(gateway)).length).toBeGreaterThan(4);
});
