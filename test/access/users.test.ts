import { advance, freeze } from '#core/clock.ts';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { addUser, askAs, lastToken, PASSWORD, signIn, trySignIn } from './cast.ts';

let gateway: Gateway;
let thaw = freeze('2026-11-21T12:00:00Z');
let robin: number;
let shared: number;
beforeAll(async () => {
  gateway = await openGateway();
  robin = await addUser(gateway, 'Robin', [{ clientId: gateway.rob }]);
  // Enters an account of the reseller's and one of the company's own.
  shared = await addUser(gateway, 'Shared', [
    { clientId: gateway.rob, permissions: ['tickets'] },
    { clientId: gateway.carol },
  ]);
});
beforeEach(() => {
  thaw();
  thaw = freeze('2026-11-21T12:00:00Z');
});
afterAll(() => thaw());

const UPDATE = `mutation ($input: UpdateUserInput!) { updateUser(input: $input) { user { id } } }`;
const USER = `query ($by: UserBy!) { user(by: $by) {
  email clientLinks { client { databaseId } } secondFactors { module } linkedSignIns { id } } }`;
const LINK = `mutation ($input: CreateUserClientInput!) {
  createUserClient(input: $input) { userClient { permissions isOwner user { databaseId } } } }`;
const SAVE = LINK.replace(/create/gi, (verb) => (verb === 'create' ? 'update' : 'Update'));
const OWN = `mutation ($input: ChangeClientOwnerInput!) {
  changeClientOwner(input: $input) { userClient { isOwner } } }`;
const INVITE = `mutation ($input: InviteUserInput!) {
  inviteUser(input: $input) { invitation { id email permissions } } }`;
const ACCEPT = `mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) {
  userClient { isOwner permissions user { databaseId email emailVerifiedAt } } } }`;

it('lets a reseller change its own users, but nobody who can enter a foreign account too', async () => {
  const change = (userId: number) =>
    gateway.ask(UPDATE, { input: { userId: `User:${userId}`, firstName: 'New' } }, 'reseller');
  expect((await change(robin)).errors).toBeUndefined();
  expect(codeOf(await change(shared))).toBe('USER_NOT_FOUND');
  const { db } = gateway.app;
  const other = await db.reseller.create({
    data: { clientId: gateway.stranger, brandName: 'Other', currencyCode: 'USD' },
  });
  await db.client.update({ where: { id: gateway.carol }, data: { resellerId: other.id } });
  expect(codeOf(await change(shared))).toBe('USER_NOT_FOUND');
  await db.client.update({ where: { id: gateway.carol }, data: { resellerId: null } });
});

it('shows a reseller of a shared user its own accounts only', async () => {
  const by = { id: `User:${shared}` };
  const { user } = await gateway.data(USER, { by }, 'reseller');
  expect(user.clientLinks).toEqual([{ client: { databaseId: gateway.rob } }]);
  expect((await gateway.data(USER, { by })).user.clientLinks).toHaveLength(2);
  expect((await gateway.data(USER, { by }, 'stranger')).user).toBeNull();
});

it('keeps a user a reseller added among the reseller’s own', async () => {
  const ADD = `mutation ($input: AddUserInput!) { addUser(input: $input) { user { id } } }`;
  const input = { firstName: 'A', lastName: 'B', email: 'ab@users.test', password: PASSWORD };
  const { addUser: added } = await gateway.data(ADD, { input }, 'reseller');
  const by = { email: 'AB@users.test' };
  expect((await gateway.data(USER, { by }, 'reseller')).user.email).toBe('ab@users.test');
  expect((await gateway.data(USER, { by }, 'carol')).user).toBeNull();
  expect(added.user.id).toMatch(/^User:\d+$/);
});

it('gives one user for fifty sends of one address', async () => {
  const ADD = `mutation ($input: AddUserInput!) { addUser(input: $input) { user { id } } }`;
  const input = { firstName: 'A', lastName: 'B', email: 'one@users.test', password: PASSWORD };
  const answers = await Promise.all(Array.from({ length: 20 }, () => gateway.ask(ADD, { input })));
  expect(answers.filter(({ errors }) => !errors)).toHaveLength(1);
  expect(new Set(answers.map(codeOf))).toEqual(new Set([undefined, 'USER_EMAIL_TAKEN']));
});

