import { beforeAll, expect, it } from 'vitest';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { tokenOf, type Who } from '#test/people.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

type Values = Record<string, string>;

/** Both answers to a pasted request as the page asks for them: the old one, and that of the graph. */
async function both(pasted: string, as: Who, whose: Values) {
  const { url } = gateway;
  const explained = await fetch(`${url}/migrate/explain`, { method: 'POST', body: pasted });
  const { old, operation, variables } = (await explained.json()) as {
    old: { path: string; form: string; credentials: { name: string; isToken: boolean }[] };
    operation: string;
    variables: object;
  };
  const body = new URLSearchParams(old.form);
  for (const { name, isToken } of old.credentials)
    body.set(name, isToken ? tokenOf(as) : whose[name]!);
  const dryRun = { 'dry-run': '1' };
  const answer = await fetch(url + old.path, { method: 'POST', headers: dryRun, body });
  const graph = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      ...dryRun,
      'content-type': 'application/json',
      authorization: `Bearer ${tokenOf(as)}`,
    },
    body: JSON.stringify({ query: operation, variables }),
  });
  // oxlint-disable-next-line typescript/no-explicit-any -- answers differ
  return { old: (await answer.json()) as any, graph: (await graph.json()) as any, path: old.path };
}

it('shows both answers to a request of /rapi', async () => {
  const pasted = `/rapi/AddClientNote?token=x&user_id=${gateway.carol}&notes=Tried`;
  const { old, graph } = await both(pasted, 'staff', {});
  expect(old).toMatchObject({ result: 'success', dry_run: { effects: { events: [{}] } } });
  expect(graph.extensions).toMatchObject({ dryRun: true });
  expect(await gateway.app.db.clientNote.count()).toBe(0);
});

it('shows both answers to a request of WHMCS, a change as a dry run', async () => {
  const pasted = `$api = ['identifier' => 'abc', 'secret' => 'x', 'action' => 'addclientnote', 'userid' => ${gateway.carol}, 'notes' => 'Tried'];`;
  // By the user name of staff, as old programs have it.
  const { old, graph, path } = await both(pasted, 'staff', { identifier: 'ada' });
  expect(path).toBe('/includes/api.php');
  expect(old).toMatchObject({ result: 'success', noteid: expect.anything() });
  expect(graph).toMatchObject({ extensions: { dryRun: true } });
  expect(graph).not.toHaveProperty('errors');
  expect(await gateway.app.db.clientNote.count()).toBe(0);

  const read = await both('action=GetClients&limitnum=1&search=carol', 'staff', {
    identifier: 'staff',
  });
  expect(read.old.clients.client[0]).toMatchObject({ email: 'carol@example.test' });
  expect(JSON.stringify(read.graph.data)).toContain('carol@example.test');
});

it('shows both answers to a request of LogicBoxes', async () => {
  await gateway.rapi('AddCredit', { user_id: gateway.rob, amount: '12.50', description: 'Funds' });
  const pasted = `https://httpapi.com/api/billing/customer-balance.json?auth-userid=1&api-key=k&customer-id=${gateway.rob}`;
  const { old, graph, path } = await both(pasted, 'reseller', {
    'auth-userid': String(gateway.resellerId),
  });
  expect(path).toBe('/api/billing/customer-balance.json');
  expect(old).toMatchObject({ sellingcurrencysymbol: 'USD', sellingcurrencybalance: 12.5 });
  expect(graph.data.customerBalance.available).toMatchObject({ amount: '12.50', currency: 'USD' });
});
