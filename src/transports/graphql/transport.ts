import type { GraphQLError } from 'graphql';
import type { Actor } from '#core/actor.ts';
import { DomainError } from '#core/errors.ts';
import { authenticate } from '#modules/access/actor.ts';
import type { App } from '#schema/app.ts';
import {
  type Arrival,
  bearerOf,
  type Transport,
  idempotencyKeyOf,
  readBody,
  sendJson,
} from '#transports/transport.ts';
import { limits } from './limits.ts';
import { masked } from './mask.ts';
import { watchSession } from './socket-session.ts';
import { ThinPath } from './thin.ts';
import { documentsOf, type Yoga } from './yoga.ts';

/** /graphql over HTTP: queries, mutations, SSE subscriptions, and GraphiQL for browsers. */
export function graphqlTransport(app: App, yoga: Yoga): Transport {
  const thin = new ThinPath(yoga, documentsOf(yoga), yoga.getEnveloped().schema);
  return {
    name: 'graphql',
    serves: (path) => path === '/graphql',
    async answer(arrival) {
      const { req, res, requestId } = arrival;
      if (acceptsHtml(arrival)) return sendGraphiql(arrival);
      if (req.method === 'POST' && !isJson(req.headers['content-type']))
        return fail(arrival, 415, new DomainError('BAD_REQUEST', 'Send application/json.'));
      try {
        const body = req.method === 'POST' ? await readBody(req, limits.bodyBytes) : null;
        const context = await contextOf(app, arrival);
        const params = body && thin.read(arrival, body);
        if (params && (await thin.answer(arrival, params, context))) return;
        // What was read is handed on; an empty body would be read again, and never come.
        if (body) Object.assign(req, { body: body.length ? body : ' ' });
        if (isStream(arrival)) watchStream(app, arrival, context.actor);
        await yoga.handle(req, res, context);
      } catch (error) {
        const shown = masked({ app, requestId }, error);
        fail(arrival, statusOf(shown.extensions.code), shown);
      }
    },
  };
}

/** The actor and from where, as every resolver is told. */
export async function contextOf(app: App, { req, ip, requestId }: Arrival) {
  const preflight = req.method === 'OPTIONS';
  const actor = await authenticate(app, { token: preflight ? null : bearerOf(req), ip });
  const requestInfo = {
    requestId,
    ip,
    userAgent: req.headers['user-agent']?.slice(0, 500) ?? '',
    idempotencyKey: idempotencyKeyOf(req),
  };
  return { app, db: app.db, actor, requestInfo };
}

const STATUS: Record<string, number> = {
  UNAUTHENTICATED: 401,
  ADDRESS_REFUSED: 403,
  RATE_LIMITED: 429,
  TOO_LARGE: 413,
  UNAVAILABLE: 503,
};
const statusOf = (code: unknown) => STATUS[String(code)] ?? 500;

function fail({ req, res }: Arrival, status: number, error: GraphQLError): void {
  if (res.headersSent) return void res.end();
  const close = req.complete ? undefined : { connection: 'close' };
  // What Yoga makes headers of is not shown.
  const { http, ...extensions } = error.extensions;
  const { headers } = (http ?? {}) as { headers?: Record<string, string> };
  sendJson(res, status, { errors: [{ ...error.toJSON(), extensions }] }, { ...close, ...headers });
}

/** Forms and plain text are what a page elsewhere could send without asking; JSON is not. */
const isJson = (type: string | undefined) =>
  /^application\/(json|graphql\+json)\b/i.test(type ?? '');

const isStream = ({ req }: Arrival) => !!req.headers.accept?.includes('text/event-stream');

/** Cuts a stream of events off as soon as its reader may no longer have it. */
function watchStream(app: App, { req, res, ip }: Arrival, actor: Actor): void {
  const asking = { token: bearerOf(req), ip };
  res.once('close', watchSession(app, { asking, actor, close: () => res.destroy() }));
}

const acceptsHtml = (arrival: Arrival) =>
  arrival.req.method === 'GET' &&
  !arrival.url.searchParams.has('query') &&
  !!arrival.req.headers.accept?.includes('text/html');

async function sendGraphiql({ req, res }: Arrival): Promise<void> {
  // The page is a large text: it is loaded when somebody looks at it.
  const { graphiqlPage } = await import('./graphiql.ts');
  const { gzipped, etag, headers } = graphiqlPage();
  const known = req.headers['if-none-match'] === etag;
  res.writeHead(known ? 304 : 200, { etag, ...(!known && headers) });
  res.end(known ? undefined : gzipped);
}
