import { type DocumentNode, getOperationAST, type GraphQLFormattedError } from 'graphql';
import { httpStatusOf } from '#core/errors/advice.ts';
import {
  type Arrival,
  type Transport,
  isDryRunAsked,
  readBody,
  rehearsalOf,
  retryAfter,
} from '#transports/transport.ts';
import { accepts } from '#transports/compress.ts';
import type { Pipeline } from '#transports/rapi/call.ts';
import { type CachedAnswer, CachedAnswers } from './cached-answers.ts';
import type { AnyOperation } from './operation.ts';
import { operations } from './operations.ts';
import { ParameterError, Parameters, errorTexts } from './params.ts';
import { mapOf, toJson, type Tree } from './tree.ts';
import { toXml } from './xml.ts';

type Format = 'json' | 'xml';

const table = new Map(Object.entries(operations) as unknown as [string, AnyOperation][]);
const types = { json: 'application/json; charset=utf-8', xml: 'application/xml; charset=utf-8' };
const write = (tree: Tree, format: Format) => (format === 'json' ? toJson(tree) : toXml(tree));

/** The longest request body, in bytes: ids only. */
const BODY_BYTES = 256 << 10;

/** What the transport needs to know of a session beyond the pipeline. */
export interface LogicboxesPipeline<Session> extends Pipeline<Session> {
  /** The reseller a session's key belongs to; null for other keys. */
  resellerOf(session: Session): number | null;
  /**
   * What `read` gives, or gave the same key a moment ago: a change of a price list is answered
   * only once nobody believes in an older one. The operation is counted either way.
   */
  cachedRead(
    session: Session,
    document: DocumentNode,
    key: string,
    read: () => Promise<string>,
  ): Promise<string>;
}

/** GET|POST /api/<section>/<operation>.<json|xml>: the reseller platform's own HTTP API. */
export function logicboxesTransport<Session>(pipeline: LogicboxesPipeline<Session>): Transport {
  const stored = new CachedAnswers();
  return {
    name: 'logicboxes',
    serves: (path) => path.startsWith('/api/'),
    async answer(arrival) {
      const [, name = '', format] =
        /^\/api\/([a-z]+\/[a-z-]+)\.(json|xml)$/.exec(arrival.path) ?? [];
      const operation = table.get(name);
      if (!operation || !format) return send(arrival, 404, 'text/plain', 'Not Found');
      try {
        await serve({ pipeline, stored }, arrival, operation, format as Format);
      } catch (error) {
        fail(arrival, format as Format, error, pipeline);
      }
    },
  };
}

async function serve<Session>(
  { pipeline, stored }: { pipeline: LogicboxesPipeline<Session>; stored: CachedAnswers },
  arrival: Arrival,
  operation: AnyOperation,
  format: Format,
): Promise<void> {
  const params = await parametersOf(arrival);
  const session = await sessionOf(pipeline, arrival, params);
  const variables = countingRefused(pipeline, session, operation, () => {
    if (operation.method === 'POST' && arrival.req.method !== 'POST')
      throw new ParameterError('This operation must be called by POST.');
    return operation.variables(params);
  });
  const execute = async (provided: Record<string, unknown>) => {
    const result = await pipeline.execute(session, operation.operation, provided);
    if (result.errors?.[0]) throw result.errors[0];
    return result;
  };
  const run = async (provided: Record<string, unknown>) => (await execute(provided)).data;
  if (!operation.version) {
    const { data, extensions } = await execute(variables);
    const tree = withEffects(operation.present(data, params), extensions);
    return send(arrival, 200, types[format], write(tree, format));
  }
  const { version: versionOf } = operation;
  const key = `${arrival.path} ${JSON.stringify(variables)}`;
  const current = await pipeline.cachedRead(session, operation.operation, key, async () =>
    versionOf(await run({ ...variables, whole: false })),
  );
  const version = `${format} ${current}`;
  const known = stored.get(version);
  if (known) return sendCached(arrival, format, known);
  const data = await run(variables);
  // The list may have changed between the two reads: what was read is kept under its own version.
  const read = `${format} ${versionOf(data)}`;
  sendCached(arrival, format, stored.store(read, write(operation.present(data, params), format)));
}

