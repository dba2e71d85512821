import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { Secret, TOTP } from 'otpauth';
import { advance, freeze, now } from '#core/clock.ts';
import { type Answer, codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { addUser, askAs, lastToken, PASSWORD, SIGN_IN } from './cast.ts';

/** The guesser, the owner's own address, and as many others as somebody with a botnet has. */
const GUESSER = '198.51.100.7';
const OWNER = '203.0.113.9';
const bot = (at: number) => `198.18.${at >> 8}.${at & 255}`;

let gateway: Gateway;
beforeAll(async () => {
  freeze(new Date('2026-11-21T12:00:00Z'));
  gateway = await openGateway();
  gateway.app.config.trustProxy = ['127.0.0.1', '::1'];
});
afterAll(() => {
  gateway.app.config.trustProxy = [];
});
afterEach(() => gateway.app.db.signInFailure.deleteMany());

const from = (ip: string, document: string, input: object) =>
  gateway.ask(document, { input }, null, { 'x-forwarded-for': ip });
const tryAs = (name: string, ip: string, password = PASSWORD) =>
  from(ip, SIGN_IN, { email: `${name.toLowerCase()}@users.test`, password });
const STAFF = `mutation ($input: ValidateStaffLoginInput!) {
  validateStaffLogin(input: $input) { session { accessToken } } }`;
const UNLOCK = `mutation ($input: UnlockAccountInput!) {
  unlockAccount(input: $input) { isUnlocked user { id } admin { id } } }`;

const times = async (count: number, act: (at: number) => Promise<Answer>) => {
  const codes = [];
  for (let at = 0; at < count; at += 1) codes.push(codeOf(await act(at)));
  return new Set(codes);
};

function expectLimited(answer: Answer, seconds: number) {
  expect([codeOf(answer), answer.status]).toEqual(['RATE_LIMITED', 429]);
  expect(answer.errors![0]!.extensions.retryAfter).toBe(seconds);
  expect(answer.headers.get('retry-after')).toBe(String(seconds));
}

it('locks out the address that guesses, and nobody else (F20)', async () => {
  const id = await addUser(gateway, 'Lena');
  expect(await times(10, () => tryAs('Lena', GUESSER, 'wrong'))).toEqual(
    new Set(['SIGN_IN_REFUSED']),
  );
  // The right password is refused too, and says that it is the limit: 15 minutes.
  expectLimited(await tryAs('Lena', GUESSER), 900);
  expect((await tryAs('Lena', OWNER)).data.validateLogin.session).toBeTruthy();
  // A success elsewhere is no success of the guesser.
  expectLimited(await tryAs('Lena', GUESSER), 900);
  const told = await gateway.app.db.outboxEvent.findMany({ where: { type: 'user.locked' } });
  expect(told.map(({ payload }) => payload)).toEqual([{ userId: id, tokenId: null }]);
  advance({ minutes: 15 });
  expect((await tryAs('Lena', GUESSER)).errors).toBeUndefined();
});

it('answers a name that nobody has just the same (F20)', async () => {
  expect(await times(10, () => tryAs('Nobody', GUESSER, 'wrong'))).toEqual(
    new Set(['SIGN_IN_REFUSED']),
  );
  expectLimited(await tryAs('NOBODY', GUESSER), 900);
});

it('takes all addresses of an IPv6 network for one (F20)', async () => {
  await addUser(gateway, 'Ivy');
  await times(10, (at) => tryAs('Ivy', `2001:db8:1:2::${at}`, 'wrong'));
  expectLimited(await tryAs('Ivy', '2001:db8:1:2:ffff::1'), 900);
  expect((await tryAs('Ivy', '2001:db8:1:3::1')).errors).toBeUndefined();
});

it('counts a crowd at once as a crowd (F20)', async () => {
  await addUser(gateway, 'Crowd');
  await Promise.all(Array.from({ length: 30 }, () => tryAs('Crowd', GUESSER, 'wrong')));
  const where = { email: 'crowd@users.test' };
  expect((await gateway.app.db.user.findUniqueOrThrow({ where })).failedLogins).toBe(10);
  expectLimited(await tryAs('Crowd', GUESSER), 900);
});

it('lets the owner in again by a new password, from the locked address too (F20)', async () => {
  await addUser(gateway, 'Petra');
  await times(10, () => tryAs('Petra', GUESSER, 'wrong'));
  const FORGOT = `mutation ($input: ForgotPasswordInput!) { forgotPassword(input: $input) { isAccepted } }`;
  await from(GUESSER, FORGOT, { email: 'petra@users.test' });
  const token = await lastToken(gateway, 'password.forgotten');
  const SET = `mutation ($input: CompletePasswordResetInput!) { completePasswordReset(input: $input) { isChanged } }`;
  const set = await from(GUESSER, SET, { token, newPassword: 'another horse 42' });
  expect(set.errors).toBeUndefined();
  expect((await tryAs('Petra', GUESSER, 'another horse 42')).errors).toBeUndefined();
});

it('locks a user everywhere after a hundred wrong tries, until a mailed link opens it (F20)', async () => {
  const id = await addUser(gateway, 'Hana');
  expect(await times(99, (at) => tryAs('Hana', bot(at), 'wrong'))).toEqual(
    new Set(['SIGN_IN_REFUSED']),
  );
  expect(await lastToken(gateway, 'user.locked')).toBeNull();
  await tryAs('Hana', bot(99), 'wrong');
  expect([codeOf(await tryAs('Hana', OWNER)), codeOf(await tryAs('Hana', bot(100)))]).toEqual([
    'RATE_LIMITED',
    'RATE_LIMITED',
  ]);
  const events = await gateway.app.db.outboxEvent.findMany({
    where: { type: 'user.locked', payload: { path: ['userId'], equals: id } },
  });
  expect(events).toHaveLength(1);
  const token = await lastToken(gateway, 'user.locked');
  expect(codeOf(await from(OWNER, UNLOCK, { token: 'forged' }))).toBe('TOKEN_INVALID');
  // By a staff key, which may read whose account it is.
  const unlocked = await gateway.ask(UNLOCK, { input: { token } }, 'staff');
  expect(unlocked.data.unlockAccount).toEqual({
    isUnlocked: true,
    user: { id: `User:${id}` },
    admin: null,
  });
  expect(codeOf(await from(OWNER, UNLOCK, { token }))).toBe('TOKEN_INVALID');
  expect((await tryAs('Hana', OWNER)).errors).toBeUndefined();
  // In a row: a success in between begins the count anew.
  await tryAs('Hana', bot(0), 'wrong');
  expect((await tryAs('Hana', OWNER)).errors).toBeUndefined();
}, 60_000);

it('locks staff out by address, and opens them by a mailed link after a hundred (F20)', async () => {
  const { db } = gateway.app;
  const { passwordHash } = await db.user.findFirstOrThrow({ where: { email: 'lena@users.test' } });
  await db.admin.update({ where: { id: gateway.adminId }, data: { passwordHash: passwordHash! } });
  const staff = (ip: string, password = PASSWORD) => from(ip, STAFF, { username: 'ada', password });
  await times(10, () => staff(GUESSER, 'wrong'));
  expectLimited(await staff(GUESSER), 900);
  expect((await staff(OWNER)).errors).toBeUndefined();
  // Ninety more from elsewhere, each of which takes its time.
  await db.admin.update({ where: { id: gateway.adminId }, data: { loginAttempts: 90 } });
  await times(10, (at) => staff(bot(at), 'wrong'));
  expect(codeOf(await staff(OWNER))).toBe('RATE_LIMITED');
  const token = await lastToken(gateway, 'admin.locked');
  // Without signing in, whose account it is cannot be read.
  const alone = UNLOCK.replace('user { id } admin { id }', '');
  expect((await from(OWNER, alone, { token })).errors).toBeUndefined();
  expect((await staff(OWNER)).errors).toBeUndefined();
}, 60_000);

it('mails another link when the last one has expired, and none before (F20)', async () => {
  const id = await addUser(gateway, 'Olga');
  await gateway.app.db.user.update({ where: { id }, data: { failedLogins: 100 } });
  const links = () =>
    gateway.app.db.singleUseToken.count({ where: { userId: id, purpose: 'ACCOUNT_UNLOCK' } });
  expect(codeOf(await tryAs('Olga', OWNER))).toBe('RATE_LIMITED');
  await tryAs('Olga', OWNER);
  expect(await links()).toBe(1);
  advance({ minutes: 24 * 60 });
  expect(codeOf(await tryAs('Olga', OWNER))).toBe('RATE_LIMITED');
  expect(await links()).toBe(2);
});

it('counts codes and answers like passwords, each by the place they come from (F20)', async () => {
  const id = await addUser(gateway, 'Tina');
  const { data } = await tryAs('Tina', OWNER);
  const mine = data.validateLogin.session.accessToken as string;
  const SEND = `mutation { sendTwoFactorCode(input: { module: TOTP }) { secret } }`;
  const sent = await askAs(gateway, mine, SEND);
  const app = new TOTP({ secret: Secret.fromBase32(sent.data.sendTwoFactorCode.secret) });
  const ACTIVATE = `mutation ($input: ActivateTwoFactorInput!) { activateTwoFactor(input: $input) { module } }`;
  const code = (before = 0) => app.generate({ timestamp: now().getTime() - before });
  const input = { module: 'TOTP', code: code(30_000) };
  expect((await askAs(gateway, mine, ACTIVATE, { input })).errors).toBeUndefined();

  const ANSWER = `mutation ($input: CompleteSignInInput!) { completeSignIn(input: $input) { session { accessToken } } }`;
  const challenge = async (ip: string) =>
    (await tryAs('Tina', ip)).data.validateLogin.challenge.token as string;
  const token = await challenge(GUESSER);
  expect(
    await times(10, () => from(GUESSER, ANSWER, { challenge: token, code: '000000' })),
  ).toEqual(new Set(['SECOND_FACTOR_CODE_WRONG']));
  expectLimited(await from(GUESSER, ANSWER, { challenge: token, code: code() }), 900);
  const owner = await challenge(OWNER);
  expect((await from(OWNER, ANSWER, { challenge: owner, code: code() })).errors).toBeUndefined();

  const question = await gateway.app.db.securityQuestion.create({ data: { question: 'Pet?' } });
  const CHOOSE = `mutation ($input: ChangeClientSecurityQuestionInput!) { changeClientSecurityQuestion(input: $input) { userId } }`;
  const choose = (currentAnswer: string) =>
    gateway.ask(CHOOSE, {
      input: {
        userId: `User:${id}`,
        questionId: `SecurityQuestion:${question.id}`,
        answer: 'Rex',
        currentAnswer,
      },
    });
  expect((await choose('')).errors).toBeUndefined();
  expect(await times(10, () => choose('Fido'))).toEqual(new Set(['SECURITY_ANSWER_WRONG']));
  expect(codeOf(await choose('Rex'))).toBe('RATE_LIMITED');
});

it('locks one customer of a program with a credential, and not the others behind it (F20)', async () => {
  await addUser(gateway, 'Mona');
  await addUser(gateway, 'Nina');
  const byProgram = (name: string, password: string) =>
    gateway.ask(
      SIGN_IN,
      { input: { email: `${name.toLowerCase()}@users.test`, password } },
      'reseller',
    );
  await times(10, () => byProgram('Mona', 'wrong'));
  expect(codeOf(await byProgram('Mona', PASSWORD))).toBe('RATE_LIMITED');
  expect((await byProgram('Nina', PASSWORD)).errors).toBeUndefined();
  expect((await tryAs('Mona', OWNER)).errors).toBeUndefined();
});

it('tells old programs that it is the limit (F20)', async () => {
  const form = { email: 'nina@users.test', password: 'wrong' };
  for (let at = 0; at < 10; at += 1) await gateway.rapi('ValidateLogin', form, 'reseller');
  const reply = await gateway.rapi('ValidateLogin', { ...form, password: PASSWORD }, 'reseller');
  expect(reply).toMatchObject({
    result: 'error',
    message: 'Too many requests. Wait 900 seconds and try again.',
  });
});
