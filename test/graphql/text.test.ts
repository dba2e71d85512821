import { beforeAll, expect, it } from 'vitest';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

const words = 'must not hold the character U+0000 or half of a surrogate pair';
const CREATE = `mutation ($input: CreateInvoiceInput!) {
  createInvoice(input: $input) { invoice { items { description } } } }`;
const inputOf = (description: string) => ({
  clientId: `Client:${gateway.carol}`,
  lines: [{ description, unitPrice: '1' }],
});

it.each(['a\u0000b', 'a\ud800', '\udc00b'])(
  'refuses %j in a variable by its place',
  async (text) => {
    const answer = await gateway.ask(CREATE, { input: inputOf(text) });
    expect(answer.errors).toMatchObject([
      {
        message: `lines.0.description: ${words}`,
        extensions: { code: 'BAD_INPUT', field: 'lines.0.description' },
      },
    ]);
    expect(await gateway.app.db.invoice.count()).toBe(0);
  },
);

it('refuses it in the text of an operation, in a filter and in a name', async () => {
  for (const [document, variables] of [
    ['{ services(first: 1, filter: { domainName: "a\\u0000" }) { edges { cursor } } }', {}],
    [
      'query ($name: String) { services(first: 1, filter: { domainName: $name }) { edges { cursor } } }',
      { name: '\ud800' },
    ],
    [CREATE, { input: { ...inputOf('Work'), 'a\u0000': 1 } }],
  ] as const) {
    const answer = await gateway.ask(document, variables);
    expect([codeOf(answer), answer.errors?.[0]?.message]).toEqual([
      'BAD_INPUT',
      expect.stringContaining(words),
    ]);
  }
});

it('takes whole pairs, also beyond what most fonts show', async () => {
  const { createInvoice } = await gateway.data(CREATE, { input: inputOf('Work 😀 𠮷') });
  expect(createInvoice.invoice.items).toEqual([{ description: 'Work 😀 𠮷' }]);
});

it('takes an old program’s text without it, as it always did', async () => {
  const form = { user_id: gateway.carol, notes: 'a\u0000b' };
  expect(await gateway.rapi('AddClientNote', form)).toMatchObject({ result: 'success' });
  expect(await gateway.app.db.clientNote.findFirst()).toMatchObject({ note: 'ab' });
});
