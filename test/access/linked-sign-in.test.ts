import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { addUser, askAs, signIn } from './cast.ts';
import { type FakeOidc, startFakeOidc } from './fake-oidc.ts';

let gateway: Gateway;
let provider: FakeOidc;
let page: string;
beforeAll(async () => {
  [gateway, provider] = [await openGateway(), await startFakeOidc()];
  page = `${new URL(gateway.app.config.publicUrl).origin}/signed-in`;
  await addUser(gateway, 'Lena', [{ clientId: gateway.carol }]);
  await addUser(gateway, 'Eve');
  await gateway.data(CREATE, {
    input: {
      name: 'loopback',
      displayName: 'Loopback',
      issuer: provider.issuer,
      oauthClientId: 'our-id',
      oauthClientSecret: 'our-secret',
    },
  });
});
beforeEach(() => {
  Object.assign(provider.behaviour, {
    subject: 'sub-1',
    email: 'someone@provider.test',
    claims: undefined,
    forgesSignature: false,
  });
});
afterAll(() => provider.close());

const CREATE = `mutation ($input: CreateSignInProviderInput!) {
  createSignInProvider(input: $input) { signInProvider { id name issuer scopes } } }`;
const START = `mutation ($input: StartSignInInput!) { startSignIn(input: $input) { url handle } }`;
const FINISH = `mutation ($input: FinishSignInInput!) {
  finishSignIn(input: $input) { session { accessToken } user { email linkedSignIns { id } } } }`;

const start = async (token: string | null = null) => {
  const input = { provider: 'loopback', redirectUri: page };
  const { data } = await askAs(gateway, token, START, { input });
  return data.startSignIn as { url: string; handle: string };
};
const finish = (callbackUrl: string, handle: string, token: string | null = null) =>
  askAs(gateway, token, FINISH, { input: { callbackUrl, handle } });

/** Links the provider's present person with a user. */
async function linkWith(name: string) {
  const { accessToken } = await signIn(gateway, name);
  const { url, handle } = await start(accessToken);
  return finish(provider.agree(url), handle, accessToken);
}

it('links an account while signed in, and signs in with it from then on', async () => {
  const linked = await linkWith('Lena');
  expect(linked.data.finishSignIn).toMatchObject({
    session: null,
    user: { email: 'lena@users.test' },
  });
  const { url, handle } = await start();
  const requested = new URL(url).searchParams;
  expect(requested.get('code_challenge_method')).toBe('S256');
  expect(requested.get('scope')).toBe('openid email profile');
  const { data } = await finish(provider.agree(url), handle);
  const { accessToken } = data.finishSignIn.session;
  const seen = await askAs(gateway, accessToken, '{ viewer { user { email } } }');
  expect(seen.data.viewer.user.email).toBe('lena@users.test');
});

it('does not take an equal address for the same person', async () => {
  Object.assign(provider.behaviour, {
    subject: 'attacker',
    email: 'lena@users.test',
    claims: { email_verified: true },
  });
  const { url, handle } = await start();
  expect(codeOf(await finish(provider.agree(url), handle))).toBe('SIGN_IN_NOT_LINKED');
});

it('takes a way back once, of fifty at once', async () => {
  const { url, handle } = await start();
  const back = provider.agree(url);
  const answers = await Promise.all(Array.from({ length: 50 }, () => finish(back, handle)));
  expect(answers.filter(({ errors }) => !errors).length).toBeLessThanOrEqual(1);
  expect(codeOf(await finish(back, handle))).toMatch(/CHALLENGE_ENDED|SIGN_IN_PROVIDER_FAILED/);
});

it('refuses the way back of another browser, a forged state and a foreign page', async () => {
  const [mine, theirs] = [await start(), await start()];
  const back = provider.agree(mine.url);
  expect(codeOf(await finish(back, theirs.handle))).toBe('CHALLENGE_ENDED');
  const forged = new URL(back);
  forged.searchParams.set('state', 'forged');
  expect(codeOf(await finish(forged.href, mine.handle))).toBe('CHALLENGE_ENDED');
  const elsewhere = back.replace('/signed-in', '/elsewhere');
  expect(codeOf(await finish(elsewhere, mine.handle))).toBe('CHALLENGE_ENDED');
  expect((await finish(back, mine.handle)).errors).toBeUndefined();
});

it.each([
  ['another audience', { claims: { aud: 'somebody-else' } }],
  ['another issuer', { claims: { iss: 'https://evil.test' } }],
  ['another nonce', { claims: { nonce: 'replayed' } }],
  ['a token that has expired', { claims: { exp: 1_000_000 } }],
  ['a signature that is not the provider’s', { forgesSignature: true }],
])('refuses an identity with %s', async (_title, behaviour) => {
  Object.assign(provider.behaviour, behaviour);
  const { url, handle } = await start();
  const answer = await finish(provider.agree(url), handle);
  expect(codeOf(answer)).toBe('SIGN_IN_PROVIDER_FAILED');
});