it('links users with clients and says what they may do', async () => {
  const user = await addUser(gateway, 'Linked');
  const input = {
    clientId: `Client:${gateway.carol}`,
    userId: `User:${user}`,
    permissions: ['TICKETS', 'INVOICES', 'TICKETS'],
  };
  const { createUserClient } = await gateway.data(LINK, { input });
  expect(createUserClient.userClient).toMatchObject({
    permissions: ['INVOICES', 'TICKETS'],
    isOwner: false,
  });
  expect(codeOf(await gateway.ask(LINK, { input }))).toBe('USER_ALREADY_LINKED');
  const { updateUserClient } = await gateway.data(SAVE, { input: { ...input, permissions: [] } });
  expect(updateUserClient.userClient.permissions).toEqual([]);
  const foreign = { ...input, clientId: `Client:${gateway.carol}` };
  expect(codeOf(await gateway.ask(SAVE, { input: foreign }, 'reseller'))).toBe('CLIENT_NOT_FOUND');
  const owner = { ...input, userId: `User:${shared}` };
  expect(codeOf(await gateway.ask(SAVE, { input: owner }))).toBe('USER_OWNS_CLIENT');
});

it('lets an owner narrow the others of the account, but not link outsiders', async () => {
  const helper = await addUser(gateway, 'Helper', [
    { clientId: gateway.carol, permissions: ['tickets'] },
  ]);
  const outsider = await addUser(gateway, 'Outsider');
  const { accessToken } = await signIn(gateway, 'Shared');
  const save = (userId: number) =>
    askAs(gateway, accessToken, SAVE, {
      input: { clientId: `Client:${gateway.carol}`, userId: `User:${userId}`, permissions: [] },
    });
  expect((await save(helper)).data.updateUserClient.userClient.permissions).toEqual([]);
  expect(codeOf(await save(outsider))).toBe('USER_NOT_FOUND');
  const helperSession = await signIn(gateway, 'Helper');
  const input = { clientId: `Client:${gateway.carol}`, userId: `User:${shared}`, permissions: [] };
  const answer = await askAs(gateway, helperSession.accessToken, SAVE, { input });
  expect(codeOf(answer)).toBe('FORBIDDEN');
});

it('leaves an account with one owner after twenty changes at once', async () => {
  const users: number[] = [];
  for (const name of ['OwnerA', 'OwnerB', 'OwnerC'])
    users.push(await addUser(gateway, name, [{ clientId: gateway.stranger, permissions: [] }]));
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      gateway.ask(OWN, {
        input: { clientId: `Client:${gateway.stranger}`, userId: `User:${users[n % 3]}` },
      }),
    ),
  );
  expect(answers.flatMap(({ errors }) => errors ?? [])).toEqual([]);
  const where = { clientId: gateway.stranger, isOwner: true };
  expect(await gateway.app.db.userClient.count({ where })).toBe(1);
});

it('invites somebody new, who joins with a name and a password', async () => {
  const input = {
    clientId: `Client:${gateway.carol}`,
    email: 'New@users.test',
    permissions: ['TICKETS'],
  };
  const { inviteUser } = await gateway.data(INVITE, { input }, 'carol');
  expect(inviteUser.invitation).toMatchObject({ email: 'new@users.test' });
  const token = await lastToken(gateway, 'user.invited');
  const nameless = await askAs(gateway, null, ACCEPT, { input: { token } });
  expect([codeOf(nameless), nameless.errors?.[0]?.extensions.field]).toEqual([
    'BAD_INPUT',
    'firstName',
  ]);
  const person = { token, firstName: 'New', lastName: 'Comer', password: PASSWORD };
  const { data } = await askAs(gateway, null, ACCEPT, { input: person });
  expect(data.acceptInvitation.userClient).toMatchObject({
    isOwner: false,
    permissions: ['TICKETS'],
    user: { email: 'new@users.test', emailVerifiedAt: '2026-11-21T12:00:00.000Z' },
  });
  expect((await trySignIn(gateway, 'New')).data.validateLogin.session).not.toBeNull();
  expect(codeOf(await askAs(gateway, null, ACCEPT, { input: person }))).toBe('TOKEN_INVALID');
});

it('lets a known user and a signed-in one join, once of fifty at once, and keeps an owner owner', async () => {
  const email = 'robin@users.test';
  // Robin has proved the address by a link that went there.
  await gateway.data(
    'mutation ($input: ForgotPasswordInput!) { forgotPassword(input: $input) { isAccepted } }',
    { input: { email } },
  );
  const link = await lastToken(gateway, 'password.forgotten');
  await gateway.data(
    `mutation ($input: CompletePasswordResetInput!) { completePasswordReset(input: $input) { isChanged } }`,
    { input: { token: link, newPassword: PASSWORD } },
  );
  const input = { clientId: `Client:${gateway.carol}`, email, permissions: ['EMAILS'] };
  await gateway.data(INVITE, { input });
  const token = await lastToken(gateway, 'user.invited');
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => askAs(gateway, null, ACCEPT, { input: { token } })),
  );
  const [won, ...others] = answers.filter(({ errors }) => !errors);
  expect(others).toEqual([]);
  expect(won?.data.acceptInvitation.userClient.user.databaseId).toBe(robin);

  await gateway.data(INVITE, { input: { ...input, permissions: [] } });
  const again = await lastToken(gateway, 'user.invited');
  const { accessToken } = await signIn(gateway, 'Shared');
  const { data } = await askAs(gateway, accessToken, ACCEPT, { input: { token: again } });
  expect(data.acceptInvitation.userClient).toMatchObject({ isOwner: true });
});

