import { beforeAll, expect, it, vi } from 'vitest';
import { type Gateway, openGateway } from '#test/gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

/** Does something while a table is out of sight: nobody expects what goes wrong then. */
async function without<Result>(table: string, work: () => Promise<Result>): Promise<Result> {
  const { database } = gateway.app;
  await database.query({ text: `alter table ${table} rename to out_of_sight` });
  try {
    return await work();
  } finally {
    await database.query({ text: `alter table out_of_sight rename to ${table}` });
  }
}

const READ = '{ clients(first: 1) { edges { node { notes } } } }';
const ADD = `mutation ($id: ID!) { addClientNote(input: { clientId: $id, text: "Lost." }) {
  clientNote { databaseId } } }`;

it.each([
  ['a query', 'clients', READ],
  ['a change', 'client_notes', ADD],
])(
  'tells nothing of an unexpected error in %s but the id it is logged under',
  async (...provided) => {
    const [, table, document] = provided;
    const logged = vi.spyOn(gateway.app.log, 'error').mockReturnValue();
    const id = `Client:${gateway.carol}`;
    const headers = { 'x-request-id': `lost-${table.replace('_', '-')}` };
    const answer = await without(table, () => gateway.ask(document, { id }, 'staff', headers));
    const [error] = answer.errors!;
    expect(error!.message).toBe('Something went wrong here. Tell us the request id.');
    expect(error!.extensions).toEqual({
      code: 'INTERNAL_SERVER_ERROR',
      requestId: headers['x-request-id'],
      retryable: false,
    });
    expect(answer.headers.get('x-request-id')).toBe(headers['x-request-id']);
    expect(JSON.stringify(answer)).not.toContain('relation');
    expect(logged.mock.calls).toHaveLength(1);
    expect(logged.mock.calls[0]![0]).toMatchObject({ requestId: headers['x-request-id'] });
    logged.mockRestore();
  },
);

it('tells the id of a legacy command in the log', async () => {
  const logged = vi.spyOn(gateway.app.log, 'error').mockReturnValue();
  const form = { userid: gateway.carol, notes: 'Lost.' };
  const reply = await without('client_notes', () => gateway.rapi('AddClientNote', form));
  expect(reply.result).toBe('error');
  expect(logged.mock.calls[0]![0]).toMatchObject({
    requestId: expect.stringMatching(/^[\w-]{36}$/),
  });
  logged.mockRestore();
});
