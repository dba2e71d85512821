import { Secret, TOTP } from 'otpauth';
import { advance, freeze, now } from '#core/clock.ts';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { addUser, askAs, lastCode, PASSWORD, signIn, TOKENS, trySignIn } from './cast.ts';

let gateway: Gateway;
let thaw = freeze('2026-11-21T12:00:00Z');
beforeAll(async () => {
  gateway = await openGateway();
});
beforeEach(() => {
  thaw();
  thaw = freeze('2026-11-21T12:00:00Z');
});
afterAll(() => thaw());

const SEND = `mutation ($input: SendTwoFactorCodeInput!) {
  sendTwoFactorCode(input: $input) { secret otpauthUrl qrCode isSent } }`;
const ACTIVATE = `mutation ($input: ActivateTwoFactorInput!) {
  activateTwoFactor(input: $input) { backupCodes } }`;
const DEACTIVATE = `mutation ($input: DeactivateTwoFactorInput!) {
  deactivateTwoFactor(input: $input) { userId } }`;
const COMPLETE = `mutation ($input: CompleteSignInInput!) {
  completeSignIn(input: $input) { session { ${TOKENS} } viewer { user { email } } } }`;

const codeNow = (secret: string) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now().getTime() });
const complete = (challenge: string, code: string) =>
  askAs(gateway, null, COMPLETE, { input: { challenge, code } });
const challengeOf = async (name: string) => {
  const { data } = await trySignIn(gateway, name);
  expect(data.validateLogin.session).toBeNull();
  return data.validateLogin.challenge.token as string;
};

/** A user with an authenticator app, who set it up in a session of their own. */
async function withApp(name: string) {
  const userId = await addUser(gateway, name, [{ clientId: gateway.carol, permissions: [] }]);
  const { accessToken } = await signIn(gateway, name);
  const { data: sent } = await askAs(gateway, accessToken, SEND, { input: { module: 'TOTP' } });
  const { secret, otpauthUrl, qrCode } = sent.sendTwoFactorCode;
  const input = { module: 'TOTP', code: codeNow(secret) };
  const { data } = await askAs(gateway, accessToken, ACTIVATE, { input });
  const backupCodes = data.activateTwoFactor.backupCodes as string[];
  return { userId, secret: secret as string, otpauthUrl, qrCode, backupCodes, accessToken };
}

it('asks for the app’s code after the password, and opens a session for it', async () => {
  const { secret, otpauthUrl, qrCode, backupCodes } = await withApp('Tara');
  expect(otpauthUrl).toMatch(/^otpauth:\/\/totp\/Hostgraph:tara%40users\.test\?/);
  expect(qrCode).toMatch(/^data:image\/png;base64,/);
  expect(new Set(backupCodes).size).toBe(10);
  advance({ seconds: 60 });
  const challenge = await challengeOf('Tara');
  const { data } = await complete(challenge, codeNow(secret));
  expect(data.completeSignIn.viewer).toEqual({ user: { email: 'tara@users.test' } });
  const seen = await askAs(
    gateway,
    data.completeSignIn.session.accessToken,
    '{ viewer { user { email } secondFactors { module } session { secondFactorAt } } }',
  );
  expect(seen.data.viewer).toMatchObject({
    user: { email: 'tara@users.test' },
    secondFactors: [{ module: 'TOTP' }],
    session: { secondFactorAt: '2026-11-21T12:01:00.000Z' },
  });
});

it('stores neither the secret nor a backup code readably', async () => {
  const { userId, secret, backupCodes } = await withApp('Sealed');
  const { db } = gateway.app;
  const rows = JSON.stringify([
    await db.secondFactor.findMany({ where: { userId } }),
    await db.backupCode.findMany({ where: { userId } }),
    (await db.auditEntry.findMany()).map(({ input }) => input),
    (await db.outboxEvent.findMany()).map(({ payload }) => payload),
  ]);
  expect(rows).not.toContain(secret);
  expect(rows).not.toContain(backupCodes[0]);
});

