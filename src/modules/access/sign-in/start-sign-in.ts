import { z } from 'zod';
import { now } from '#core/clock.ts';
import { DomainError } from '#core/errors.ts';
import { hashToken, newToken } from '#core/secret.ts';
import { authorizationUrl, newCodeVerifier } from '#providers/oidc.ts';
import type { App } from '#schema/app.ts';
import { forbidden } from '#schema/access.ts';
import { command } from '#schema/command.ts';
import { beginAttempt } from './attempt.ts';
import { asOidc } from './provider-secret.ts';

/** How long somebody may take at the provider, in minutes. */
const FLOW_MINUTES = 15;

/** What the provider must repeat; made of what only this browser has. */
export const nonceOf = (handle: string) => hashToken(`nonce:${handle}`);

/** The box of the secret that proves the exchange is ours, and what ties it to its row. */
export const flowBox = ({ keyring }: App) => keyring.box('sign-in-flow');
export const flowContext = (stateHash: string) => `sign_in_flows:${stateHash}`;

/** Whether a page is one of ours: only there may a provider send somebody back to. */
function isOurs({ config }: App, page: string): boolean {
  const origin = URL.parse(page)?.origin;
  const ours = [...config.corsOrigins, new URL(config.publicUrl).origin];
  return origin !== undefined && ours.includes(origin);
}

command('startSignIn', {
  description:
    'Start a sign-in with an external provider. The browser keeps `handle` and opens `url`; the provider sends the browser back to `redirectUri`, and the URL of that page is given to `finishSignIn`. For a user already signed in, links the account instead.',
  permission: null,
  input: (t) => ({
    provider: t.string({
      required: true,
      description: 'The `name` of the sign-in provider.',
      validate: z.string().max(40),
    }),
    redirectUri: t.string({
      required: true,
      description:
        'URL of the page to return to, on an origin in `CORS_ORIGINS` or of `PUBLIC_URL`. Must be registered at the provider.',
      validate: z.url({ protocol: /^https?$/, message: 'must be a web address' }).max(500),
    }),
  }),
  errors: [
    'FORBIDDEN',
    'SIGN_IN_PROVIDER_NOT_FOUND',
    'SIGN_IN_PROVIDER_FAILED',
    'BAD_INPUT',
    'RATE_LIMITED',
  ],
  prepare: async (context, { provider: name, redirectUri }) => {
    const { app, db, actor, requestInfo } = context;
    // Whoever is signed in as somebody else would have a way in that outlasts the session.
    if (actor.userId !== null && !actor.permissions.has('access:self'))
      throw forbidden(actor, 'access:self');
    if (!isOurs(app, redirectUri))
      throw new DomainError('BAD_INPUT', 'redirectUri: must be a page of an allowed origin.', {
        field: 'redirectUri',
      });
    const attempt = await beginAttempt(context, `provider:${name}`);
    const row = await db.signInProvider.findFirst({ where: { name, isActive: true } });
    if (!row) throw new DomainError('SIGN_IN_PROVIDER_NOT_FOUND', undefined, { field: 'provider' });
    const [state, handle, codeVerifier] = [newToken(), newToken(), newCodeVerifier()];
    const flow = { redirectUri, state, nonce: nonceOf(handle), codeVerifier };
    const url = await authorizationUrl(asOidc(app, row), flow).catch((err: unknown) => {
      app.log.warn(
        { requestId: requestInfo.requestId, err, provider: name },
        'A sign-in provider failed.',
      );
      throw new DomainError('SIGN_IN_PROVIDER_FAILED');
    });
    await attempt.succeeded();
    return { providerId: row.id, state, handle, codeVerifier, url };
  },
  run: async ({ tx, app, actor }, { redirectUri }, begun) => {
    const { providerId, state, handle, codeVerifier, url } = begun;
    const at = now();
    const stateHash = hashToken(state);
    await tx.signInFlow.create({
      data: {
        providerId,
        userId: actor.userId,
        stateHash,
        nonceHash: hashToken(nonceOf(handle)),
        codeVerifierEncrypted: flowBox(app).encrypt(codeVerifier, flowContext(stateHash)),
        redirectTo: redirectUri,
        expiresAt: new Date(at.getTime() + FLOW_MINUTES * 60_000),
        createdAt: at,
      },
    });
    return { url, handle };
  },
  payload: (t) => ({
    url: t.exposeString('url', { description: 'URL to send the browser to.' }),
    handle: t.exposeString('handle', {
      description: 'Handle to keep in the same browser, not in the URL, until the browser returns.',
    }),
  }),
});
