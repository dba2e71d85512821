import { beforeAll, expect, it } from 'vitest';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { secondGateway } from '#test/second-gateway.ts';
import { callAt, type OldSystem, openOldSystem, shadowOf } from './old-system.ts';

let gateway: Gateway;
let old: OldSystem;
let rapi: string;
beforeAll(async () => {
  gateway = await openGateway();
  old = await openOldSystem();
  rapi = `${await shadowOf(gateway, old.upstream)}/rapi`;
});

const SWITCH = `mutation ($input: SwitchCommandsInput!) {
  switchCommands(input: $input) { switches { command answeredBy credential { name } } }
}`;

const credentialOf = async (name: string) => {
  const { id } = await gateway.app.db.apiCredential.findFirstOrThrow({ where: { name } });
  return `ApiCredential:${id}`;
};

type System = 'HOSTGRAPH' | 'OLD_SYSTEM';

const choose = async (answeredBy: System, commands: string[], key?: string) => {
  const credentialId = key ? await credentialOf(key) : undefined;
  const data = await gateway.data(SWITCH, { input: { commands, answeredBy, credentialId } });
  return data.switchCommands.switches;
};

/** Whether the old system was sent a call. */
const isSentOn = async (command: string, as: 'staff' | 'carol' | 'rob' = 'staff') => {
  const before = old.calls.length;
  await callAt(rapi, command, {}, as);
  return old.calls.length > before;
};

it('switches a command over for all keys, and back', async () => {
  expect(await isSentOn('GetCurrencies')).toBe(true);
  expect(await choose('HOSTGRAPH', ['GetCurrencies', 'GetAnnouncements'])).toEqual([
    { command: 'GetAnnouncements', answeredBy: 'HOSTGRAPH', credential: null },
    { command: 'GetCurrencies', answeredBy: 'HOSTGRAPH', credential: null },
  ]);
  expect(await isSentOn('GetCurrencies')).toBe(false);
  expect(await isSentOn('GetCurrencies', 'carol')).toBe(false);
  expect(await isSentOn('GetClients')).toBe(true);
  await choose('OLD_SYSTEM', ['GetCurrencies']);
  expect(await isSentOn('GetCurrencies')).toBe(true);
  expect(await isSentOn('GetAnnouncements')).toBe(false);
});

it('makes a change here alone once its command is switched over', async () => {
  const note = { user_id: gateway.carol, notes: 'Here' };
  await choose('HOSTGRAPH', ['AddClientNote']);
  const reply = await (await callAt(rapi, 'AddClientNote', note)).json();
  expect(reply.result).toBe('success');
  const count = (app: Gateway['app']) => app.db.clientNote.count({ where: { note: 'Here' } });
  expect([await count(gateway.app), await count(old.app)]).toEqual([1, 0]);
});

it('switches for one key, before what holds for all', async () => {
  await choose('HOSTGRAPH', ['GetProducts'], 'carol');
  expect(await isSentOn('GetProducts', 'carol')).toBe(false);
  expect(await isSentOn('GetProducts', 'rob')).toBe(true);
  await choose('HOSTGRAPH', ['GetProducts']);
  expect(await isSentOn('GetProducts', 'rob')).toBe(false);
  await choose('OLD_SYSTEM', ['GetProducts'], 'carol');
  expect(await isSentOn('GetProducts', 'carol')).toBe(true);
  expect(await isSentOn('GetProducts', 'rob')).toBe(false);
  // For all: what was chosen for single keys ends.
  await choose('HOSTGRAPH', ['GetProducts']);
  expect(await isSentOn('GetProducts', 'carol')).toBe(false);
  const { commandSwitches } = await gateway.data(
    `{ commandSwitches(filter: { command: ["GetProducts"] }) { nodes { credential { name } answeredBy } } }`,
  );
  expect(commandSwitches.nodes).toEqual([{ credential: null, answeredBy: 'HOSTGRAPH' }]);
});

