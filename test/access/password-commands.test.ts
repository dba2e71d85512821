import { freeze } from '#core/clock.ts';
import { hashToken } from '#core/secret.ts';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';

import { type Gateway, openGateway } from '#test/gateway.ts';
import { transcript } from '#test/transcript.ts';
import { addUser, lastToken, PASSWORD } from './cast.ts';

let gateway: Gateway;
let thaw = freeze('2026-11-21T12:00:00Z');
let carla: number;
beforeAll(async () => {
  gateway = await openGateway();
  carla = await addUser(gateway, 'Carla', [{ clientId: gateway.carol }]);
  await addUser(gateway, 'Robin', [{ clientId: gateway.rob }]);
});
beforeEach(() => {
  thaw();
  thaw = freeze('2026-11-21T12:00:00Z');
});
afterAll(() => thaw());

const foreign = { title: 'a foreign client', as: 'reseller' } as const;
const clerk = { title: 'staff without the permission', as: 'clerk' } as const;

it('speaks ForgotPassword and ResetPassword as they always did', async () => {
  await transcript(gateway, 'ForgotPassword', [
    { title: 'a known address', form: { email: 'carla@users.test' } },
    { title: 'an unknown one is answered alike', form: { email: 'unknown@users.test' } },
    { title: 'none', form: { email: '' } },
    { title: 'an address that is none', form: { email: 'carla' } },
  ]);
  await transcript(gateway, 'ResetPassword', [
    { title: 'a client', form: { user_id: gateway.carol } },
    { title: 'by another spelling', form: { clientid: gateway.carol } },
    { title: 'a client without users', form: { user_id: gateway.stranger } },
    { title: 'no such client', form: { user_id: 999 } },
    { title: 'no client', form: {} },
    { ...foreign, form: { user_id: gateway.carol } },
    { ...clerk, form: { user_id: gateway.carol } },
  ]);
  expect(await lastToken(gateway, 'password.forgotten')).toMatch(/^[\w-]{43}$/);
});

it('speaks ChangeClientPassword as it always did', async () => {
  const next = 'a better password';
  const form = { user_id: gateway.carol, old_pwd: PASSWORD, new_pwd: next, new_pwd_cfm: next };
  await transcript(gateway, 'ChangeClientPassword', [
    { title: 'two that differ', form: { ...form, new_pwd_cfm: 'another password' } },
    { title: 'a wrong old one', form: { ...form, old_pwd: 'wrong' } },
    { title: 'a short new one', form: { ...form, new_pwd: 'short', new_pwd_cfm: 'short' } },
    { title: 'no new one', form: { ...form, new_pwd: '' } },
    { title: 'right', form },
    { title: 'the old one again', form },
    { title: 'no such client', form: { ...form, user_id: 999 } },
    { ...foreign, form },
    { ...clerk, form },
  ]);
  await gateway.rapi('ChangeClientPassword', {
    user_id: gateway.carol,
    old_pwd: next,
    new_pwd: PASSWORD,
    new_pwd_cfm: PASSWORD,
  });
});

