import { advance, freeze } from '#core/clock.ts';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { codeForEmail, tokenForEmail } from '#modules/access/passwords/email-secrets.ts';
import { sweep } from '#modules/access/sweep.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { addUser, askAs, lastToken, PASSWORD, signIn, trySignIn } from './cast.ts';

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

const FORGOT = `mutation ($input: ForgotPasswordInput!) {
  forgotPassword(input: $input) { isAccepted } }`;
const SET = `mutation ($input: CompletePasswordResetInput!) {
  completePasswordReset(input: $input) { isChanged } }`;
const VERIFY = `mutation ($input: ClientVerifyEmailInput!) {
  clientVerifyEmail(input: $input) { user { email emailVerifiedAt } } }`;

const NEXT = 'a much better password';
const forgot = (email: string) => askAs(gateway, null, FORGOT, { input: { email } });
const set = (token: string | null, newPassword = NEXT, securityAnswer?: string) =>
  askAs(gateway, null, SET, { input: { token, newPassword, securityAnswer } });
const linkFor = async (name: string) => {
  await forgot(`${name.toLowerCase()}@users.test`);
  return lastToken(gateway, 'password.forgotten');
};

it('sets a new password by a mailed link, once, and ends every session', async () => {
  await addUser(gateway, 'Forgetful', [{ clientId: gateway.carol }]);
  const { accessToken } = await signIn(gateway, 'Forgetful');
  const token = await linkFor('Forgetful');
  expect((await set(token)).errors).toBeUndefined();
  expect(codeOf(await set(token, 'yet another password'))).toBe('TOKEN_INVALID');
  expect(codeOf(await askAs(gateway, accessToken, '{ viewer { kind } }'))).toBe('UNAUTHENTICATED');
  expect(codeOf(await trySignIn(gateway, 'Forgetful'))).toBe('SIGN_IN_REFUSED');
  expect((await trySignIn(gateway, 'Forgetful', NEXT)).errors).toBeUndefined();
});

it('lets one of fifty at once use a link', async () => {
  const id = await addUser(gateway, 'Raced');
  const token = await linkFor('Raced');
  const passwords = Array.from({ length: 50 }, (_, n) => `password number ${n}`);
  const answers = await Promise.all(passwords.map((password) => set(token, password)));
  const won = answers.flatMap(({ errors }, n) => (errors ? [] : [passwords[n] ?? '']));
  expect(won).toHaveLength(1);
  expect((await trySignIn(gateway, 'Raced', won[0])).errors).toBeUndefined();
  const received = await gateway.app.db.outboxEvent.count({
    where: { type: 'password.changed', payload: { path: ['userId'], equals: id } },
  });
  expect(received).toBe(1);
});

it('answers alike, in about the same time, whether or not a user has the address', async () => {
  await addUser(gateway, 'Known');
  await forgot('known@users.test');
  const time = async (email: string) => {
    const before = performance.now();
    const { status, data, errors } = await forgot(email);
    return { took: performance.now() - before, answer: { status, data, errors } };
  };
  const took: [number, number][] = [];
  for (let i = 0; i < 5; i++) {
    const [one, other] = [await time('known@users.test'), await time('unknown@users.test')];
    expect(one.answer).toEqual(other.answer);
    took.push([one.took, other.took]);
  }
  const [known, unknown] = [0, 1].map((n) => Math.min(...took.map((pair) => pair[n] ?? 0)));
  expect(Math.max(known!, unknown!) / Math.min(known!, unknown!)).toBeLessThan(4);
  // What was made for nobody is good for nothing, and has no email.
  const event = await gateway.app.db.outboxEvent.findFirstOrThrow({ orderBy: { id: 'desc' } });
  const { userId, tokenId } = event.payload as { userId: null; tokenId: number };
  expect(userId).toBeNull();
  expect(await tokenForEmail(gateway.app, gateway.app.db, tokenId)).toBeNull();
  expect(codeOf(await set(await lastToken(gateway, 'password.forgotten')))).toBe('TOKEN_INVALID');
});

it('forgets a link after an hour, after the address changed, and when another was used', async () => {
  const id = await addUser(gateway, 'Stale');
  const late = await linkFor('Stale');
  advance({ minutes: 61 });
  expect(codeOf(await set(late))).toBe('TOKEN_INVALID');
  const moved = await linkFor('Stale');
  await gateway.app.db.user.update({ where: { id }, data: { email: 'moved@users.test' } });
  expect(codeOf(await set(moved))).toBe('TOKEN_INVALID');
  const [first, second] = [await linkFor('Moved'), await linkFor('Moved')];
  expect((await set(second)).errors).toBeUndefined();
  expect(codeOf(await set(first))).toBe('TOKEN_INVALID');
});

it('keeps a token only hashed and encrypted, and gives it to the email until it is used', async () => {
  const id = await addUser(gateway, 'Letter');
  const token = (await linkFor('Letter')) ?? '';
  const { app } = gateway;
  const row = await app.db.singleUseToken.findFirstOrThrow({ orderBy: { id: 'desc' } });
  const events = (await app.db.outboxEvent.findMany()).map(({ payload }) => payload);
  const audit = (await app.db.auditEntry.findMany()).map(({ input }) => input);
  expect(JSON.stringify([row, events, audit])).not.toContain(token);
  expect(await tokenForEmail(app, app.db, row.id)).toMatchObject({
    secret: token,
    email: 'letter@users.test',
    purpose: 'PASSWORD_RESET',
    userId: id,
  });
  await set(token);
  expect(await tokenForEmail(app, app.db, row.id)).toBeNull();
  expect(await codeForEmail(app, app.db, 999)).toBeNull();
});

