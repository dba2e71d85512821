import { keyIn } from '#core/ids.ts';
import { beforeAll, expect, it } from 'vitest';
import { verifyPassword } from '#modules/access/passwords/password.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { nora } from './nora.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

const ADD = `mutation ($input: AddClientInput!) {
  addClient(input: $input) {
    ownerUserId owner { id email }
    client { databaseId email country phoneNumber phoneCountryCode currency status
      isOptedInToMarketing customFieldValues { field { name } value }
      users { userId email isOwner isEmailVerified } }
  }
}`;

const newcomer = (more: object = {}) => ({
  ...nora,
  email: 'Nora@Example.test',
  ...more,
});

it('adds a client with a user who owns it and can sign in', async () => {
  const { addClient } = await gateway.data(ADD, {
    input: newcomer({ password: 'correct horse', marketingOptIn: true, language: 'French' }),
  });
  const { client, owner, ownerUserId } = addClient;
  expect(owner).toEqual({ id: ownerUserId, email: 'nora@example.test' });
  expect(client).toMatchObject({
    email: 'nora@example.test',
    country: 'GB',
    phoneNumber: '2079460000',
    phoneCountryCode: '44',
    currency: 'USD',
    status: 'ACTIVE',
    isOptedInToMarketing: true,
    users: [{ userId: ownerUserId, email: 'nora@example.test', isOwner: true }],
  });
  const user = await gateway.app.db.user.findUniqueOrThrow({ where: { id: keyIn(ownerUserId)! } });
  expect(user.language).toBe('french');
  expect(await verifyPassword(user.passwordHash, 'correct horse')).toBe(true);
  const [event] = await gateway.app.db.outboxEvent.findMany({ where: { type: 'client.added' } });
  expect(event?.payload).toMatchObject({ sendWelcomeEmail: true, signup: false });
  const [audit] = await gateway.app.db.auditEntry.findMany({ where: { action: 'addClient' } });
  expect(JSON.stringify(audit?.input)).not.toContain('correct horse');
});

it('gives a user who has no password none', async () => {
  const { addClient } = await gateway.data(ADD, {
    input: newcomer({ email: 'nopass@example.test' }),
  });
  const user = await gateway.app.db.user.findUniqueOrThrow({
    where: { id: keyIn(addClient.ownerUserId)! },
  });
  expect(user.passwordHash).toBeNull();
  expect(await verifyPassword(user.passwordHash, '')).toBe(false);
});

it('gives a second client to a user that is named', async () => {
  const { addClient } = await gateway.data(ADD, {
    input: newcomer({ email: 'owner@example.test' }),
  });
  const { ownerUserId } = addClient;
  const second = await gateway.data(ADD, {
    input: newcomer({ email: 'second@example.test', ownerUserId }),
  });
  expect(second.addClient.ownerUserId).toBe(ownerUserId);
  const absent = { input: newcomer({ email: 'third@example.test', ownerUserId: 'User:9999' }) };
  expect(codeOf(await gateway.ask(ADD, absent))).toBe('OWNER_NOT_FOUND');
  const foreign = { input: newcomer({ email: 'third@example.test', ownerUserId }) };
  expect(codeOf(await gateway.ask(ADD, foreign, 'reseller'))).toBe('OWNER_NOT_FOUND');
  const other = { input: newcomer({ email: 'third@example.test', ownerUserId: 'Client:1' }) };
  expect(codeOf(await gateway.ask(ADD, other))).toBe('BAD_INPUT');
});

it('makes a reseller’s new client its customer', async () => {
  const { addClient } = await gateway.data(
    ADD,
    { input: newcomer({ email: 'resold@example.test' }) },
    'reseller',
  );
  const id = addClient.client.databaseId;
  const row = await gateway.app.db.client.findUniqueOrThrow({ where: { id } });
  expect(row.resellerId).toBe(gateway.resellerId);
});

