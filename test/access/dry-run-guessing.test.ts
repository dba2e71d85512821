import { beforeAll, expect, it } from 'vitest';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { done } from '#test/shop.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

const person = { email: 'guess@users.test', password: 'correct horse battery 9' };
const signIn = (password: string, headers?: Record<string, string>) =>
  gateway.ask(
    `mutation ($input: ValidateLoginInput!) { validateLogin(input: $input) { user { email } } }`,
    { input: { email: person.email, password } },
    null,
    headers,
  );

it('lets nobody guess passwords by dry runs, which would leave no trace of the tries', async () => {
  await done(gateway, 'AddUser', { first_name: 'G', last_name: 'U', ...person });
  const tried = { 'dry-run': '1' };
  for (const password of ['wrong', person.password])
    expect(codeOf(await signIn(password, tried))).toBe('DRY_RUN_NOT_AVAILABLE');
  expect((await signIn(person.password)).data.validateLogin.user.email).toBe(person.email);
});

it('tells no key in a dry run whether it knows its owner’s password', async () => {
  const owner = { firstName: 'O', lastName: 'W', email: 'owner@users.test', address1: '1 Road' };
  const place = { city: 'London', state: 'London', postcode: 'N1 1AA', country: 'GB' };
  const { addClient } = await gateway.data(
    `mutation ($input: AddClientInput!) { addClient(input: $input) { client { id } } }`,
    { input: { ...owner, ...place, phoneNumber: '+442079460001', password: person.password } },
  );
  const clientId = addClient.client.id;
  const { createApiCredential } = await gateway.data(
    `mutation ($input: CreateApiCredentialInput!) { createApiCredential(input: $input) { token } }`,
    { input: { kind: 'CUSTOMER', name: 'narrow', clientId, permissions: ['access:self'] } },
  );
  const change = (currentPassword: string) =>
    gateway.ask(
      `mutation ($input: ChangeClientPasswordInput!) {
        changeClientPassword(input: $input) { userId } }`,
      { input: { clientId, currentPassword, newPassword: 'another horse battery 9' } },
      null,
      { 'dry-run': '1', authorization: `Bearer ${createApiCredential.token}` },
    );
  for (let tries = 0; tries < 10; tries += 1) await change('wrong');
  expect(codeOf(await change(person.password))).toBe('DRY_RUN_NOT_AVAILABLE');
});