/** Counts a call whose parameters are refused. @throws ParameterError */
function countingRefused<Session, Variables>(
  pipeline: LogicboxesPipeline<Session>,
  session: Session,
  { operation }: AnyOperation,
  read: () => Variables,
): Variables {
  try {
    return read();
  } catch (error) {
    const name = getOperationAST(operation)?.name?.value ?? null;
    if (error instanceof ParameterError) pipeline.countRefused(session, name, 'BAD_INPUT');
    throw error;
  }
}

/** What a dry run found stands beside the answer, as JSON text. */
function withEffects(tree: Tree, { dryRun, effects, plan }: Record<string, unknown> = {}): Tree {
  if (!dryRun || !(tree instanceof Map)) return tree;
  return tree.set('dryrun', JSON.stringify({ effects, plan }));
}

async function parametersOf({ req, url }: Arrival): Promise<Parameters> {
  const body = req.method === 'POST' ? await readBody(req, BODY_BYTES) : Buffer.alloc(0);
  return new Parameters(url.searchParams, new URLSearchParams(body.toString('utf8')));
}

/** `auth-userid` with `api-key`, or `auth-password` as older programs call it. */
async function sessionOf<Session>(
  pipeline: LogicboxesPipeline<Session>,
  { req, ip, requestId, showAllowance, showReplay }: Arrival,
  params: Parameters,
): Promise<Session> {
  const userId = params.optionalId('auth-userid');
  const token = params.text('api-key') ?? params.text('auth-password');
  if (userId === null || !token) throw new ParameterError(errorTexts.unauthenticated);
  const userAgent = req.headers['user-agent']?.slice(0, 500) ?? '';
  const { isDryRun, plan } = rehearsalOf(req);
  const session = await pipeline.session({
    token,
    ip,
    requestId,
    userAgent,
    idempotencyKey: null,
    isDryRun: isDryRun || isDryRunAsked('dry-run', params.text('dry-run')),
    plan: plan ?? params.text('plan'),
    onAllowance: showAllowance,
    onReplay: showReplay,
  });
  if (pipeline.resellerOf(session) !== userId) throw new ParameterError(errorTexts.denied);
  return session;
}

/**
 * HTTP 500 with `status` and `message`: what strict and lenient programs both understand. Whoever
 * only has to wait learns so by the status of its own, and how long.
 */
function fail<Session>(
  arrival: Arrival,
  format: Format,
  error: unknown,
  pipeline: LogicboxesPipeline<Session>,
): void {
  if (error instanceof ParameterError) return sendError(arrival, format, error.message);
  const { message, extensions }: GraphQLFormattedError = pipeline.shown(error, arrival.requestId);
  const code = extensions?.code;
  if (code === 'ADDRESS_REFUSED')
    return send(arrival, 403, 'text/html; charset=utf-8', '<h1>403 Forbidden</h1>\n');
  const denied = code === 'UNAUTHENTICATED' || code === 'FORBIDDEN';
  const internal = code === 'INTERNAL_SERVER_ERROR';
  const text = denied ? errorTexts.denied : internal ? errorTexts.unexpected : message;
  const waits = code === 'RATE_LIMITED' || code === 'UNAVAILABLE';
  sendError(arrival, format, text, waits ? httpStatusOf(code) : 500, retryAfter(extensions));
}

const sendError = (
  arrival: Arrival,
  format: Format,
  message: string,
  status = 500,
  more: Record<string, string> = {},
) => send(arrival, status, types[format], write(mapOf({ status: 'ERROR', message }), format), more);

function send(
  { req, res }: Arrival,
  status: number,
  type: string,
  text: string,
  more: Record<string, string> = {},
): void {
  const bytes = Buffer.from(text);
  const close = req.complete ? undefined : { connection: 'close' };
  const headers = { 'content-type': type, 'content-length': bytes.length, ...more, ...close };
  res.writeHead(status, { ...headers, 'cache-control': 'no-store' });
  res.end(bytes);
}

function sendCached({ req, res }: Arrival, format: Format, answer: CachedAnswer): void {
  const { etag, plain, gzipped } = answer;
  const shared = { etag, vary: 'accept-encoding', 'cache-control': 'private, no-cache' };
  if (req.headers['if-none-match'] === etag) return void res.writeHead(304, shared).end();
  const zip = accepts(req, 'gzip');
  const bytes = zip ? gzipped : plain;
  const encoding = zip ? { 'content-encoding': 'gzip' } : undefined;
  res.writeHead(200, {
    ...shared,
    ...encoding,
    'content-type': types[format],
    'content-length': bytes.length,
  });
  res.end(bytes);
}
