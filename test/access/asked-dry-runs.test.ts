import { beforeAll, describe, expect, it } from 'vitest';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { tokenOf } from '#test/people.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

const NOTE = `mutation ($input: AddClientNoteInput!) {
  addClientNote(input: $input) { clientNote { id } } }`;
const noteCount = async () => {
  const { client } = await gateway.data(
    `query ($id: ID!) { client(by: { id: $id }) { clientNotes { totalCount } } }`,
    { id: `Client:${gateway.carol}` },
  );
  return client.clientNotes.totalCount;
};
const input = () => ({ clientId: `Client:${gateway.carol}`, text: 'Tried.' });

describe('a change that was to be tried is never made, however it is said', () => {
  const words = ['1', 'true', 'TRUE', 'yes', 'on', 'On'];
  const odd = ['2', 'please', '1, 1', 'ja'];

  it('by a header', async () => {
    const before = await noteCount();
    for (const word of words) {
      const headers = { 'dry-run': word };
      const { data, errors } = await gateway.ask(NOTE, { input: input() }, 'staff', headers);
      expect([word, errors, data?.addClientNote.clientNote.id]).toEqual([
        word,
        undefined,
        expect.stringMatching(/^ClientNote:/),
      ]);
    }
    for (const word of odd) {
      const answer = await gateway.ask(NOTE, { input: input() }, 'staff', { 'dry-run': word });
      expect([word, codeOf(answer)]).toEqual([word, 'BAD_REQUEST']);
    }
    expect(await noteCount()).toBe(before);
    await gateway.data(NOTE, { input: input() });
    for (const word of ['0', 'false', 'off', '']) {
      const answer = await gateway.ask(NOTE, { input: input() }, 'staff', { 'dry-run': word });
      expect(answer.errors).toBeUndefined();
    }
    expect(await noteCount()).toBe(before + 5);
  });

  it('by a parameter of /rapi, as a form and as JSON', async () => {
    const before = await noteCount();
    const form = { user_id: gateway.carol, notes: 'Tried.' };
    for (const word of words) {
      const reply = await gateway.rapi('AddClientNote', { ...form, dry_run: word });
      expect([word, reply.result, typeof reply.dry_run]).toEqual([word, 'success', 'object']);
    }
    for (const dryRun of [true, 1]) {
      const response = await fetch(`${gateway.url}/rapi/AddClientNote`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...form, token: tokenOf('staff'), dry_run: dryRun }),
      });
      expect(await response.json()).toMatchObject({ result: 'success', dry_run: {} });
    }
    for (const word of odd)
      expect(await gateway.rapi('AddClientNote', { ...form, dry_run: word })).toMatchObject({
        result: 'error',
        message: 'dry_run must be 1 or 0.',
      });
    expect(await noteCount()).toBe(before);
  });

  it('by a parameter of the LogicBoxes API', async () => {
    const { createInvoice } = await gateway.data(
      `mutation ($input: CreateInvoiceInput!) { createInvoice(input: $input) {
        invoice { databaseId } } }`,
      {
        input: {
          clientId: `Client:${gateway.rob}`,
          status: 'UNPAID',
          lines: [{ description: 'Advice', unitPrice: '10' }],
        },
      },
    );
    const { addCredit } = await gateway.data(
      `mutation ($input: AddCreditInput!) { addCredit(input: $input) { client { credit { amount } } } }`,
      { input: { clientId: `Client:${gateway.rob}`, amount: '10', description: 'Paid in' } },
    );
    expect(addCredit.client.credit.amount).toBe('10.00');
    const pay = async (word: string) => {
      const body = new URLSearchParams({
        'auth-userid': String(gateway.resellerId),
        'api-key': tokenOf('reseller'),
        'invoice-ids': String(createInvoice.invoice.databaseId),
        'dry-run': word,
      });
      const response = await fetch(`${gateway.url}/api/billing/customer-pay.json`, {
        method: 'POST',
        body,
      });
      return response.json() as Promise<Record<string, unknown>>;
    };
    for (const word of words) expect(await pay(word)).toHaveProperty('dryrun');
    for (const word of odd) expect(await pay(word)).toMatchObject({ status: 'ERROR' });
    const { client } = await gateway.data(
      `query ($id: ID!) { client(by: { id: $id }) { credit { amount } } }`,
      { id: `Client:${gateway.rob}` },
    );
    expect(client.credit.amount).toBe('10.00');
  });
});

it('makes no change whose plan was lost on the way', async () => {
  const before = await noteCount();
  const answer = await gateway.ask(NOTE, { input: input() }, 'staff', { plan: '' });
  expect(codeOf(answer)).toBe('PLAN_INVALID');
  expect(await noteCount()).toBe(before);
});
