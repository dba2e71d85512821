import { beforeAll, expect, it } from 'vitest';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { done } from '#test/shop.ts';
import { askAs } from './cast.ts';

let gateway: Gateway;
let user: string;
beforeAll(async () => {
  gateway = await openGateway();
  const added = await done(gateway, 'AddUser', {
    first_name: 'Una',
    last_name: 'User',
    email: 'una@users.test',
    password: 'correct horse battery 9',
  });
  user = `User:${added.user_id}`;
});

const HOUR = 3_600_000;
const AS = `mutation ($input: SignInAsUserInput!) { signInAsUser(input: $input) {
  session { accessToken refreshToken accessExpiresAt refreshExpiresAt } } }`;
const REFRESH = `mutation ($input: RefreshSessionInput!) { refreshSession(input: $input) {
  session { accessToken refreshToken refreshExpiresAt } } }`;
const WHO = '{ viewer { user { id } } }';

const enter = async (token: string) => {
  const { data } = await askAs(gateway, token, AS, { input: { userId: user } });
  return data.signInAsUser.session;
};
const refresh = (refreshToken: string) =>
  askAs(gateway, null, REFRESH, { input: { refreshToken } });

/** A staff member with a token of their own, and their id. */
async function admin(username: string) {
  const { adminRoles } = await gateway.data('{ adminRoles { id } }');
  const password = 'a long pass phrase 77';
  const { createAdmin } = await gateway.data(
    `mutation ($input: CreateAdminInput!) { createAdmin(input: $input) { admin { id } } }`,
    {
      input: {
        username,
        firstName: username,
        email: `${username}@house.test`,
        password,
        roleId: adminRoles[0].id,
      },
    },
  );
  const { data } = await gateway.ask(
    `mutation ($input: ValidateStaffLoginInput!) {
      validateStaffLogin(input: $input) { session { accessToken } } }`,
    { input: { username, password } },
    null,
  );
  return {
    id: createAdmin.admin.id as string,
    token: data.validateStaffLogin.session.accessToken as string,
  };
}

it('ends what a staff member opened as somebody else when they are barred', async () => {
  const { id, token } = await admin('bea');
  const session = await enter(token);
  expect((await askAs(gateway, session.accessToken, WHO)).data.viewer.user).toEqual({ id: user });
  await gateway.data(
    `mutation ($input: UpdateAdminInput!) { updateAdmin(input: $input) { admin { id } } }`,
    { input: { adminId: id, isDisabled: true } },
  );
  expect(codeOf(await askAs(gateway, session.accessToken, WHO))).toBe('UNAUTHENTICATED');
  expect(codeOf(await refresh(session.refreshToken))).toBe('SESSION_ENDED');
});

it('lasts 12 hours however often its tokens are exchanged', async () => {
  const { token } = await admin('cleo');
  const began = Date.now();
  const session = await enter(token);
  const ends = Date.parse(session.refreshExpiresAt);
  expect(ends).toBeGreaterThanOrEqual(began + 12 * HOUR - 1);
  expect(ends).toBeLessThan(began + 12 * HOUR + 60_000);
  const { data } = await refresh(session.refreshToken);
  expect(Date.parse(data.refreshSession.session.refreshExpiresAt)).toBe(ends);
});

it('lasts no longer than the credential it was opened with', async () => {
  const expiresAt = new Date(Date.now() + HOUR).toISOString();
  const { createApiCredential } = await gateway.data(
    `mutation ($input: CreateApiCredentialInput!) {
      createApiCredential(input: $input) { token credential { id } } }`,
    {
      input: {
        kind: 'STAFF',
        name: 'for an hour',
        permissions: ['access:impersonate'],
        expiresAt,
      },
    },
  );
  const session = await enter(createApiCredential.token);
  expect(session.refreshExpiresAt).toBe(expiresAt);
  await gateway.data(
    `mutation ($input: RevokeApiCredentialInput!) {
      revokeApiCredential(input: $input) { credential { id } } }`,
    { input: { credentialId: createApiCredential.credential.id } },
  );
  expect(codeOf(await askAs(gateway, session.accessToken, WHO))).toBe('UNAUTHENTICATED');
  expect(codeOf(await refresh(session.refreshToken))).toBe('SESSION_ENDED');
});

