import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { freeze } from '#core/clock.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';

let gateway: Gateway;
const thaw = freeze('2026-11-21T12:00:00Z');
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(thaw);
let client: { id: string };
beforeEach(() => {
  client = { id: `Client:${gateway.carol}` };
});

const UPDATE = `mutation ($input: UpdateClientInput!) {
  updateClient(input: $input) {
    client { firstName lastName email city notes status closedAt group { name } isTaxExempt
      phoneNumber phoneCountryCode emailPreferences { general domain } users { email } }
  }
}`;

it('changes what is told and leaves the rest', async () => {
  const group = await gateway.app.db.clientGroup.create({ data: { name: 'Friends' } });
  const { updateClient } = await gateway.data(UPDATE, {
    input: {
      client,
      firstName: ' Caroline ',
      notes: 'Pays late.',
      groupId: `ClientGroup:${group.id}`,
      isTaxExempt: true,
      emailPreferences: { general: false },
    },
  });
  expect(updateClient.client).toMatchObject({
    firstName: 'Caroline',
    lastName: 'Customer',
    city: 'London',
    notes: 'Pays late.',
    group: { name: 'Friends' },
    isTaxExempt: true,
    emailPreferences: { general: false, domain: true },
  });
  const events = await gateway.app.db.outboxEvent.findMany({ where: { type: 'client.changed' } });
  expect(events.at(-1)?.payload).toMatchObject({ clientId: gateway.carol });
  const left = await gateway.data(UPDATE, { input: { client, leaveGroup: true } });
  expect(left.updateClient.client.group).toBeNull();
});

it('finds the client by its address too, in any case', async () => {
  const { updateClient } = await gateway.data(UPDATE, {
    input: { client: { email: 'CAROL@example.test' }, city: 'York' },
  });
  expect(updateClient.client.city).toBe('York');
});

it('lets a customer change contact details and nothing else', async () => {
  const { updateClient } = await gateway.data(
    UPDATE,
    { input: { client, phoneNumber: '+49 30 901820' } },
    'carol',
  );
  expect(updateClient.client).toMatchObject({
    phoneNumber: '30901820',
    phoneCountryCode: '49',
    notes: null,
  });
  for (const more of [
    { status: 'CLOSED' },
    { notes: 'x' },
    { creditLimit: '100' },
    { isTaxExempt: true },
    { customFields: [] },
    { currencyId: 'Currency:1' },
  ]) {
    const answer = await gateway.ask(UPDATE, { input: { client, ...more } }, 'carol');
    expect(codeOf(answer)).toBe('FORBIDDEN');
    expect(answer.errors?.[0]?.extensions.field).toBe(Object.keys(more)[0]);
  }
});

it('lets a reseller change the status of its customer, not what it owes the company', async () => {
  const rob = { id: `Client:${gateway.rob}` };
  const { updateClient } = await gateway.data(
    UPDATE,
    { input: { client: rob, status: 'INACTIVE', notes: 'Sleeps.' } },
    'reseller',
  );
  expect(updateClient.client).toMatchObject({ status: 'INACTIVE', notes: 'Sleeps.' });
  const limit = { input: { client: rob, creditLimit: '1000' } };
  expect(codeOf(await gateway.ask(UPDATE, limit, 'reseller'))).toBe('FORBIDDEN');
});

it('does not tell another’s client from none', async () => {
  const absent = { input: { client: { id: 'Client:9999' }, city: 'X' } };
  const foreign = { input: { client, city: 'X' } };
  for (const who of ['stranger', 'reseller'] as const) {
    const [one, other] = [
      await gateway.ask(UPDATE, absent, who),
      await gateway.ask(UPDATE, foreign, who),
    ];
    expect(codeOf(one)).toBe('CLIENT_NOT_FOUND');
    expect(one.errors).toEqual(other.errors);
  }
});

it('keeps somebody who reads the e-mails about domains', async () => {
  const off = { client, emailPreferences: { domain: false } };
  expect(codeOf(await gateway.ask(UPDATE, { input: off }))).toBe('DOMAIN_EMAILS_NEEDED');
  const { addContact } = await gateway.data(
    `mutation ($input: AddContactInput!) { addContact(input: $input) { contact { id } } }`,
    {
      input: {
        clientId: client.id,
        email: 'dora@example.test',
        emailPreferences: { domain: true },
      },
    },
  );
  const { updateClient } = await gateway.data(UPDATE, { input: off });
  expect(updateClient.client.emailPreferences.domain).toBe(false);
  const remove = `mutation ($input: DeleteContactInput!) { deleteContact(input: $input) { deletedId } }`;
  const last = await gateway.ask(remove, { input: { contactId: addContact.contact.id } });
  expect(codeOf(last)).toBe('DOMAIN_EMAILS_NEEDED');
  const change = `mutation ($input: UpdateContactInput!) { updateContact(input: $input) { contact { id } } }`;
  const input = { contactId: addContact.contact.id, emailPreferences: { domain: false } };
  expect(codeOf(await gateway.ask(change, { input }))).toBe('DOMAIN_EMAILS_NEEDED');
});

it('refuses a taken address and a currency something is billed in', async () => {
  const taken = { input: { client, email: 'Rob@example.test' } };
  expect(codeOf(await gateway.ask(UPDATE, taken))).toBe('CLIENT_EMAIL_TAKEN');
  const { db } = gateway.app;
  const euro = await db.currency.create({ data: { code: 'EUR', rate: '0.9' } });
  const input = { client, currencyId: `Currency:${euro.id}` };
  const day = new Date('2026-11-21T00:00:00Z');
  const invoice = await db.invoice.create({
    data: { clientId: gateway.carol, currencyCode: 'USD', issuedOn: day, dueOn: day },
  });
  expect(codeOf(await gateway.ask(UPDATE, { input }))).toBe('CLIENT_CURRENCY_IN_USE');
  await db.invoice.delete({ where: { id: invoice.id } });
  await gateway.data(UPDATE, { input });
  const row = await db.client.findUniqueOrThrow({ where: { id: gateway.carol } });
  expect(row.currencyCode).toBe('EUR');
});

it('refuses another client’s contact and pay method inside its input', async () => {
  const { db } = gateway.app;
  const contact = await db.contact.create({ data: { clientId: gateway.stranger } });
  const method = await db.payMethod.create({
    data: { clientId: gateway.stranger, type: 'CREDIT_CARD' },
  });
  const billing = { input: { client, billingContactId: `Contact:${contact.id}` } };
  expect(codeOf(await gateway.ask(UPDATE, billing))).toBe('CONTACT_NOT_FOUND');
  const paying = { input: { client, defaultPayMethodId: `PayMethod:${method.id}` } };
  expect(codeOf(await gateway.ask(UPDATE, paying))).toBe('BAD_INPUT');
});

it('closes and opens again', async () => {
  const closed = await gateway.data(UPDATE, { input: { client, status: 'CLOSED' } });
  expect(closed.updateClient.client.closedAt).toBe('2026-11-21T12:00:00.000Z');
  expect((await gateway.ask('{ viewer { kind } }', {}, 'carol')).errors).toBeDefined();
  const open = await gateway.data(UPDATE, { input: { client, status: 'ACTIVE' } });
  expect(open.updateClient.client.closedAt).toBeNull();
});