it('withdraws an invitation, and forgets one after a week', async () => {
  const input = { clientId: `Client:${gateway.carol}`, email: 'x@users.test', permissions: [] };
  const { inviteUser } = await gateway.data(INVITE, { input });
  const token = await lastToken(gateway, 'user.invited');
  const invitationId = inviteUser.invitation.id;
  const WITHDRAW = `mutation ($input: WithdrawInvitationInput!) {
    withdrawInvitation(input: $input) { deletedId } }`;
  const withdraw = (who: 'rob' | 'carol') =>
    gateway.ask(WITHDRAW, { input: { invitationId } }, who);
  expect(codeOf(await withdraw('rob'))).toBe('INVITATION_NOT_FOUND');
  expect((await withdraw('carol')).errors).toBeUndefined();
  expect(codeOf(await askAs(gateway, null, ACCEPT, { input: { token } }))).toBe('TOKEN_INVALID');
  await gateway.data(INVITE, { input });
  const late = await lastToken(gateway, 'user.invited');
  advance({ days: 8 });
  expect(codeOf(await askAs(gateway, null, ACCEPT, { input: { token: late } }))).toBe(
    'TOKEN_INVALID',
  );
});

it('recognises a user by the support PIN for an hour, for whoever may see the user', async () => {
  const { pin } = await gateway.rapi('GenerateSupportPin', { user_id: gateway.rob });
  expect(pin).toMatch(/^\d{6}$/);
  const WHO = 'query ($pin: String!) { userBySupportPin(pin: $pin) { databaseId } }';
  expect((await gateway.data(WHO, { pin })).userBySupportPin.databaseId).toBe(robin);
  expect((await gateway.data(WHO, { pin }, 'reseller')).userBySupportPin.databaseId).toBe(robin);
  expect(codeOf(await gateway.ask(WHO, { pin }, 'carol'))).toBe('FORBIDDEN');
  const stored = await gateway.app.db.user.findUniqueOrThrow({ where: { id: robin } });
  expect(JSON.stringify(stored)).not.toContain(pin);
  const { pin: next } = await gateway.rapi('GenerateSupportPin', { user_id: gateway.rob });
  if (next !== pin) expect((await gateway.data(WHO, { pin })).userBySupportPin).toBeNull();
  advance({ minutes: 61 });
  expect((await gateway.data(WHO, { pin: next })).userBySupportPin).toBeNull();
});

it('shows a signed-in user the own accounts', async () => {
  const { accessToken } = await signIn(gateway, 'Shared');
  const { data } = await askAs(gateway, accessToken, '{ viewer { clients { databaseId } ip } }');
  expect(data.viewer).toEqual({ clients: [{ databaseId: gateway.carol }], ip: '127.0.0.1' });
  const staff = await gateway.data('{ viewer { clients { id } user { id } sessions { id } } }');
  expect(staff.viewer).toEqual({ clients: [], user: null, sessions: [] });
});

it('lets staff look through a user’s eyes, and writes down who did', async () => {
  const AS = `mutation ($input: SignInAsUserInput!) {
    signInAsUser(input: $input) { session { accessToken } user { email } viewer { user { email } } } }`;
  const input = { clientId: `Client:${gateway.rob}` };
  const { signInAsUser } = await gateway.data(AS, { input });
  const { accessToken } = signInAsUser.session;
  const robin = { email: 'robin@users.test' };
  expect(signInAsUser).toMatchObject({ user: robin, viewer: { user: robin } });
  const { data } = await askAs(gateway, accessToken, '{ viewer { user { email } } }');
  expect(data.viewer.user.email).toBe('robin@users.test');
  const session = await gateway.app.db.session.findFirstOrThrow({ orderBy: { id: 'desc' } });
  expect(session.impersonatorAdminId).toBe(gateway.adminId);
  expect(codeOf(await gateway.ask(AS, { input }, 'reseller'))).toBe('FORBIDDEN');
  expect(codeOf(await askAs(gateway, accessToken, AS, { input }))).toBe('FORBIDDEN');
});
