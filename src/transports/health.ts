import { createHash, timingSafeEqual } from 'node:crypto';
import type { GraphQLSchema } from 'graphql';
import { authenticate } from '#modules/access/actor.ts';
import type { App } from '#schema/app.ts';
import { printAnnotated } from '#schema/print.ts';
import { version } from '#core/version.ts';
import { sendText } from './send-text.ts';
import { type Arrival, bearerOf, type Transport, sendJson } from './transport.ts';

/** How long `/health/ready` waits for the database before it says no, in milliseconds. */
const PATIENCE_MS = 2_000;

/**
 * What the gateway shows of itself: /health/live, /health/ready, /schema.graphql, and /metrics where
 * it has no port of its own.
 */
export function healthTransport(app: App, schema: GraphQLSchema, state: StopState): Transport {
  let printed: string | null = null;
  return pagesTransport({
    ...healthPages(app, state),
    ...(app.config.metricsPort ? {} : { '/metrics': metricsPage(app) }),
    '/schema.graphql': async (arrival) => {
      const { introspection } = app.config;
      if (introspection === 'off')
        return sendJson(arrival.res, 404, { error: 'There is nothing at this address.' });
      if (introspection === 'signed-in' && !(await isSignedIn(app, arrival)))
        return sendJson(arrival.res, 401, { error: 'Send a token.' }, CHALLENGE);
      printed ??= printAnnotated(schema);
      const headers = { 'content-type': 'text/plain; charset=utf-8' };
      return sendText(arrival, { status: 200, headers, text: printed, cachedBy: '' });
    },
  });
}

/**
 * /metrics and /health on a port of their own, as METRICS_PORT asks for: a worker has no other one,
 * and what the gateway's port serves need not show them.
 */
export const metricsTransport = (app: App, state: StopState): Transport =>
  pagesTransport({ ...healthPages(app, state), '/metrics': metricsPage(app) });

/** Whether the process is about to end. */
interface StopState {
  readonly isStopping: boolean;
}

type Pages = Record<string, Transport['answer']>;

const pagesTransport = (pages: Pages): Transport => ({
  name: 'other',
  serves: (path) => Object.hasOwn(pages, path),
  answer: (arrival) => pages[arrival.path]?.(arrival),
});

function healthPages(app: App, state: StopState): Pages {
  const ready: Transport['answer'] = async ({ res }) => {
    if (state.isStopping) return sendJson(res, 503, { status: 'stopping' });
    const status = await obstacle(app);
    // Which package and why is for staff: the log, `providerPackages` and `hostgraph doctor` tell.
    const isWhole = app.providers.missing.length === 0;
    const warnings = isWhole ? {} : { warnings: ['A provider package is not loaded.'] };
    const replicas = await app.replicas?.states();
    sendJson(res, status ? 503 : 200, {
      status: status ?? 'ready',
      version,
      ...(replicas && {
        replicas: { inUse: replicas.filter(({ isUsed }) => isUsed).length, of: replicas.length },
      }),
      ...warnings,
    });
  };
  return {
    '/health/live': ({ res }) => sendJson(res, 200, { status: 'live' }),
    '/health': ready,
    '/health/ready': ready,
  };
}

const metricsPage =
  ({ config, metrics }: App): Transport['answer'] =>
  async ({ req, res }) => {
    const { metricsToken } = config;
    if (metricsToken && !isSame(bearerOf(req), metricsToken))
      return sendJson(res, 401, { error: 'Send the METRICS_TOKEN.' }, CHALLENGE);
    const text = await metrics.text();
    res.writeHead(200, { 'content-type': metrics.contentType });
    res.end(text);
  };

const CHALLENGE = { 'www-authenticate': 'Bearer' };

/** Compares secrets in a time that says nothing of where they differ. */
const isSame = (sent: string | null, expected: string): boolean =>
  sent !== null && timingSafeEqual(digestOf(sent), digestOf(expected));

const digestOf = (text: string) => createHash('sha256').update(text).digest();

const isSignedIn = (app: App, { req, ip }: Arrival): Promise<boolean> =>
  authenticate(app, { token: bearerOf(req), ip }).then(
    ({ kind }) => kind !== 'nobody',
    () => false,
  );

/** Why nothing can be answered or changed now; null where it can. */
async function obstacle({ database }: App): Promise<string | null> {
  const late = new Promise<string>((resolve) => {
    setTimeout(() => resolve('database unreachable'), PATIENCE_MS).unref();
  });
  // After a fail-over this may be a standby still.
  const text = `select current_setting('transaction_read_only')::boolean as "isReadOnly"`;
  const requested = database.query<{ isReadOnly: boolean }>({ text, values: [] }).then(
    ([row]) => (row?.isReadOnly ? 'database read-only' : null),
    () => 'database unreachable',
  );
  return Promise.race([requested, late]);
}