it('takes a code once: not again, and not the one that activated the factor', async () => {
  const { secret } = await withApp('Replay');
  const first = await challengeOf('Replay');
  expect(codeOf(await complete(first, codeNow(secret)))).toBe('SECOND_FACTOR_CODE_WRONG');
  advance({ seconds: 60 });
  const code = codeNow(secret);
  expect((await complete(first, code)).errors).toBeUndefined();
  const second = await challengeOf('Replay');
  expect(codeOf(await complete(second, code))).toBe('SECOND_FACTOR_CODE_WRONG');
  // An older step is no better, though it is still within the window.
  const old = new TOTP({ secret: Secret.fromBase32(secret) });
  const earlier = old.generate({ timestamp: now().getTime() - 30_000 });
  expect(codeOf(await complete(second, earlier))).toBe('SECOND_FACTOR_CODE_WRONG');
});

it('gives one session for fifty uses of a code at once', async () => {
  const { secret } = await withApp('Fifty');
  advance({ seconds: 60 });
  const challenge = await challengeOf('Fifty');
  const code = codeNow(secret);
  const answers = await Promise.all(Array.from({ length: 50 }, () => complete(challenge, code)));
  expect(answers.filter(({ errors }) => !errors)).toHaveLength(1);
});

it('locks the account after ten wrong codes, though the password is right each time', async () => {
  const { secret } = await withApp('Guessed');
  advance({ seconds: 60 });
  for (let i = 0; i < 10; i++) {
    const challenge = await challengeOf('Guessed');
    expect(codeOf(await complete(challenge, 'wrong'))).toBe('SECOND_FACTOR_CODE_WRONG');
  }
  expect(codeOf(await trySignIn(gateway, 'Guessed'))).toBe('RATE_LIMITED');
  advance({ minutes: 16 });
  const challenge = await challengeOf('Guessed');
  expect((await complete(challenge, codeNow(secret))).errors).toBeUndefined();
});

it('takes each backup code once, in any spelling', async () => {
  const { backupCodes } = await withApp('Backup');
  const [code = ''] = backupCodes;
  const formatted = code.toUpperCase().replaceAll('-', ' ');
  expect((await complete(await challengeOf('Backup'), formatted)).errors).toBeUndefined();
  expect(codeOf(await complete(await challengeOf('Backup'), code))).toBe(
    'SECOND_FACTOR_CODE_WRONG',
  );
});

it('lets a challenge lapse after ten minutes, and takes no forged one', async () => {
  const { secret } = await withApp('Slow');
  const challenge = await challengeOf('Slow');
  advance({ minutes: 11 });
  expect(codeOf(await complete(challenge, codeNow(secret)))).toBe('CHALLENGE_ENDED');
  expect(codeOf(await complete('forged', codeNow(secret)))).toBe('CHALLENGE_ENDED');
});

it('never takes a challenge for an access token, nor a reset link for a challenge', async () => {
  await withApp('Mixed');
  const challenge = await challengeOf('Mixed');
  expect(codeOf(await askAs(gateway, challenge, '{ viewer { kind } }'))).toBe('UNAUTHENTICATED');
  const RESET = `mutation ($input: CompletePasswordResetInput!) {
    completePasswordReset(input: $input) { isChanged } }`;
  const input = { token: challenge, newPassword: 'another password' };
  expect(codeOf(await askAs(gateway, null, RESET, { input }))).toBe('TOKEN_INVALID');
});

it('mails a code at sign-in where that is the only factor; it works once and lapses', async () => {
  await addUser(gateway, 'Mailed');
  const { accessToken } = await signIn(gateway, 'Mailed');
  await askAs(gateway, accessToken, SEND, { input: { module: 'EMAIL' } });
  const input = { module: 'EMAIL', code: await lastCode(gateway) };
  expect((await askAs(gateway, accessToken, ACTIVATE, { input })).errors).toBeUndefined();

  const challenge = await challengeOf('Mailed');
  const code = (await lastCode(gateway)) ?? '';
  expect(code).toMatch(/^\d{6}$/);
  const stored = await gateway.app.db.emailChallenge.findFirstOrThrow({ orderBy: { id: 'desc' } });
  expect(JSON.stringify(stored)).not.toContain(`"${code}"`);
  expect((await complete(challenge, code)).errors).toBeUndefined();
  expect(await lastCode(gateway)).toBeNull();
  const second = await challengeOf('Mailed');
  expect(codeOf(await complete(second, code))).toBe('SECOND_FACTOR_CODE_WRONG');
  advance({ minutes: 10 });
  expect(await lastCode(gateway)).toBeNull();
});