it('refuses a taken address, also to fifty who come at once', async () => {
  const taken = await gateway.ask(ADD, { input: newcomer({ email: 'carol@example.test' }) });
  expect(codeOf(taken)).toBe('CLIENT_EMAIL_TAKEN');
  const input = newcomer({ email: 'rush@example.test' });
  const answers = await Promise.all(Array.from({ length: 50 }, () => gateway.ask(ADD, { input })));
  const codes = answers.map((answer) => codeOf(answer) ?? 'added');
  expect(codes.filter((code) => code === 'added')).toHaveLength(1);
  expect(new Set(codes)).toEqual(new Set(['added', 'CLIENT_EMAIL_TAKEN']));
  expect(await gateway.app.db.user.count({ where: { email: 'rush@example.test' } })).toBe(1);
});

it('refuses a number that is none, a country that is none and a half question', async () => {
  const clients = await gateway.app.db.client.count();
  const refused = async (more: object) =>
    codeOf(await gateway.ask(ADD, { input: newcomer({ email: 'bad@example.test', ...more }) }));
  expect(await refused({ phoneNumber: '12' })).toBe('PHONE_INVALID');
  expect(await refused({ country: 'XX' })).toBe('BAD_INPUT');
  expect(await refused({ email: 'no address' })).toBe('BAD_INPUT');
  expect(await refused({ password: 'short' })).toBe('BAD_INPUT');
  expect(await refused({ securityAnswer: 'Rex' })).toBe('BAD_INPUT');
  expect(await refused({ currencyId: 'Currency:99' })).toBe('BAD_INPUT');
  expect(await refused({ groupId: 'ClientGroup:99' })).toBe('CLIENT_GROUP_NOT_FOUND');
  expect(await gateway.app.db.client.count()).toBe(clients);
});

it('holds custom fields against their definitions', async () => {
  const { db, keyring } = gateway.app;
  const field = (name: string, more: object) =>
    db.customField.create({ data: { owner: 'CLIENT', name, ...more } });
  const colour = await field('Colour', { type: 'DROPDOWN', options: ['Red', 'Blue'] });
  const vat = await field('VAT', { regex: '/^[A-Z]{2}\\d+$/', isRequired: true });
  const pin = await field('PIN', { type: 'PASSWORD', isAdminOnly: true });
  const fill = (values: Record<number, string>) =>
    Object.entries(values).map(([id, value]) => ({ fieldId: `CustomField:${id}`, value }));
  const add = (values: Record<number, string>, email = 'fields@example.test') =>
    gateway.ask(ADD, { input: newcomer({ email, customFields: fill(values) }) });

  expect(codeOf(await add({}))).toBe('CUSTOM_FIELD_REQUIRED');
  expect(codeOf(await add({ [vat.id]: 'nonsense' }))).toBe('CUSTOM_FIELD_INVALID');
  expect(codeOf(await add({ [vat.id]: 'DE1', [colour.id]: 'Green' }))).toBe('CUSTOM_FIELD_INVALID');
  expect(codeOf(await add({ [vat.id]: 'DE1', 9999: 'x' }))).toBe('CUSTOM_FIELD_NOT_FOUND');
  const { data } = await add({ [vat.id]: 'DE1', [colour.id]: 'Red', [pin.id]: '4711' });
  expect(data.addClient.client.customFieldValues).toEqual([
    { field: { name: 'Colour' }, value: 'Red' },
    { field: { name: 'VAT' }, value: 'DE1' },
    { field: { name: 'PIN' }, value: '•••' },
  ]);
  const stored = await db.customFieldValue.findFirstOrThrow({ where: { fieldId: pin.id } });
  expect(stored.value).toBe('');
  expect(
    keyring
      .box('custom field')
      .decrypt(stored.valueEncrypted ?? '', `custom_field_values:${stored.id}`),
  ).toBe('4711');
  await db.customField.deleteMany();
});
