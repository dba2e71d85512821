import { createHash } from 'node:crypto';
import { advance, freeze } from '#core/clock.ts';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { addUser, askAs, PASSWORD, signIn, SIGN_IN, TOKENS, trySignIn } from './cast.ts';

let gateway: Gateway;
let thaw = freeze('2026-11-21T12:00:00Z');
let carla: number;
beforeAll(async () => {
  gateway = await openGateway();
  carla = await addUser(gateway, 'Carla', [{ clientId: gateway.carol }]);
  await addUser(gateway, 'Victor', [{ clientId: gateway.carol, permissions: ['tickets'] }]);
  await addUser(gateway, 'Nobody');
});
beforeEach(() => {
  thaw();
  thaw = freeze('2026-11-21T12:00:00Z');
});
afterAll(() => thaw());

const VIEWER = `{ viewer { kind permissions user { email } session { ip userAgent }
  sessions { id lastSeenAt } } }`;
const REFRESH = `mutation ($input: RefreshSessionInput!) {
  refreshSession(input: $input) { session { ${TOKENS} } } }`;
const refresh = (refreshToken: string) =>
  askAs(gateway, null, REFRESH, { input: { refreshToken } });

it('gives a session that acts for the user', async () => {
  const { data } = await trySignIn(gateway, 'Carla');
  const { session, challenge, user } = data.validateLogin;
  expect(challenge).toBeNull();
  expect(user).toEqual({ id: `User:${carla}`, email: 'carla@users.test' });
  expect(session.accessExpiresAt).toBe('2026-11-21T12:15:00.000Z');
  const { data: seen } = await askAs(gateway, session.accessToken, VIEWER);
  expect(seen.viewer).toMatchObject({ kind: 'CUSTOMER', user: { email: 'carla@users.test' } });
  expect(seen.viewer.permissions).toContain('billing:pay');
  const stored = await gateway.app.db.session.findFirstOrThrow({ orderBy: { id: 'desc' } });
  expect(JSON.stringify(stored)).not.toContain(session.accessToken);
  expect(JSON.stringify(stored)).not.toContain(session.refreshToken);
});

it('shows a session its own client and nobody else’s', async () => {
  const { accessToken } = await signIn(gateway, 'Carla');
  const { data } = await askAs(
    gateway,
    accessToken,
    `{ clients { edges { node { databaseId } } } }`,
  );
  expect(data.clients.edges).toEqual([{ node: { databaseId: gateway.carol } }]);
});

it('lets a session do no more than the user may do for the client', async () => {
  const { accessToken } = await signIn(gateway, 'Victor');
  const { data } = await askAs(gateway, accessToken, '{ viewer { permissions } }');
  expect(data.viewer.permissions).toEqual([
    'access:self',
    'catalog:read',
    'domains:search',
    'support:open',
    'support:read',
    'support:reply',
  ]);
  const answer = await askAs(gateway, accessToken, '{ clients { edges { node { id } } } }');
  expect(codeOf(answer)).toBe('FORBIDDEN');
});

it('narrows an open session at once when a permission is taken away', async () => {
  const user = await addUser(gateway, 'Narrow', [
    { clientId: gateway.carol, permissions: ['tickets', 'invoices'] },
  ]);
  const { accessToken } = await signIn(gateway, 'Narrow');
  await gateway.app.db.userClient.updateMany({
    where: { userId: user },
    data: { permissions: ['invoices'] },
  });
  const { data } = await askAs(gateway, accessToken, '{ viewer { permissions } }');
  expect(data.viewer.permissions).not.toContain('support:read');
  expect(data.viewer.permissions).toContain('billing:read');
});

it('acts for one account with its own permissions where accounts differ', async () => {
  await addUser(gateway, 'Both', [
    { clientId: gateway.rob },
    { clientId: gateway.carol, permissions: ['tickets'] },
  ]);
  const { accessToken } = await signIn(gateway, 'Both');
  const clients = '{ clients { edges { node { databaseId } } } }';
  const own = await askAs(gateway, accessToken, clients);
  expect(own.data.clients.edges).toEqual([{ node: { databaseId: gateway.rob } }]);
  const act = (clientId: string | null) =>
    askAs(
      gateway,
      accessToken,
      'mutation ($input: ActForClientInput!) { actForClient(input: $input) { session { id } } }',
      { input: { clientId } },
    );
  expect((await act(`Client:${gateway.carol}`)).errors).toBeUndefined();
  expect(codeOf(await askAs(gateway, accessToken, clients))).toBe('FORBIDDEN');
  expect((await act(null)).errors).toBeUndefined();
  expect(codeOf(await askAs(gateway, accessToken, clients))).toBe('FORBIDDEN');
  expect(codeOf(await act(`Client:${gateway.stranger}`))).toBe('USER_NOT_LINKED');
  expect(codeOf(await act('Ticket:1'))).toBe('BAD_INPUT');
});