it('makes a mailed code void after five wrong answers', async () => {
  await addUser(gateway, 'Voided');
  const { accessToken } = await signIn(gateway, 'Voided');
  await askAs(gateway, accessToken, SEND, { input: { module: 'EMAIL' } });
  const code = await lastCode(gateway);
  const activate = (provided: string | null) =>
    askAs(gateway, accessToken, ACTIVATE, { input: { module: 'EMAIL', code: provided } });
  const wrong = code === '000000' ? '000001' : '000000';
  for (let i = 0; i < 5; i++) await activate(wrong);
  expect(codeOf(await activate(code))).toBe('SECOND_FACTOR_CODE_WRONG');
});

it('is taken off with the password only, and by staff for whoever lost it', async () => {
  const { accessToken, userId } = await withApp('Lost');
  const off = (password: string) =>
    askAs(gateway, accessToken, DEACTIVATE, { input: { password } });
  expect(codeOf(await off('wrong'))).toBe('PASSWORD_WRONG');
  expect((await off(PASSWORD)).errors).toBeUndefined();
  expect((await trySignIn(gateway, 'Lost')).data.validateLogin.session).not.toBeNull();
  expect(await gateway.app.db.backupCode.count({ where: { userId } })).toBe(0);

  const again = await withApp('Helpless');
  const RESET = `mutation ($input: ResetTwoFactorInput!) {
    resetTwoFactor(input: $input) { userId } }`;
  const input = { userId: `User:${again.userId}` };
  expect(codeOf(await gateway.ask(RESET, { input }, 'reseller'))).toBe('USER_NOT_FOUND');
  expect(codeOf(await askAs(gateway, again.accessToken, RESET, { input }))).toBe('FORBIDDEN');
  expect((await gateway.ask(RESET, { input })).errors).toBeUndefined();
  expect((await trySignIn(gateway, 'Helpless')).data.validateLogin.session).not.toBeNull();
});

it('begins over until the first code, and refuses a second app', async () => {
  const { accessToken } = await withApp('Twice');
  const second = await askAs(gateway, accessToken, SEND, { input: { module: 'TOTP' } });
  expect(codeOf(second)).toBe('SECOND_FACTOR_ACTIVE');
  await addUser(gateway, 'Late');
  const late = await signIn(gateway, 'Late');
  const { data } = await askAs(gateway, late.accessToken, SEND, { input: { module: 'TOTP' } });
  advance({ minutes: 10 });
  const { secret } = data.sendTwoFactorCode;
  const { data: newer } = await askAs(gateway, late.accessToken, SEND, {
    input: { module: 'TOTP' },
  });
  const activate = (code: string) =>
    askAs(gateway, late.accessToken, ACTIVATE, { input: { module: 'TOTP', code } });
  expect(codeOf(await activate(codeNow(secret)))).toBe('SECOND_FACTOR_CODE_WRONG');
  expect((await activate(codeNow(newer.sendTwoFactorCode.secret))).errors).toBeUndefined();
});

it('guards staff in the same way', async () => {
  const { db } = gateway.app;
  const id = await addUser(gateway, 'Donor');
  const { passwordHash } = await db.user.findUniqueOrThrow({ where: { id } });
  const where = { id: gateway.adminId };
  await db.admin.update({ where, data: { passwordHash: passwordHash ?? '' } });
  const STAFF = `mutation ($input: ValidateStaffLoginInput!) { validateStaffLogin(input: $input) {
    session { accessToken } challenge { token modules } } }`;
  const input = { username: 'ada', password: PASSWORD };
  const { data } = await askAs(gateway, null, STAFF, { input });
  const { accessToken } = data.validateStaffLogin.session;
  const sent = await askAs(gateway, accessToken, SEND, { input: { module: 'TOTP' } });
  const { secret } = sent.data.sendTwoFactorCode;
  const code = codeNow(secret);
  await askAs(gateway, accessToken, ACTIVATE, { input: { module: 'TOTP', code } });
  advance({ seconds: 60 });
  const second = await askAs(gateway, null, STAFF, { input });
  const { challenge, session } = second.data.validateStaffLogin;
  expect([session, challenge.modules]).toEqual([null, ['TOTP']]);
  const { data: done } = await complete(challenge.token, codeNow(secret));
  const seen = await askAs(
    gateway,
    done.completeSignIn.session.accessToken,
    '{ viewer { kind secondFactors { module } } }',
  );
  expect(seen.data.viewer).toEqual({ kind: 'STAFF', secondFactors: [{ module: 'TOTP' }] });
});