it('says who did it, and refuses names that are none and who may not', async () => {
  await choose('HOSTGRAPH', ['GetTickets'], 'carol');
  const staff = await gateway.app.db.apiCredential.findFirstOrThrow({ where: { name: 'staff' } });
  const { auditEntries, activity } = await gateway.data(
    `{ auditEntries(first: 1, orderBy: [{ field: ID, direction: DESC }]) { nodes { action actor input } }
       activity(first: 1, orderBy: [{ field: ID, direction: DESC }]) { nodes { description } } }`,
  );
  expect(auditEntries.nodes[0]).toMatchObject({
    action: 'switchCommands',
    actor: `credential:${staff.id}`,
    input: { commands: ['GetTickets'], answeredBy: 'HOSTGRAPH' },
  });
  expect(activity.nodes[0].description).toMatch(
    /^Answered by this gateway from now on for credential \d+: GetTickets$/,
  );
  const code = async (input: object, as: 'staff' | 'clerk' | 'carol' = 'staff') =>
    (await gateway.ask(SWITCH, { input }, as)).errors?.[0]?.extensions.code;
  const input = { commands: ['GetTickets'], answeredBy: 'HOSTGRAPH' };
  expect(await code({ ...input, commands: ['GetTickets', 'GetNonsense'] })).toBe('COMMAND_UNKNOWN');
  expect(await code({ ...input, commands: [] })).toBe('BAD_INPUT');
  expect(await code({ ...input, credentialId: 'ApiCredential:9999' })).toBe(
    'API_CREDENTIAL_NOT_FOUND',
  );
  expect(await code(input, 'clerk')).toBe('FORBIDDEN');
  expect(await code(input, 'carol')).toBe('FORBIDDEN');
});

it('holds in every process as soon as it is answered', async () => {
  const other = await secondGateway(gateway);
  if (!other) return;
  const ask = async (answeredBy: System) => {
    const response = await fetch(`${other}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: 'Bearer token-of-staff',
      },
      body: JSON.stringify({
        query: SWITCH,
        variables: { input: { commands: ['GetToDoItems'], answeredBy } },
      }),
    });
    expect(await response.json()).not.toHaveProperty('errors');
  };
  for (let round = 0; round < 5; round += 1) {
    expect(await isSentOn('GetToDoItems')).toBe(true);
    await ask('HOSTGRAPH');
    expect(await isSentOn('GetToDoItems')).toBe(false);
    await ask('OLD_SYSTEM');
  }
});

it('knows a key by the token that programs send already', async () => {
  const token = 'token-of-the-old-system';
  const ADD = `mutation ($input: CreateApiCredentialInput!) {
    createApiCredential(input: $input) { token credential { name } } }`;
  const input = { kind: 'STAFF', name: 'Shop', permissions: ['*'], token };
  expect((await gateway.data(ADD, { input })).createApiCredential).toEqual({
    token,
    credential: { name: 'Shop' },
  });
  const body = new URLSearchParams({ token });
  const reply = await fetch(`${gateway.url}/rapi/GetCurrencies`, { method: 'POST', body });
  expect(await reply.json()).toMatchObject({ result: 'success' });
  const code = async (more: object) =>
    (await gateway.ask(ADD, { input: { ...input, ...more } })).errors?.[0]?.extensions.code;
  expect(await code({})).toBe('API_CREDENTIAL_TOKEN_TAKEN');
  for (const wrong of [
    'short',
    'with a space in it',
    'ticket:12345:abcdefghij',
    'hgtest_abcdefghijkl_x',
  ])
    expect(await code({ token: wrong })).toBe('BAD_INPUT');
  const audit = await gateway.app.db.auditEntry.findMany({
    where: { action: 'createApiCredential' },
  });
  expect(JSON.stringify(audit.map((entry) => entry.input))).not.toContain(token);
});
