import * as client from 'openid-client';
import { onceFor } from '#core/once-for.ts';
import { ProviderError } from '#core/provider-error.ts';
import { type Runtime, runtime } from '#core/runtime.ts';
import { ensureNoSandbox } from '#core/sandbox.ts';
import { neverSent } from '#providers/http.ts';

/** An OpenID Connect provider as an operator set it up. */
export interface OidcProvider {
  issuer: string;
  clientId: string;
  clientSecret: string;
  scopes: string;
}

/** One sign-in under way: what the browser must bring back, and what only we know. */
export interface OidcFlow {
  redirectUri: string;
  state: string;
  nonce: string;
  codeVerifier: string;
}

/** Who the provider says it is. */
export interface OidcPerson {
  /** The provider's unchanging id for the person. */
  subject: string;
  email: string | null;
  isEmailVerified: boolean;
}

/** Providers that work with nothing but an id and a secret from their console. */
export const oidcPresets = {
  GOOGLE: {
    name: 'google',
    displayName: 'Google',
    issuer: 'https://accounts.google.com',
    scopes: 'openid email profile',
  },
  MICROSOFT: {
    name: 'microsoft',
    displayName: 'Microsoft',
    issuer: 'https://login.microsoftonline.com/consumers/v2.0',
    scopes: 'openid email profile',
  },
} as const;

/** How long a call may take, in seconds, and how long what a provider says of itself is cached. */
const TIMEOUT_SECONDS = 10;
const CACHED_MS = 3_600_000;

interface Known {
  until: number;
  configuration: Promise<client.Configuration>;
}

/** What the providers of a gateway say of themselves. */
const knownTo = onceFor((_gateway: Runtime) => new Map<string, Known>());

/** A fresh secret for one flow. */
export const newCodeVerifier = (): string => client.randomPKCECodeVerifier();

/**
 * The page of the provider to send the browser to.
 * @throws ProviderError when the provider cannot be reached or is none
 */
export async function authorizationUrl(provider: OidcProvider, flow: OidcFlow): Promise<string> {
  const configuration = await configurationOf(provider);
  const challenge = await client.calculatePKCECodeChallenge(flow.codeVerifier);
  const url = client.buildAuthorizationUrl(configuration, {
    redirect_uri: flow.redirectUri,
    scope: provider.scopes,
    state: flow.state,
    nonce: flow.nonce,
    code_challenge: challenge,
    code_challenge_method: 'S256',
  });
  return url.href;
}

/**
 * Exchanges what the browser brought back for the person's identity: the signature, issuer,
 * audience, state, nonce and PKCE are all looked at.
 * @throws ProviderError REFUSED when any of it does not fit
 */
export async function personBehind(
  provider: OidcProvider,
  flow: OidcFlow,
  callbackUrl: string,
): Promise<OidcPerson> {
  const configuration = await configurationOf(provider);
  const tokens = await client
    .authorizationCodeGrant(configuration, new URL(callbackUrl), {
      expectedState: flow.state,
      expectedNonce: flow.nonce,
      pkceCodeVerifier: flow.codeVerifier,
      idTokenExpected: true,
    })
    .catch((cause: unknown) => {
      throw new ProviderError('REFUSED', 'The provider did not confirm the sign-in.', { cause });
    });
  const claims = tokens.claims();
  if (!claims?.sub) throw new ProviderError('REFUSED', 'The provider did not say who it is.');
  return {
    subject: claims.sub,
    email: typeof claims.email === 'string' ? claims.email.toLowerCase() : null,
    isEmailVerified: claims.email_verified === true,
  };
}

async function configurationOf(provider: OidcProvider): Promise<client.Configuration> {
  ensureNoSandbox();
  const name = JSON.stringify([provider.issuer, provider.clientId, provider.clientSecret]);
  const at = performance.now();
  const known = knownTo(runtime());
  const stored = known.get(name);
  if (stored && stored.until > at) return stored.configuration;
  const configuration = discover(provider);
  known.set(name, { until: at + CACHED_MS, configuration });
  // A failure is not cached.
  configuration.catch(() => known.delete(name));
  return configuration;
}

async function discover(provider: OidcProvider): Promise<client.Configuration> {
  const { issuer, clientId, clientSecret } = provider;
  // Without these checks an ID token's signature is not looked at, since TLS vouches for it.
  const execute = [client.enableNonRepudiationChecks];
  if (isLoopback(issuer)) execute.push(client.allowInsecureRequests);
  const options = { timeout: TIMEOUT_SECONDS, execute };
  try {
    const server = new URL(issuer);
    return await client.discovery(server, clientId, clientSecret, undefined, options);
  } catch (cause) {
    throw neverSent('The sign-in provider', cause);
  }
}

/** Only a provider on this very machine may be talked to without TLS. */
const isLoopback = (issuer: string) =>
  /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/|$)/.test(issuer);
