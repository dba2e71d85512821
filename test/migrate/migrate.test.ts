import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { tokenOf } from '#test/people.ts';
import { whmcs } from '#test/whmcs/whmcs.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

const explain = async (body: string) => {
  const response = await fetch(`${gateway.url}/migrate/explain`, { method: 'POST', body });
  // oxlint-disable-next-line typescript/no-explicit-any -- answers differ
  return (await response.json()) as Record<string, any>;
};

const note = {
  dialect: 'rapi',
  command: 'AddClientNote',
  field: 'addClientNote',
  variables: { input: { clientId: 'Client:7', text: 'Called “today”', isSticky: true } },
};

describe('an old request', () => {
  it.each([
    [
      'a URL',
      'https://old.example/rapi/AddClientNote?token=x&user_id=7&notes=Called+%E2%80%9Ctoday%E2%80%9D&sticky=1',
    ],
    [
      'a curl command',
      `curl -X POST https://old.example/rapi/AddClientNote \\\n -d token=x -d user_id=7 -d sticky=YES --data-urlencode 'notes=Called “today”'`,
    ],
    [
      'the array of a PHP program',
      `$url = $base . '/rapi/AddClientNote';\n$post = array('token' => $t, 'user_id' => 7, 'notes' => "Called “today”", 'sticky' => 'on');`,
    ],
    ['JSON', 'POST /rapi/AddClientNote {"user_id": 7, "notes": "Called “today”", "sticky": true}'],
    [
      'a line of a log',
      '192.0.2.1 - - [21/Nov/2026:10:00:00 +0000] "POST /rapi/AddClientNote?user_id=7&sticky=1&notes=Called%20%E2%80%9Ctoday%E2%80%9D HTTP/1.1" 200',
    ],
  ])('is understood as %s', async (_what, text) => {
    const found = await explain(text);
    expect(found).toMatchObject(note);
    expect(found.old.form).not.toContain('token');
    expect(found.permissions).toEqual(['clients:manage', 'clients:read']);
  });

  it('gives code that runs as it stands', async () => {
    const { operation, variables, code } = await explain(
      `/rapi/AddClientNote?user_id=${gateway.carol}&notes=It%27s`,
    );
    expect(await gateway.ask(operation, variables)).not.toHaveProperty('errors');
    expect(await gateway.app.db.clientNote.count({ where: { note: "It's" } })).toBe(1);
    // A quote in a shell's single quotes, and in PHP's.
    expect(code.curl).toContain(`It'\\''s`);
    expect(code.php).toContain(`It\\'s`);
    expect(code.javascript).toContain("fetch('http://localhost");
  });

  it('is understood in the words of WHMCS, with credentials left out', async () => {
    const found = await explain(
      `$api = ['identifier' => 'abc', 'secret' => 'hush', 'action' => 'UpdateTicket', 'ticketid' => '12', 'priority' => 'High', 'responsetype' => 'json'];`,
    );
    expect(found).toMatchObject({
      dialect: 'whmcs',
      command: 'UpdateTicket',
      field: 'updateTicket',
      parameters: { ticketid: '12', priority: 'High' },
      variables: { input: { ticketId: 'Ticket:12', priority: 'HIGH' } },
    });
    expect(JSON.stringify(found)).not.toContain('hush');
    expect((await explain('action=CreateProject&title=x')).problem).toBe(
      'Project Management is not active.',
    );
  });

  it('is understood in the words of LogicBoxes', async () => {
    const url =
      'https://httpapi.com/api/billing/customer-balance.json?auth-userid=1&api-key=k&customer-id=5';
    expect(await explain(url)).toMatchObject({
      dialect: 'logicboxes',
      command: 'billing/customer-balance',
      field: 'customerBalance',
      variables: { clientId: 'Client:5' },
    });
  });

  it('says what is wrong with it, what is ignored, and what it does not know', async () => {
    expect(await explain('/rapi/AddClientNote?user_id=x&colour=red')).toMatchObject({
      problem: expect.stringMatching(/^user_id must be a whole number above 0/),
      ignored: ['colour'],
    });
    expect((await explain('/rapi/Nonsense?x=1')).problem).toBe('Command Not Found');
    expect((await explain('hello there')).error).toMatch(/^No command/);
    expect((await explain('')).error).toMatch(/^No command/);
    const many = await explain(`${'a[]=b&'.repeat(20_000)}__proto__[x]=1&action=GetClients`);
    expect(many.error).toBe('The request has more than 5000 parameters.');
    const { url } = gateway;
    const large = await fetch(`${url}/migrate/explain`, {
      method: 'POST',
      body: 'x'.repeat(2 << 20),
    });
    expect(large.status).toBe(413);
  });
});

it('reports what each key still calls, refused calls included, as a query and as CSV', async () => {
  await gateway.rapi('GetCurrencies', {}, 'carol');
  await gateway.rapi('GetCurrencies', {}, 'carol');
  await gateway.rapi('AddClientNote', { user_id: 'x' }, 'carol');
  await whmcs(gateway, 'GetClientsProducts', { clientid: gateway.carol }, 'carol');
  const query = `{ legacyUsage { credential { name } command count refusedCount replacement } }`;
  const rows = async () =>
    (await gateway.data(query)).legacyUsage.filter(
      ({ credential }: { credential: { name: string } }) => credential.name === 'carol',
    );
  // Counts are written every few seconds.
  while ((await rows()).length < 3) await sleep(200);
  expect(await rows()).toEqual([
    {
      credential: { name: 'carol' },
      command: 'GetCurrencies',
      count: 2,
      refusedCount: 0,
      replacement: 'currencies',
    },
    {
      credential: { name: 'carol' },
      command: 'AddClientNote',
      count: 1,
      refusedCount: 1,
      replacement: 'addClientNote',
    },
    {
      credential: { name: 'carol' },
      command: 'GetClientProducts',
      count: 1,
      refusedCount: 0,
      replacement: 'services',
    },
  ]);
  const csv = async (who: 'staff' | 'carol') =>
    fetch(`${gateway.url}/migrate/usage.csv`, {
      headers: { authorization: `Bearer ${tokenOf(who)}` },
    });
  const table = await csv('staff');
  expect(table.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  const lines = (await table.text()).split('\r\n');
  expect(lines[0]).toBe('key,name,identifier,command,calls,refused,last,from,instead');
  expect(
    lines.some((line) =>
      /^\d+,carol,carol,GetCurrencies,2,0,.*,127\.0\.0\.1,currencies$/.test(line),
    ),
  ).toBe(true);
  expect((await csv('carol')).status).toBe(403);
  expect((await fetch(`${gateway.url}/migrate/usage.csv`)).status).toBe(401);
});