it('refuses a short new password without using the link up', async () => {
  await addUser(gateway, 'Short');
  const token = await linkFor('Short');
  const refused = await set(token, 'short');
  expect(codeOf(refused)).toBe('BAD_INPUT');
  expect(refused.errors?.[0]?.extensions.field).toBe('newPassword');
  expect((await set(token)).errors).toBeUndefined();
});

it('asks the security question before a new password is set', async () => {
  const id = await addUser(gateway, 'Asked', [{ clientId: gateway.carol }]);
  const question = await gateway.app.db.securityQuestion.create({ data: { question: 'Pet?' } });
  const { accessToken } = await signIn(gateway, 'Asked');
  const CHOOSE = `mutation ($input: ChangeClientSecurityQuestionInput!) {
    changeClientSecurityQuestion(input: $input) { userId } }`;
  const input = { questionId: `SecurityQuestion:${question.id}`, answer: 'Rex  the Dog' };
  const chosen = await askAs(gateway, accessToken, CHOOSE, { input });
  expect(chosen.data.changeClientSecurityQuestion.userId).toBe(`User:${id}`);
  const token = await linkFor('Asked');
  const put = '{ passwordResetQuestion(token: "TOKEN") { question } }';
  const shown = await askAs(gateway, null, put.replace('TOKEN', token ?? ''));
  expect(shown.data.passwordResetQuestion).toEqual({ question: 'Pet?' });
  const forged = await askAs(gateway, null, put.replace('TOKEN', 'forged'));
  expect(forged.data.passwordResetQuestion).toBeNull();
  expect(codeOf(await set(token))).toBe('SECURITY_ANSWER_WRONG');
  expect(codeOf(await set(token, NEXT, 'Fido'))).toBe('SECURITY_ANSWER_WRONG');
  expect((await set(token, NEXT, ' rex the DOG ')).errors).toBeUndefined();
});

it('changes a password that is known, keeps this session and ends the others', async () => {
  await addUser(gateway, 'Changer');
  const [here, there] = [await signIn(gateway, 'Changer'), await signIn(gateway, 'Changer')];
  const CHANGE = `mutation ($input: ChangeClientPasswordInput!) {
    changeClientPassword(input: $input) { userId } }`;
  const change = (currentPassword: string) =>
    askAs(gateway, here.accessToken, CHANGE, { input: { currentPassword, newPassword: NEXT } });
  expect(codeOf(await change('wrong'))).toBe('PASSWORD_WRONG');
  expect((await change(PASSWORD)).errors).toBeUndefined();
  const viewer = '{ viewer { kind } }';
  expect((await askAs(gateway, here.accessToken, viewer)).errors).toBeUndefined();
  expect(codeOf(await askAs(gateway, there.accessToken, viewer))).toBe('UNAUTHENTICATED');
});

it('proves an address once, for the address the link went to only', async () => {
  const id = await addUser(gateway, 'Prover');
  const { accessToken } = await signIn(gateway, 'Prover');
  const SEND = 'mutation { clientSendVerificationEmail(input: {}) { email } }';
  await askAs(gateway, accessToken, SEND);
  const key = await lastToken(gateway, 'user.emailVerificationRequested');
  await gateway.app.db.user.update({ where: { id }, data: { email: 'other@users.test' } });
  const verify = (provided: string | null) =>
    askAs(gateway, null, VERIFY, { input: { key: provided } });
  expect(codeOf(await verify(key))).toBe('TOKEN_INVALID');
  await askAs(gateway, accessToken, SEND);
  const next = await lastToken(gateway, 'user.emailVerificationRequested');
  const answers = await Promise.all(Array.from({ length: 20 }, () => verify(next)));
  const right = answers.filter(({ errors }) => !errors);
  expect(right).toHaveLength(1);
  expect(right[0]?.data.clientVerifyEmail.user.emailVerifiedAt).toBe('2026-11-21T12:00:00.000Z');
});

it('wants the password for a new address of one’s own, and proof of it', async () => {
  const id = await addUser(gateway, 'Mover', [{ clientId: gateway.carol }]);
  await gateway.app.db.user.update({ where: { id }, data: { emailVerifiedAt: new Date() } });
  const { accessToken } = await signIn(gateway, 'Mover');
  const UPDATE = `mutation ($input: UpdateUserInput!) {
    updateUser(input: $input) { user { email emailVerifiedAt firstName } } }`;
  const update = (input: object) => askAs(gateway, accessToken, UPDATE, { input });
  const email = 'mover@elsewhere.test';
  expect(codeOf(await update({ email }))).toBe('PASSWORD_WRONG');
  expect(codeOf(await update({ status: 'ACTIVE' }))).toBe('FORBIDDEN');
  expect((await update({ firstName: 'Ok' })).data.updateUser.user.firstName).toBe('Ok');
  const { data } = await update({ email, password: PASSWORD });
  expect(data.updateUser.user).toMatchObject({ email, emailVerifiedAt: null });
  expect(await lastToken(gateway, 'user.emailVerificationRequested')).not.toBeNull();
});

it('sweeps away what ended a month ago, and nothing that may still be used', async () => {
  const { app } = gateway;
  await addUser(gateway, 'Swept');
  const { accessToken } = await signIn(gateway, 'Swept');
  const token = await linkFor('Swept');
  const before = await app.db.singleUseToken.count();
  await sweep(app);
  expect(await app.db.singleUseToken.count()).toBe(before);
  expect((await set(token)).errors).toBeUndefined();
  advance({ days: 61 });
  await sweep(app);
  expect(await app.db.singleUseToken.count()).toBe(0);
  expect(await app.db.session.count()).toBe(0);
  expect(codeOf(await askAs(gateway, accessToken, '{ viewer { kind } }'))).toBe('UNAUTHENTICATED');
});
