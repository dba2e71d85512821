import { beforeAll, expect, it } from 'vitest';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

const konrad = (more: object = {}) => ({
  user_id: gateway.carol,
  first_name: 'Kon',
  email: 'konrad@example.com',
  password: 'kontakt-123',
  permissions: 'tickets,invoices',
  ...more,
});
const askAs = async (token: string, query: string) => {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query }),
  });
  // oxlint-disable-next-line typescript/no-explicit-any -- each test knows what it asked for
  return (await response.json()) as any;
};
const signIn = (password: string) =>
  gateway.ask(
    `mutation ($input: ValidateLoginInput!) { validateLogin(input: $input) { session { accessToken } } }`,
    { input: { email: 'konrad@example.com', password } },
    null,
  );

it('lets a contact with a password sign in and act as far as its permissions go (R40)', async () => {
  const added = await gateway.rapi('AddContact', konrad());
  expect(added.result).toBe('success');
  const login = await gateway.rapi('ValidateLogin', {
    email: 'konrad@example.com',
    password: 'kontakt-123',
  });
  expect(login).toMatchObject({ result: 'success', clientid: String(gateway.carol) });
  const { data } = await signIn('kontakt-123');
  const token = data.validateLogin.session.accessToken;
  const seen = await askAs(token, '{ tickets { totalCount } invoices { totalCount } }');
  expect(seen.errors).toBeUndefined();
  for (const query of ['{ services { totalCount } }', '{ orders { totalCount } }'])
    expect((await askAs(token, query)).errors[0].extensions.code).toBe('FORBIDDEN');
  const changed = await askAs(
    token,
    `mutation { updateClient(input: { client: { id: "Client:${gateway.carol}" }, city: "York" }) { client { id } } }`,
  );
  expect(changed.errors[0].extensions.code).toBe('FORBIDDEN');
});

it('shows its permissions again, on both transports (R44)', async () => {
  const { contacts } = await gateway.data(
    '{ contacts(filter: { email: "konrad@example.com" }) { edges { node { databaseId isSubAccount permissions } } } }',
  );
  const [{ node }] = contacts.edges;
  expect(node).toMatchObject({ isSubAccount: true, permissions: ['tickets', 'invoices'] });
  const shown = await gateway.rapi('GetContact', {
    id: node.databaseId,
    contact_id: node.databaseId,
  });
  expect(JSON.stringify(shown)).toContain('tickets,invoices');
});

it('changes and takes away what it may do with the contact (R40)', async () => {
  const { contacts } = await gateway.data(
    '{ contacts(filter: { email: "konrad@example.com" }) { edges { node { id } } } }',
  );
  const contactId = contacts.edges[0].node.id;
  const UPDATE = `mutation ($input: UpdateContactInput!) { updateContact(input: $input) { contact { permissions isSubAccount } } }`;
  const input = { contactId, permissions: ['orders'], password: 'ein-anderes-4' };
  const { updateContact } = await gateway.data(UPDATE, { input });
  expect(updateContact.contact.permissions).toEqual(['orders']);
  expect(codeOf(await signIn('kontakt-123'))).toBe('SIGN_IN_REFUSED');
  const { data } = await signIn('ein-anderes-4');
  const token = data.validateLogin.session.accessToken;
  expect((await askAs(token, '{ orders { totalCount } }')).errors).toBeUndefined();
  expect((await askAs(token, '{ tickets { totalCount } }')).errors[0].extensions.code).toBe(
    'FORBIDDEN',
  );
  const ended = await gateway.data(UPDATE, { input: { contactId, endSubAccount: true } });
  expect(ended.updateContact.contact).toEqual({ permissions: [], isSubAccount: false });
  expect(codeOf(await signIn('ein-anderes-4'))).toBe('SIGN_IN_REFUSED');
});

it('never takes an address that signs in already (R40)', async () => {
  const user = {
    first_name: 'Uma',
    last_name: 'User',
    email: 'uma@example.com',
    password: 'kontakt-123',
  };
  await gateway.rapi('AddUser', user);
  const ADD = `mutation ($input: AddContactInput!) { addContact(input: $input) { contact { id } } }`;
  const input = {
    clientId: `Client:${gateway.carol}`,
    email: 'uma@example.com',
    password: 'another-pass-9',
    permissions: ['orders'],
  };
  expect(codeOf(await gateway.ask(ADD, { input }, 'carol'))).toBe('CONTACT_EMAIL_TAKEN');
  expect(
    (await gateway.rapi('ValidateLogin', { email: user.email, password: user.password })).result,
  ).toBe('success');
});