it('answers a wrong password and an unknown address alike, in about the same time', async () => {
  const time = async (name: string) => {
    const before = performance.now();
    const { status, errors, data } = await trySignIn(gateway, name, 'wrong password');
    return { took: performance.now() - before, answer: { status, errors, data } };
  };
  await addUser(gateway, 'Timed');
  await time('Timed');
  const [known, unknown] = [[], []] as number[][];
  for (let i = 0; i < 4; i++) {
    const [one, other] = [await time('Timed'), await time('unheard-of')];
    expect(one.answer).toEqual(other.answer);
    known?.push(one.took);
    unknown?.push(other.took);
  }
  const [a, b] = [Math.min(...(known ?? [])), Math.min(...(unknown ?? []))];
  expect(Math.max(a, b) / Math.min(a, b)).toBeLessThan(3);
});

it('makes an older hash anew at the first sign-in', async () => {
  const id = await addUser(gateway, 'Imported');
  const salt = 'x9$';
  const sum = createHash('md5')
    .update(salt + PASSWORD)
    .digest('hex');
  await gateway.app.db.user.update({ where: { id }, data: { passwordHash: `${sum}:${salt}` } });
  await signIn(gateway, 'Imported');
  const { passwordHash } = await gateway.app.db.user.findUniqueOrThrow({ where: { id } });
  expect(passwordHash).toMatch(/^\$argon2id\$/);
  await signIn(gateway, 'Imported');
});

it('refuses a user who was switched off, and ends the open session', async () => {
  const id = await addUser(gateway, 'Gone', [{ clientId: gateway.carol }]);
  const { accessToken, refreshToken } = await signIn(gateway, 'Gone');
  await gateway.app.db.user.update({ where: { id }, data: { status: 'INACTIVE' } });
  expect(codeOf(await trySignIn(gateway, 'Gone'))).toBe('SIGN_IN_REFUSED');
  expect(codeOf(await askAs(gateway, accessToken, VIEWER))).toBe('UNAUTHENTICATED');
  expect(codeOf(await refresh(refreshToken))).toBe('SESSION_ENDED');
});

it('ends an access token after a quarter of an hour, and gives the next for the refresh token', async () => {
  const first = await signIn(gateway, 'Carla');
  advance({ minutes: 15 });
  expect(codeOf(await askAs(gateway, first.accessToken, VIEWER))).toBe('UNAUTHENTICATED');
  const { data } = await refresh(first.refreshToken);
  const second = data.refreshSession.session;
  expect((await askAs(gateway, second.accessToken, VIEWER)).errors).toBeUndefined();
  expect(second.refreshToken).not.toBe(first.refreshToken);
});

it('ends the whole sign-in when a refresh token comes again after half a minute', async () => {
  const first = await signIn(gateway, 'Carla');
  const { data } = await refresh(first.refreshToken);
  const second = data.refreshSession.session;
  advance({ seconds: 31 });
  expect(codeOf(await refresh(first.refreshToken))).toBe('SESSION_ENDED');
  expect(codeOf(await askAs(gateway, second.accessToken, VIEWER))).toBe('UNAUTHENTICATED');
  expect(codeOf(await refresh(second.refreshToken))).toBe('SESSION_ENDED');
});

it('takes a token again for half a minute, but not once the sign-in has ended', async () => {
  const first = await signIn(gateway, 'Carla');
  await refresh(first.refreshToken);
  advance({ seconds: 30 });
  const { data } = await refresh(first.refreshToken);
  const { accessToken } = data.refreshSession.session;
  expect((await askAs(gateway, accessToken, VIEWER)).errors).toBeUndefined();
  await askAs(gateway, accessToken, 'mutation { signOut { signedOut } }');
  expect(codeOf(await refresh(first.refreshToken))).toBe('SESSION_ENDED');
});

it('gives the same next session again to a caller that lost the answer', async () => {
  const first = await signIn(gateway, 'Carla');
  const input = { refreshToken: first.refreshToken };
  const again = () => gateway.ask(REFRESH, { input }, null, { 'idempotency-key': 'lost-answer' });
  const { data } = await again();
  expect((await again()).data).toEqual(data);
  const { accessToken } = data.refreshSession.session;
  expect((await askAs(gateway, accessToken, VIEWER)).errors).toBeUndefined();
});