it('refuses a code that was made for another exchange', async () => {
  const [mine, theirs] = [await start(), await start()];
  const stolen = new URL(provider.agree(theirs.url)).searchParams.get('code') ?? '';
  const back = new URL(provider.agree(mine.url));
  back.searchParams.set('code', stolen);
  expect(codeOf(await finish(back.href, mine.handle))).toBe('SIGN_IN_PROVIDER_FAILED');
});

it('never links an account that is somebody’s already', async () => {
  expect(codeOf(await linkWith('Eve'))).toBe('SIGN_IN_LINK_TAKEN');
  const { accessToken } = await signIn(gateway, 'Eve');
  const begun = await start((await signIn(gateway, 'Lena')).accessToken);
  provider.behaviour.subject = 'sub-eve';
  const back = provider.agree(begun.url);
  expect(codeOf(await finish(back, begun.handle, accessToken))).toBe('CHALLENGE_ENDED');
});

it('sends nobody back to a page that is not ours', async () => {
  const input = { provider: 'loopback', redirectUri: 'https://evil.test/signed-in' };
  const answer = await askAs(gateway, null, START, { input });
  expect([codeOf(answer), answer.errors?.[0]?.extensions.field]).toEqual([
    'BAD_INPUT',
    'redirectUri',
  ]);
  const none = await askAs(gateway, null, START, {
    input: { provider: 'nobody', redirectUri: page },
  });
  expect(codeOf(none)).toBe('SIGN_IN_PROVIDER_NOT_FOUND');
});

it('unlinks one’s own account, and nobody else’s', async () => {
  const [link] = await gateway.app.db.linkedSignIn.findMany({ take: 1 });
  const UNLINK = `mutation ($input: UnlinkSignInInput!) {
    unlinkSignIn(input: $input) { user { linkedSignIns { id } } } }`;
  const input = { linkId: `LinkedSignIn:${link?.id}` };
  const eve = await signIn(gateway, 'Eve');
  expect(codeOf(await askAs(gateway, eve.accessToken, UNLINK, { input }))).toBe(
    'SIGN_IN_LINK_NOT_FOUND',
  );
  const lena = await signIn(gateway, 'Lena');
  const { data } = await askAs(gateway, lena.accessToken, UNLINK, { input });
  expect(data.unlinkSignIn.user.linkedSignIns).toEqual([]);
  const { url, handle } = await start();
  expect(codeOf(await finish(provider.agree(url), handle))).toBe('SIGN_IN_NOT_LINKED');
});

it('is set up with a preset and two values, and never shows the secret', async () => {
  const input = { preset: 'GOOGLE', oauthClientId: 'g-id', oauthClientSecret: 'g-secret' };
  const { createSignInProvider } = await gateway.data(CREATE, { input });
  expect(createSignInProvider.signInProvider).toMatchObject({
    name: 'google',
    issuer: 'https://accounts.google.com',
    scopes: 'openid email profile',
  });
  const row = await gateway.app.db.signInProvider.findUniqueOrThrow({ where: { name: 'google' } });
  expect(row.oauthClientSecretEncrypted).not.toContain('g-secret');
  const listed = await askAs(gateway, null, '{ signInProviders { name oauthClientId } }');
  expect(listed.data.signInProviders[0].oauthClientId).toBeNull();
  expect(codeOf(await gateway.ask(CREATE, { input }, 'reseller'))).toBe('FORBIDDEN');
  expect(codeOf(await gateway.ask(CREATE, { input }))).toBe('SIGN_IN_PROVIDER_NAME_TAKEN');
  const { id: providerId } = createSignInProvider.signInProvider;
  const { updateSignInProvider } = await gateway.data(
    `mutation ($input: UpdateSignInProviderInput!) {
      updateSignInProvider(input: $input) { signInProvider { name issuer scopes } } }`,
    { input: { providerId, scopes: 'openid' } },
  );
  expect(updateSignInProvider.signInProvider).toEqual({
    name: 'google',
    issuer: 'https://accounts.google.com',
    scopes: 'openid',
  });
  const kept = await gateway.app.db.signInProvider.findUniqueOrThrow({ where: { name: 'google' } });
  expect(kept.oauthClientSecretEncrypted).toBe(row.oauthClientSecretEncrypted);
  const plain = { ...input, preset: null, name: 'plain', issuer: 'http://idp.test' };
  expect(codeOf(await gateway.ask(CREATE, { input: plain }))).toBe('BAD_INPUT');
});

it('says so when a provider cannot be reached', async () => {
  await gateway.data(CREATE, {
    input: {
      name: 'gone',
      issuer: 'http://127.0.0.1:9',
      oauthClientId: 'a',
      oauthClientSecret: 'b',
    },
  });
  const input = { provider: 'gone', redirectUri: page };
  expect(codeOf(await askAs(gateway, null, START, { input }))).toBe('SIGN_IN_PROVIDER_FAILED');
});