it('speaks the commands of security questions as it always did', async () => {
  await transcript(gateway, 'AddSecurityQuestion', [
    { title: 'a question', form: { question: 'First pet?' } },
    { title: 'another', form: { question: 'Mother’s maiden name?' } },
    { title: 'the same again', form: { question: 'First pet?' } },
    { title: 'none', form: { question: ' ' } },
    { title: 'a reseller', form: { question: 'Shoe size?' }, as: 'reseller' },
  ]);
  await transcript(gateway, 'GetSecurityQuestion', [
    { title: 'all', form: {} },
    { title: 'a customer', form: {}, as: 'carol' },
    { ...clerk, form: {} },
  ]);
  const form = { user_id: gateway.carol, old_question_answer: '', question: 1, answer: 'Rex' };
  await transcript(gateway, 'ChangeClientSecurityQuestion', [
    { title: 'the first one', form: { ...form, old_question_answer: 'none yet' } },
    { title: 'a wrong old answer', form: { ...form, old_question_answer: 'Fido', question: 2 } },
    {
      title: 'in other letter case',
      form: { ...form, old_question_answer: ' REX ', question: 2, answer: 'Smith' },
    },
    { title: 'no such question', form: { ...form, old_question_answer: 'smith', question: 99 } },
    { title: 'no answer', form: { ...form, old_question_answer: 'smith', answer: '' } },
    { title: 'no such client', form: { ...form, user_id: 999 } },
    { ...foreign, form },
    { ...clerk, form },
  ]);
  await transcript(gateway, 'DeleteSecurityQuestion', [
    { title: 'a question', form: { question_id: 2 } },
    { title: 'the same again', form: { question_id: 2 } },
    { title: 'none', form: {} },
    { title: 'a reseller', form: { question_id: 1 }, as: 'reseller' },
  ]);
  const user = await gateway.app.db.user.findUniqueOrThrow({ where: { id: carla } });
  expect([user.securityQuestionId, user.securityAnswerHash]).toEqual([null, null]);
});

it('speaks the commands of verification as it always did', async () => {
  await transcript(gateway, 'ClientSendVerificationEmail', [
    { title: 'a client', form: { user_id: gateway.carol } },
    { title: 'no such client', form: { user_id: 999 } },
    { ...foreign, form: { user_id: gateway.carol } },
    { ...clerk, form: { user_id: gateway.carol } },
  ]);
  const key = (await lastToken(gateway, 'user.emailVerificationRequested')) ?? '';
  const reply = await gateway.rapi('ClientDoEmailVerification', { key });
  expect(reply).toMatchObject({ result: 'success', email_verified: true });
  await gateway.rapi('ClientSendVerificationEmail', { user_id: gateway.carol });
  const next = (await lastToken(gateway, 'user.emailVerificationRequested')) ?? '';
  const { db } = gateway.app;
  // A known key, so that the transcript can show the success.
  const steady = { where: { tokenHash: hashToken(next) }, data: { tokenHash: hashToken('key') } };
  await db.singleUseToken.update(steady);
  await transcript(gateway, 'ClientDoEmailVerification', [
    { title: 'a good key', form: { key: 'key' } },
    { title: 'the same key again', form: { key: 'key' } },
    { title: 'a forged key', form: { key: 'forged' } },
    { title: 'no key', form: { key: '' } },
  ]);
});

it('speaks EncryptPassword and DecryptPassword as they always did, by name of permission only', async () => {
  const { db } = gateway.app;
  const refused = await gateway.rapi('EncryptPassword', { password: 'x' });
  expect(refused.message).toContain('Invalid Permissions');
  await db.apiCredential.updateMany({
    where: { identifier: 'staff' },
    data: { permissions: ['*', 'access:encrypt', 'access:decrypt'] },
  });
  // What is changed behind the gateway's back is felt a moment later.
  await gateway.app.authCache.outlive();
  await transcript(
    gateway,
    'EncryptPassword',
    [
      { title: 'a text', form: { password: ' a secret ' } },
      { title: 'nothing', form: { password: '' } },
      { ...clerk, form: { password: 'x' } },
      { title: 'a reseller', form: { password: 'x' }, as: 'reseller' },
    ],
    ['password'],
  );
  const { password: encrypted } = await gateway.rapi('EncryptPassword', { password: ' a secret ' });
  const { password: other } = await gateway.rapi('EncryptPassword', { password: ' a secret ' });
  expect(encrypted).not.toBe(other);
  const opened = await gateway.rapi('DecryptPassword', { password: encrypted });
  expect(opened).toEqual({ result: 'success', password: ' a secret ' });
  await transcript(gateway, 'DecryptPassword', [
    { title: 'a text that is none', form: { password: 'v1.a.b.c.d' } },
    { title: 'nothing', form: { password: '' } },
    { ...clerk, form: { password: 'x' } },
    { title: 'a reseller', form: { password: 'x' }, as: 'reseller' },
  ]);
});