it('keeps fifty tabs that refresh at once signed in, all in one sign-in', async () => {
  const first = await signIn(gateway, 'Carla');
  const answers = await Promise.all(Array.from({ length: 50 }, () => refresh(first.refreshToken)));
  const accessTokens = answers.map(({ data }) => data.refreshSession.session.accessToken as string);
  const codes = async () => {
    const seen = await Promise.all(accessTokens.map((token) => askAs(gateway, token, VIEWER)));
    return new Set(seen.map(codeOf));
  };
  expect(new Set(accessTokens).size).toBe(50);
  expect(await codes()).toEqual(new Set([undefined]));
  advance({ seconds: 31 });
  expect(codeOf(await refresh(first.refreshToken))).toBe('SESSION_ENDED');
  expect(await codes()).toEqual(new Set(['UNAUTHENTICATED']));
});

it('signs out: both tokens are worthless after that', async () => {
  const { accessToken, refreshToken } = await signIn(gateway, 'Carla');
  const out = await askAs(gateway, accessToken, 'mutation { signOut { signedOut } }');
  expect(out.data.signOut.signedOut).toBe(true);
  expect(codeOf(await askAs(gateway, accessToken, VIEWER))).toBe('UNAUTHENTICATED');
  expect(codeOf(await refresh(refreshToken))).toBe('SESSION_ENDED');
  expect(codeOf(await gateway.ask('mutation { signOut { signedOut } }'))).toBe('UNAUTHENTICATED');
});

it('lists where one is signed in and ends another session, but nobody else’s', async () => {
  await addUser(gateway, 'Lister', [{ clientId: gateway.carol }]);
  const [here, there] = [await signIn(gateway, 'Lister'), await signIn(gateway, 'Lister')];
  const { data } = await askAs(gateway, here.accessToken, VIEWER);
  expect(data.viewer.sessions).toHaveLength(2);
  const stored = await gateway.app.db.session.findMany({ orderBy: { id: 'desc' }, take: 1 });
  const END = `mutation ($input: RevokeSessionInput!) { revokeSession(input: $input) { ended } }`;
  const input = { sessionId: `Session:${stored[0]?.id}` };
  const foreign = await signIn(gateway, 'Carla');
  expect(codeOf(await askAs(gateway, foreign.accessToken, END, { input }))).toBe(
    'SESSION_NOT_FOUND',
  );
  expect((await askAs(gateway, here.accessToken, END, { input })).errors).toBeUndefined();
  expect(codeOf(await askAs(gateway, there.accessToken, VIEWER))).toBe('UNAUTHENTICATED');
  expect((await askAs(gateway, here.accessToken, VIEWER)).errors).toBeUndefined();
});

it.each([['hgs_forged'], [`hgs_${'A'.repeat(43)}`], ["'or/**/1=1--"], ['hgr_']])(
  'refuses the forged session %s',
  async (token) => {
    const { status, ...answer } = await askAs(gateway, token, VIEWER);
    expect([status, codeOf({ status, ...answer })]).toEqual([401, 'UNAUTHENTICATED']);
  },
);

it('never takes a refresh token for an access token', async () => {
  const { refreshToken } = await signIn(gateway, 'Carla');
  expect(codeOf(await askAs(gateway, refreshToken, VIEWER))).toBe('UNAUTHENTICATED');
});

it('signs staff in by user name or address, with the permissions of their role', async () => {
  const { db } = gateway.app;
  const { passwordHash } = await db.user.findUniqueOrThrow({ where: { id: carla } });
  await db.admin.update({
    where: { id: gateway.adminId },
    data: { passwordHash: passwordHash ?? '' },
  });
  const STAFF = `mutation ($input: ValidateStaffLoginInput!) {
    validateStaffLogin(input: $input) { session { accessToken } user { id } } }`;
  for (const username of ['ada', 'ADA@house.test']) {
    const { data } = await askAs(gateway, null, STAFF, { input: { username, password: PASSWORD } });
    const { session, user } = data.validateStaffLogin;
    expect(user).toBeNull();
    const seen = await askAs(gateway, session.accessToken, VIEWER);
    expect(seen.data.viewer.kind).toBe('STAFF');
    expect(seen.data.viewer.permissions).toContain('clients:delete');
    expect(seen.data.viewer.permissions).not.toContain('access:decrypt');
  }
  const wrong = { input: { username: 'ada', password: 'wrong' } };
  expect(codeOf(await askAs(gateway, null, STAFF, wrong))).toBe('SIGN_IN_REFUSED');
});

it('leaves no password in the audit trail', async () => {
  await askAs(gateway, null, SIGN_IN, {
    input: { email: 'carla@users.test', password: PASSWORD },
  });
  const entries = await gateway.app.db.auditEntry.findMany();
  expect(JSON.stringify(entries.map(({ input }) => input))).not.toContain(PASSWORD);
});
