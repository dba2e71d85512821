import type { IncomingMessage, ServerResponse } from 'node:http';
import type { App } from '#schema/app.ts';

/** What pages of other origins may send, and may read of an answer. */
const ALLOWED = [
  'authorization',
  'content-type',
  'idempotency-key',
  'x-request-id',
  'x-csrf-token',
  'last-event-id',
  'dry-run',
  'plan',
];
const EXPOSED = [
  'idempotent-replayed',
  'x-request-id',
  'retry-after',
  'ratelimit',
  'ratelimit-policy',
  'content-disposition',
  'etag',
];

/** The paths that pages use, and how. */
const METHODS = [
  { begin: '/graphql', methods: 'GET, POST, OPTIONS' },
  { begin: '/files', methods: 'GET, HEAD, POST, OPTIONS' },
];
const methodsOf = (path: string): string | undefined =>
  METHODS.find(({ begin }) => path === begin || path.startsWith(`${begin}/`))?.methods;

/** Whether a page of this origin may use the gateway with what the browser adds by itself. */
export const isKnownOrigin = ({ config }: App, origin: string): boolean =>
  config.corsOrigins.includes(origin) || origin === URL.parse(config.publicUrl)?.origin;

/**
 * Lets pages of the configured origins read an answer, whatever it will be: errors and files too.
 * Others are told nothing (Fetch Standard, CORS check).
 */
export function allowOrigin({ config }: App, req: IncomingMessage, res: ServerResponse): void {
  if (config.corsOrigins.length === 0 || !methodsOf(pathOf(req))) return;
  const { origin } = req.headers;
  res.setHeader('vary', 'origin');
  if (origin === undefined || !config.corsOrigins.includes(origin)) return;
  res.setHeader('access-control-allow-origin', origin);
  res.setHeader('access-control-allow-credentials', 'true');
  res.setHeader('access-control-expose-headers', EXPOSED.join(', '));
}

/** Answers the question a browser asks before a request of another origin; whether it was one. */
export function answerPreflight(req: IncomingMessage, res: ServerResponse): boolean {
  const methods = methodsOf(pathOf(req));
  const isPreflight =
    req.method === 'OPTIONS' && req.headers['access-control-request-method'] !== undefined;
  if (!isPreflight || !methods) return false;
  if (res.hasHeader('access-control-allow-origin')) {
    res.setHeader('access-control-allow-methods', methods);
    res.setHeader('access-control-allow-headers', ALLOWED.join(', '));
    res.setHeader('access-control-max-age', '600');
  }
  res.removeHeader('access-control-expose-headers');
  res.writeHead(204).end();
  return true;
}

const pathOf = ({ url = '' }: IncomingMessage): string => url.split('?', 1)[0]!;
