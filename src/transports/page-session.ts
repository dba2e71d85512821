import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Actor } from '#core/actor.ts';
import { DomainError } from '#core/errors.ts';
import { constantTimeEqual } from '#core/secret.ts';
import { authenticate } from '#modules/access/actor.ts';
import { csrfTokensOf } from '#modules/access/sign-in/csrf-token.ts';
import type { App } from '#schema/app.ts';
import type { SessionCookies } from '#schema/context.ts';
import { isKnownOrigin } from './cors.ts';
import { type Arrival, bearerOf } from './transport.ts';

/** The cookies of a page that does not hold its tokens itself; scripts cannot read them. */
const ACCESS = 'hostgraph_access';
const REFRESH = 'hostgraph_refresh';

const SAFE = ['GET', 'HEAD', 'OPTIONS'];

/** The value of a cookie; the first, where there are several of one name. */
function cookieOf({ headers }: IncomingMessage, name: string): string | null {
  for (const pair of (headers.cookie ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim() || null;
  }
  return null;
}

/**
 * Refuses what a page of a stranger could have had the browser send: a browser names the page's
 * origin with every change, and the cookies come by themselves.
 * @throws DomainError ORIGIN_REFUSED
 */
function ensureOrigin(app: App, { method = '', headers: { origin } }: IncomingMessage): void {
  const isKnown = origin !== undefined && isKnownOrigin(app, origin);
  if (!isKnown && (origin !== undefined || !SAFE.includes(method)))
    throw new DomainError('ORIGIN_REFUSED');
}

/** The token a request shows: that of its header or, from a page of a known origin, of its cookie. */
export function tokenOfRequest(app: App, req: IncomingMessage): string | null {
  const bearer = bearerOf(req);
  if (bearer || req.headers.authorization !== undefined) return bearer;
  const token = cookieOf(req, ACCESS);
  if (token || cookieOf(req, REFRESH)) ensureOrigin(app, req);
  return token;
}

/**
 * The actor of a request over HTTP. A change that shows its session by cookie alone must come from
 * a known origin and carry the CSRF token; a cookie that is good for nothing any more is taken back.
 * @throws DomainError as `authenticate`, ORIGIN_REFUSED, CSRF_TOKEN_INVALID
 */
export async function actorOfRequest(app: App, arrival: Arrival): Promise<Actor> {
  const { req, res, ip, showAllowance: onAllowance } = arrival;
  const token = tokenOfRequest(app, req);
  if (bearerOf(req) || !token) return authenticate(app, { token, ip, onAllowance });
  const actor = await authenticate(app, { token, ip, onAllowance }).catch((error: unknown) => {
    if (!(error instanceof DomainError) || error.code !== 'UNAUTHENTICATED') throw error;
    res.appendHeader('set-cookie', cookie(ACCESS, '', '/', 0));
    return authenticate(app, { token: null, ip });
  });
  if (!SAFE.includes(req.method ?? '') && actor.kind !== 'nobody') ensureCsrfToken(app, req, actor);
  return actor;
}

function ensureCsrfToken(app: App, { headers }: IncomingMessage, actor: Actor): void {
  const sent = headers['x-csrf-token'];
  const isRight =
    typeof sent === 'string' &&
    csrfTokensOf(app, actor.family).some((token) => constantTimeEqual(token, sent));
  if (!isRight) throw new DomainError('CSRF_TOKEN_INVALID');
}

/** How an operation reads the refresh token of a page, and gives it its next session. */
export function sessionCookies(req: IncomingMessage, res: ServerResponse): SessionCookies {
  const set = (value: string) => {
    if (!res.headersSent) res.appendHeader('set-cookie', value);
  };
  const cookies: SessionCookies = {
    refreshToken: cookieOf(req, REFRESH),
    isKept: false,
    keep: ({ accessToken, accessExpiresAt, refreshToken, refreshExpiresAt }) => {
      set(cookie(ACCESS, accessToken, '/', secondsUntil(accessExpiresAt)));
      set(cookie(REFRESH, refreshToken, '/graphql', secondsUntil(refreshExpiresAt)));
      cookies.isKept = true;
    },
    clear: () => {
      set(cookie(ACCESS, '', '/', 0));
      set(cookie(REFRESH, '', '/graphql', 0));
    },
  };
  return cookies;
}

const secondsUntil = (time: string) =>
  Math.max(0, Math.round((Date.parse(time) - Date.now()) / 1_000));

const cookie = (name: string, value: string, path: string, maxAge: number) =>
  `${name}=${value}; Path=${path}; Max-Age=${maxAge}; HttpOnly; Secure; SameSite=Lax`;