it('is used from no other address than the credential it was opened with', async () => {
  const { createApiCredential } = await gateway.data(
    `mutation ($input: CreateApiCredentialInput!) {
      createApiCredential(input: $input) { token credential { id } } }`,
    {
      input: {
        kind: 'STAFF',
        name: 'from here',
        permissions: ['access:impersonate'],
        addresses: ['127.0.0.1', '::1'],
      },
    },
  );
  const session = await enter(createApiCredential.token);
  expect((await askAs(gateway, session.accessToken, WHO)).data.viewer.user).toEqual({ id: user });
  const credentialId = createApiCredential.credential.id;
  const change = (input: object) =>
    gateway.data(
      `mutation ($input: UpdateApiCredentialInput!) {
        updateApiCredential(input: $input) { credential { id } } }`,
      { input: { credentialId, ...input } },
    );
  await change({ addresses: ['203.0.113.0/24'] });
  expect(codeOf(await askAs(gateway, session.accessToken, WHO))).toBe('UNAUTHENTICATED');
  expect(codeOf(await refresh(session.refreshToken))).toBe('SESSION_ENDED');
});

it('ends once its credential may no longer sign in as others', async () => {
  const { createApiCredential } = await gateway.data(
    `mutation ($input: CreateApiCredentialInput!) {
      createApiCredential(input: $input) { token credential { id } } }`,
    { input: { kind: 'STAFF', name: 'no more', permissions: ['access:impersonate'] } },
  );
  const session = await enter(createApiCredential.token);
  await gateway.data(
    `mutation ($input: UpdateApiCredentialInput!) {
      updateApiCredential(input: $input) { credential { id } } }`,
    { input: { credentialId: createApiCredential.credential.id, permissions: ['clients:read'] } },
  );
  expect(codeOf(await askAs(gateway, session.accessToken, WHO))).toBe('UNAUTHENTICATED');
});

it('leaves nothing behind by which somebody gets in again', async () => {
  const { token } = await admin('dora');
  const { data: linked } = await gateway.ask(
    `mutation ($input: CreateUserClientInput!) { createUserClient(input: $input) { userClient { id } } }`,
    { input: { userId: user, clientId: `Client:${gateway.carol}`, permissions: [] } },
  );
  expect(linked.createUserClient).toBeTruthy();
  await gateway.data(
    `mutation ($input: ChangeClientOwnerInput!) {
      changeClientOwner(input: $input) { userClient { isOwner } } }`,
    { input: { userId: user, clientId: `Client:${gateway.carol}` } },
  );
  const { accessToken } = await enter(token);
  const clientId = `Client:${gateway.carol}`;
  const wishes: Record<string, object> = {
    inviteUser: { clientId, email: 'dora@house.test', permissions: ['INVOICES'] },
    sendTwoFactorCode: { module: 'TOTP' },
    generateSupportPin: {},
    updateUser: { firstName: 'Dora' },
    changeClientSecurityQuestion: { questionId: 'SecurityQuestion:1', answer: 'mine' },
    createWebhook: { url: 'https://example.com/dora' },
    startSignIn: { provider: 'any', redirectUri: `${gateway.app.config.publicUrl}/back` },
    addContact: { clientId, firstName: 'D', email: 'd@house.test', password: 'dora horse 9 x' },
  };
  for (const [name, input] of Object.entries(wishes)) {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input!`;
    const document = `mutation ($input: ${type}) { ${name}(input: $input) { __typename } }`;
    expect([name, codeOf(await askAs(gateway, accessToken, document, { input }))]).toEqual([
      name,
      'FORBIDDEN',
    ]);
  }
  // What the person sees and does for the account is seen and done as before.
  const act = await askAs(
    gateway,
    accessToken,
    `mutation ($input: ActForClientInput!) { actForClient(input: $input) { session { id } } }`,
    { input: { clientId } },
  );
  expect(act.errors).toBeUndefined();
  const seen = await askAs(gateway, accessToken, '{ invoices { totalCount } viewer { kind } }');
  expect(seen.errors).toBeUndefined();
});
