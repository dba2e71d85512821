import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { catalogues } from '../../scripts/catalogues.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

it.each(Object.keys(catalogues()))('%s says what the graph serves', (path) => {
  const written = existsSync(path) ? readFileSync(path, 'utf8') : '';
  expect(written, 'run `npm run schema`').toBe(catalogues()[path]);
});

it('serves every code with what to do about it, to everybody', async () => {
  const { data } = await gateway.ask(
    '{ errorCodes { code message action isRetryable httpStatus } }',
    {},
    null,
  );
  const of = (code: string) => data.errorCodes.find((each: { code: string }) => each.code === code);
  expect(of('RATE_LIMITED')).toEqual({
    code: 'RATE_LIMITED',
    message: 'Too many requests. Wait and try again.',
    action: 'RETRY',
    isRetryable: true,
    httpStatus: 429,
  });
  // RFC 9110: 401 lacks credentials, 413 content too large; an error of a field is no status.
  expect([of('UNAUTHENTICATED').httpStatus, of('TOO_LARGE').httpStatus]).toEqual([401, 413]);
  expect(of('BAD_INPUT')).toMatchObject({ action: 'CORRECT_INPUT', httpStatus: null });
  expect(of('TICKET_NOT_FOUND').action).toBe('CHECK_ID');
  expect(of('OUTCOME_UNKNOWN')).toMatchObject({ action: 'LOOK_FIRST', isRetryable: false });
});

it('serves every permission with where it is asked for', async () => {
  const { permissions } = await gateway.data(
    '{ permissions { name description isForCustomers isForResellers types fields } }',
    {},
    'carol',
  );
  const of = (name: string) => permissions.find((each: { name: string }) => each.name === name);
  expect(of('billing:read').types).toEqual(expect.arrayContaining(['Invoice', 'Transaction']));
  expect(of('orders:accept')).toMatchObject({
    fields: expect.arrayContaining(['Mutation.acceptOrder']),
    isForCustomers: false,
    isForResellers: true,
  });
  const { viewer } = await gateway.data('{ viewer { permissions } }', {}, 'carol');
  for (const held of viewer.permissions) expect(of(held)?.isForCustomers, held).toBe(true);
  // A permission that nothing asks for would be granted in vain.
  const unused = permissions.filter(
    ({ types, fields }: { types: string[]; fields: string[] }) => !types.length && !fields.length,
  );
  expect(unused.map(({ name }: { name: string }) => name)).toEqual([]);
});

it('serves every kind of event with the shape of what it carries', async () => {
  const { eventTypes } = await gateway.data(
    '{ eventTypes { type name permission subjectTypes isInternal payloadSchema } }',
    {},
    'rob',
  );
  const paid = eventTypes.find(({ type }: { type: string }) => type === 'INVOICE_PAID');
  expect(paid).toMatchObject({
    name: 'invoice.paid',
    permission: 'billing:read',
    subjectTypes: ['Invoice'],
    isInternal: false,
  });
  expect(paid.payloadSchema).toMatchObject({
    type: 'object',
    properties: { invoiceId: { type: 'integer', node: 'Invoice' }, sendEmail: { type: 'boolean' } },
    required: ['invoiceId', 'clientId', 'sendEmail'],
  });
  // What is announced keeps to its shape: the log of a test database, event by event.
  const { db } = gateway.app;
  await gateway.data(
    `mutation { addClientNote(input: { clientId: "Client:${gateway.carol}", text: "x" }) {
      clientNote { id } } }`,
  );
  const shapes = new Map<string, { required: string[] }>(
    eventTypes.map((each: { name: string; payloadSchema: { required: string[] } }) => [
      each.name,
      each.payloadSchema,
    ]),
  );
  const log = await db.outboxEvent.findMany({ where: { type: { not: 'access.changed' } } });
  expect(log.length).toBeGreaterThan(0);
  for (const { type, payload } of log)
    expect(Object.keys(payload as object).toSorted(), type).toEqual(
      shapes.get(type)!.required.toSorted(),
    );
});
