import { httpStatusOf } from '#core/errors/advice.ts';
import type { GraphQLError } from 'graphql';
import type { Actor } from '#core/actor.ts';
import { DomainError } from '#core/errors.ts';
import type { App } from '#schema/app.ts';
import { accepts } from '#transports/compress.ts';
import { sendText } from '#transports/send-text.ts';
import {
  type Arrival,
  type Transport,
  idempotencyKeyOf,
  readBody,
  rehearsalOf,
  sendJson,
} from '#transports/transport.ts';
import { actorOfRequest, sessionCookies, tokenOfRequest } from '#transports/page-session.ts';
import type { OperationContext } from './admission.ts';
import { isMultipart, operationWithFiles } from './multipart-request.ts';
import { limits } from './limits.ts';
import { masked } from './mask.ts';
import { mediaTypeFor } from './media-type.ts';
import { mayContinue, watchSession } from './socket-session.ts';
import { isStream, sendStream } from './stream.ts';
import { textResponse, ThinPath } from './thin.ts';
import type { TrustedDocuments } from './trusted-documents.ts';
import type { Yoga } from './yoga.ts';

/** /graphql over HTTP: queries, mutations, SSE subscriptions, and GraphiQL for browsers. */
export function graphqlTransport(app: App, yoga: Yoga, trusted: TrustedDocuments): Transport {
  const thin = new ThinPath(yoga, trusted);
  return {
    name: 'graphql',
    serves: (path) => path === '/graphql',
    async answer(arrival) {
      const { req, requestId } = arrival;
      if (app.config.graphiql && acceptsHtml(arrival)) return sendGraphiql(arrival);
      // A head is made as its answer is; node leaves the body out.
      if (req.method === 'HEAD') req.method = 'GET';
      const type = req.headers['content-type'];
      if (req.method === 'POST' && !isJson(type) && !isMultipart(type))
        return fail(arrival, 415, new DomainError('BAD_REQUEST', 'Send application/json.'));
      try {
        const hasFiles = req.method === 'POST' && isMultipart(type);
        // Who sends files is known before they are read.
        const sender = hasFiles ? await contextOf(app, arrival) : null;
        const body = sender
          ? await operationWithFiles(sender, arrival)
          : req.method === 'POST'
            ? await readBody(req, limits.bodyBytes)
            : null;
        const context = sender ?? (await contextOf(app, arrival));
        const params = body && thin.read(arrival, body);
        if (params && (await thin.answer(arrival, params, context))) return;
        // What was read is handed on; an empty body would be read again, and never come.
        if (body) Object.assign(req, { body: body.length ? body : ' ' });
        checkAddress(arrival);
        await answerByYoga(yoga, arrival, context, () => watchStream(app, arrival, context.actor));
      } catch (error) {
        const shown = masked({ app, requestId }, error);
        fail(arrival, statusOf(shown.extensions.code), shown);
      }
    },
  };
}

/** The actor and from where, as every resolver receives them. */
async function contextOf(app: App, arrival: Arrival): Promise<OperationContext> {
  const { req, res, ip, requestId, showAllowance, showReplay } = arrival;
  const actor = await actorOfRequest(app, arrival);
  const requestInfo = {
    requestId,
    ip,
    userAgent: req.headers['user-agent']?.slice(0, 500) ?? '',
    idempotencyKey: idempotencyKeyOf(req),
    lastEventId: lastEventIdOf(req),
    ...rehearsalOf(req),
  };
  const cookies = sessionCookies(req, res);
  const credentials = { token: tokenOfRequest(app, req), ip };
  return {
    app,
    db: app.db,
    actor,
    requestInfo,
    cookies,
    mayContinue: () => mayContinue(app, credentials, actor),
    onAllowance: showAllowance,
    onReplay: showReplay,
  };
}

/** The last event that a reader of a stream has, as a browser says when it connects again. */
const lastEventIdOf = ({ headers }: Arrival['req']): string | undefined =>
  headers['last-event-id'] ? String(headers['last-event-id']) : undefined;

/** Yoga's answer: a stream as it comes, any other written as all answers are. */
async function answerByYoga(
  yoga: Yoga,
  arrival: Arrival,
  context: OperationContext,
  watch: () => void,
): Promise<void> {
  const { req, res } = arrival;
  const response = await yoga.handleNodeRequestAndResponse(req, res, context);
  if (isStream(response)) {
    watch();
    return sendStream(response, res);
  }
  const isQuery = req.method === 'GET' && response.status === 200;
  const cachedBy = isQuery ? 'authorization, cookie, accept' : undefined;
  await sendText(arrival, { ...(await textResponse(response)), cachedBy });
}

/** @throws DomainError BAD_REQUEST for an address whose parameters cannot be read */
function checkAddress({ req, url, requestId }: Arrival): void {
  if (req.method !== 'GET') return;
  for (const name of ['variables', 'extensions']) {
    const text = url.searchParams.get(name);
    if (text) parseJson(name, text, requestId);
  }
}

function parseJson(name: string, text: string, requestId: string): void {
  try {
    JSON.parse(text);
  } catch {
    throw new DomainError('BAD_REQUEST', `${name}: is not JSON.`, { field: name, requestId });
  }
}

const statusOf = (code: unknown) => httpStatusOf(code) ?? 500;

function fail({ req, res }: Arrival, status: number, error: GraphQLError): void {
  if (res.headersSent) return void res.end();
  const close = req.complete ? undefined : { connection: 'close' };
  const type = mediaTypeFor(req.headers.accept) ?? 'application/json';
  // What Yoga makes headers of is not shown.
  const { http, ...extensions } = error.extensions;
  const { headers } = (http ?? {}) as { headers?: Record<string, string> };
  const all = { 'content-type': `${type}; charset=utf-8`, ...close, ...headers };
  sendJson(res, status, { errors: [{ ...error.toJSON(), extensions }] }, all);
}

/** Forms and plain text are what a page elsewhere could send without asking; JSON is not. */
const isJson = (type: string | undefined) =>
  /^application\/(json|graphql\+json)\b/i.test(type ?? '');

/** Cuts a stream of events off as soon as its reader may no longer have it. */
function watchStream(app: App, { req, res, ip }: Arrival, actor: Actor): void {
  const asking = { token: tokenOfRequest(app, req), ip };
  res.once('close', watchSession(app, { asking, actor, close: () => res.destroy() }));
}

/** Whatever stands in the address: GraphiQL puts the operation there itself, and is reloaded with it. */
const acceptsHtml = ({ req }: Arrival) =>
  req.method === 'GET' && !!req.headers.accept?.includes('text/html');

async function sendGraphiql({ req, res }: Arrival): Promise<void> {
  // The page is a large text: it is loaded when somebody looks at it.
  const { graphiqlPage } = await import('./graphiql.ts');
  const { plain, gzipped, etag, headers } = graphiqlPage();
  const known = req.headers['if-none-match'] === etag;
  const isGzip = accepts(req, 'gzip');
  const encoding = isGzip && !known ? { 'content-encoding': 'gzip' } : {};
  res.appendHeader('vary', 'accept-encoding');
  res.writeHead(known ? 304 : 200, { etag, ...(!known && headers), ...encoding });
  res.end(known ? undefined : isGzip ? gzipped : plain);
}
