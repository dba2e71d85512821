import { Secret, TOTP } from 'otpauth';
import { beforeAll, expect, it } from 'vitest';
import { signIn, whoAmI } from '../../examples/sign-in.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { addUser, askAs, PASSWORD } from './cast.ts';

let gateway: Gateway;
let url: string;
beforeAll(async () => {
  gateway = await openGateway();
  url = `${gateway.url}/graphql`;
});

const visitor = (name: string, codeFor: () => Promise<string>) => ({
  email: `${name.toLowerCase()}@users.test`,
  password: PASSWORD,
  codeFor,
});
const unexpectedPrompt = () => Promise.reject(new Error('No code was to be asked for.'));

const SEND = `mutation ($input: SendTwoFactorCodeInput!) {
  sendTwoFactorCode(input: $input) { secret } }`;
const ACTIVATE = `mutation ($input: ActivateTwoFactorInput!) {
  activateTwoFactor(input: $input) { backupCodes } }`;

it('signs in with a public client, first by password alone, then with a second factor', async () => {
  await addUser(gateway, 'Uma', [{ clientId: gateway.carol, permissions: [] }]);
  const plain = await signIn(url, visitor('Uma', unexpectedPrompt));
  expect(await whoAmI(url, plain)).toMatchObject({
    user: { email: 'uma@users.test' },
    session: { secondFactorAt: null },
  });

  const as = (document: string, input: object) =>
    askAs(gateway, plain.accessToken, document, { input });
  const { data: sent } = await as(SEND, { module: 'TOTP' });
  const app = new TOTP({ secret: Secret.fromBase32(sent.sendTwoFactorCode.secret) });
  const { data } = await as(ACTIVATE, { module: 'TOTP', code: app.generate() });
  const [backup] = data.activateTwoFactor.backupCodes as string[];

  await expect(
    signIn(
      url,
      visitor('Uma', async () => '000000'),
    ),
  ).rejects.toThrow(/code/i);
  const strong = await signIn(
    url,
    visitor('Uma', async () => backup!),
  );
  const { session } = await whoAmI(url, strong);
  expect(session.secondFactorAt).toMatch(/^\d{4}-/);
  await expect(
    signIn(
      url,
      visitor('Uma', async () => backup!),
    ),
  ).rejects.toThrow(/code/i);
});
