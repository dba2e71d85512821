import { advance, freeze } from '#core/clock.ts';

import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { TOTP, Secret } from 'otpauth';
import { now } from '#core/clock.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { transcript } from '#test/transcript.ts';
import { addUser, lastCode, PASSWORD } from './cast.ts';

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

it('speaks GetSsoAuths as it always did', async () => {
  const { db } = gateway.app;
  const provider = (name: string, sortOrder: number) => ({
    name,
    displayName: name,
    issuer: `https://${name}.test`,
    oauthClientId: 'us',
    oauthClientSecretEncrypted: '-',
    sortOrder,
  });
  await db.signInProvider.createMany({ data: [provider('google', 1), provider('other', 2)] });
  await db.linkedSignIn.create({
    data: { userId: carla, providerId: 1, subject: '42', email: 'c@gmail.test', linkedAt: now() },
  });
  await transcript(gateway, 'GetSsoAuths', [
    { title: 'a client', form: { user_id: gateway.carol } },
    { title: 'no such client', form: { user_id: 999 } },
    { ...foreign, form: { user_id: gateway.carol } },
    { ...clerk, form: { user_id: gateway.carol } },
  ]);
});

it('speaks the commands of second factors as it always did', async () => {
  const form = { user_id: gateway.carol };
  const secret = async () => {
    const reply = await gateway.rapi('DoSendTwoFaMod', { ...form, module: 'totp' });
    return reply.secret as string;
  };
  await transcript(
    gateway,
    'DoSendTwoFaMod',
    [
      { title: 'an app', form: { ...form, module: 'totp' } },
      { title: 'by e-mail', form: { ...form, module: 'email' } },
      { title: 'a module that is none', form: { ...form, module: 'carrier-pigeon' } },
      { title: 'no such client', form: { user_id: 999, module: 'totp' } },
      { ...foreign, form: { ...form, module: 'totp' } },
      { ...clerk, form: { ...form, module: 'totp' } },
    ],
    ['secret', 'otpauth_url', 'qr_code'],
  );
  const shown = await secret();
  const code = (at = now()) =>
    new TOTP({ secret: Secret.fromBase32(shown) }).generate({ timestamp: at.getTime() });
  const varying = ['secret', 'code', 'backupcode', 'challenge'];
  await transcript(
    gateway,
    'DoActivateTwoFaMod',
    [
      { title: 'a wrong code', form: { ...form, module: 'totp', code: 'no' } },
      {
        title: 'a secret of one’s own',
        form: { ...form, module: 'totp', code: '000000', secret: 'JBSWY3DPEHPK3PXP' },
      },
      { ...foreign, form: { ...form, module: 'totp', code: '1' } },
      { ...clerk, form: { ...form, module: 'totp', code: '1' } },
      { title: 'no code', form: { ...form, module: 'totp', code: '' } },
      { title: 'no such client', form: { user_id: 999, module: 'totp', code: '1' } },
    ],
    varying,
  );
  const active = await gateway.rapi('DoActivateTwoFaMod', {
    ...form,
    module: 'totp',
    code: code(),
    secret: shown,
  });
  expect(active).toMatchObject({ result: 'success', module: 'totp' });
  expect(active.backupcodes.backupcode).toHaveLength(10);
  await transcript(gateway, 'GetTwoFaMods', [
    { title: 'a client with an app', form },
    { title: 'no such client', form: { user_id: 999 } },
    { ...foreign, form },
    { ...clerk, form },
  ]);
  await transcript(gateway, 'GetTwoFaVerificationForm', [
    { title: 'a client with an app', form },
    { title: 'a client without', form: { user_id: gateway.rob } },
    { title: 'no such client', form: { user_id: 999 } },
    { ...clerk, form },
  ]);
  advance({ minutes: 1 });
  expect(await gateway.rapi('DoTwoFaVerification', { ...form, code: code() })).toMatchObject({
    result: 'success',
    verified: true,
  });
  await transcript(gateway, 'DoTwoFaVerification', [
    { title: 'a wrong code', form: { ...form, code: 'no' } },
    { title: 'a forged challenge', form: { ...form, code: 'no', challenge: 'forged' } },
    { title: 'no second factor', form: { user_id: gateway.rob, code: '1' } },
    { title: 'no such client', form: { user_id: 999, code: '1' } },
    { ...foreign, form: { ...form, code: '1' } },
    { ...clerk, form: { ...form, code: '1' } },
  ]);
  await transcript(gateway, 'DoDeactivateTwoFaMod', [
    { title: 'a wrong password', form: { ...form, password: 'wrong' } },
    { title: 'right', form: { ...form, password: PASSWORD } },
    { title: 'nothing to deactivate', form: { ...form, password: PASSWORD } },
    { title: 'no such client', form: { user_id: 999, password: PASSWORD } },
    { ...foreign, form: { ...form, password: PASSWORD } },
    { ...clerk, form: { ...form, password: PASSWORD } },
  ]);
});

it('signs in by the old commands with an e-mailed second factor, to a session', async () => {
  const form = { user_id: gateway.rob };
  await gateway.rapi('DoSendTwoFaMod', { ...form, module: 'email' });
  const first = (await lastCode(gateway)) ?? '';
  await gateway.rapi('DoActivateTwoFaMod', { ...form, module: 'email', code: first });
  const login = await gateway.rapi('ValidateLogin', {
    email: 'robin@users.test',
    password: PASSWORD,
  });
  expect(login).toMatchObject({ twoFactorEnabled: 'true', challenge_modules: ['email'] });
  expect(login.access_token).toBeUndefined();
  const code = (await lastCode(gateway)) ?? '';
  const { challenge } = login;
  const done = await gateway.rapi('DoTwoFaVerification', { ...form, code, challenge });
  expect(done).toMatchObject({ verified: true, access_token: expect.stringMatching(/^hgs_/) });
  const again = await gateway.rapi('DoTwoFaVerification', { ...form, code, challenge });
  expect(again).toMatchObject({ result: 'error' });
});
