import { beforeAll, expect, it } from 'vitest';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { tokenOf } from '#test/people.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

const call = (command: string, form: Record<string, string>) =>
  fetch(`${gateway.url}/rapi/${command}`, { method: 'POST', body: new URLSearchParams(form) });

it('names the field of the graph that does the same, as RFC 8288 writes it (F59)', async () => {
  const token = tokenOf('staff');
  for (const [command, field, form] of [
    ['GetClients', 'clients', { token }],
    ['AddClientNote', 'addClientNote', { token, user_id: '9999', notes: 'x' }],
    ['AddClientNote', 'addClientNote', {}],
  ] as const) {
    const { headers } = await call(command, form);
    expect(headers.get('link')).toBe(`</docs/rapi>; rel="successor-version"; title="${field}"`);
  }
  const page = await fetch(`${gateway.url}/docs/rapi`);
  expect(await page.text()).toContain('Mutation.addClientNote');
  expect((await call('NoSuchCommand', { token })).headers.get('link')).toBeNull();
});
