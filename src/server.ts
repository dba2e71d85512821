import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { clientAddress } from '#core/addresses/ip-address.ts';
import { enterRuntime } from '#core/runtime.ts';
import { stopTimes } from '#platform/stop-times.ts';
import { continueTrace, startSpan } from '#core/tracing.ts';
import { schema } from '#modules/schema.ts';
import type { App } from '#schema/app.ts';
import { Arrival, type Transport, sendJson } from '#transports/transport.ts';
import { allowOrigin, answerPreflight } from '#transports/cors.ts';
import { docsTransport } from '#transports/docs/site.ts';
import { filesTransport } from '#transports/files/transport.ts';
import { graphqlTransport } from '#transports/graphql/transport.ts';
import { socketTransport } from '#transports/graphql/websocket.ts';
import { readManifest, TrustedDocuments } from '#transports/graphql/trusted-documents.ts';
import { makeYoga } from '#transports/graphql/yoga.ts';
import { healthTransport } from '#transports/health.ts';
import { mcpTransport } from '#transports/mcp/transport.ts';
import { logicboxesTransport } from '#transports/logicboxes/transport.ts';
import { migrateTransport } from '#transports/migrate/transport.ts';
import { rapiTransport } from '#transports/rapi/transport.ts';
import { webhooksTransport } from '#transports/webhooks/transport.ts';
import { whmcsTransport } from '#transports/whmcs/transport.ts';
import { openShadow } from '#transports/shadow/shadow.ts';
import { describeOperation, makePipeline } from './pipeline.ts';
import { openPort, type Port } from './port.ts';
import { hostSandboxes } from '#sandbox/host.ts';
import { type Answering, routed } from '#sandbox/route.ts';
import { shadowAccess } from './shadow-access.ts';
import { storedDocuments } from './stored-documents.ts';

/** The listening server. */
export interface RunningServer {
  /** `http://127.0.0.1:4000`: where it listens. */
  url: string;
  /** Answers what is being asked, tells the sockets, takes nothing new. */
  stop(): Promise<void>;
}

/** Opens every transport on one HTTP server, which may listen already. */
export const startServer = (app: App, opened?: Port): Promise<RunningServer> =>
  enterRuntime(app.runtime, () => serve(app, opened));

async function serve(app: App, opened?: Port): Promise<RunningServer> {
  const port = opened ?? (await openPort(app.config));
  const { server, url } = port;
  const state = { isStopping: false };
  const own = answering(app, state);
  const routes = routed(app, hostSandboxes(app), own, (sandbox) => answering(sandbox, state));
  port.serve(routes);
  return {
    url,
    stop: async () => {
      // Load balancers see it turn away, and whoever asks meanwhile is answered and let go.
      state.isStopping = true;
      await sleep(app.config.drainSeconds * 1_000);
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      routes.close();
      await Promise.all([own.close(), hostSandboxes(app).closeAll()]);
      // Streams that ended just now leave connections that nobody will ask anything on.
      const idle = setInterval(() => server.closeIdleConnections(), 50);
      const force = setTimeout(() => server.closeAllConnections(), stopTimes.requests);
      await closed;
      clearInterval(idle);
      clearTimeout(force);
    },
  };
}

/** Opens every transport of a gateway. */
function answering(app: App, state: { isStopping: boolean }): Answering {
  const documents = manifestOf(app);
  const trusted = new TrustedDocuments(app.config.trustedDocuments, documents);
  const yoga = makeYoga(app, schema, trusted);
  const sockets = socketTransport(app, yoga, trusted);
  const pipeline = makePipeline(app, yoga);
  const upstream = app.config.shadow;
  const shadow = upstream && openShadow(pipeline, shadowAccess(app), upstream);
  const transports: Transport[] = [
    graphqlTransport(app, yoga, trusted),
    migrateTransport(pipeline, describeOperation(schema), app.config.publicUrl),
    rapiTransport(pipeline, shadow),
    whmcsTransport(pipeline, app.config.apiAccessKey),
    logicboxesTransport(pipeline),
    filesTransport(app),
    webhooksTransport(app),
    ...(app.config.docs ? [docsTransport()] : []),
    ...mcpTransports(app, pipeline, documents),
    healthTransport(app, schema, state),
  ];
  const arrive = arrivals(app, state);
  return {
    request: (req, res) =>
      void enterRuntime(app.runtime, () => dispatch(app, transports, arrive(req, res))),
    socket: (open, req) => {
      const from = { ip: addressOf(app, req), requestId: requestIdOf(req) };
      enterRuntime(app.runtime, () => sockets.take(open, req, from));
    },
    close: async () => {
      app.outbox.closeSubscribers();
      await sockets.close();
      await shadow?.close();
    },
  };
}

/** What clients may name: the legacy transports' stored operations, and the manifests. */
function manifestOf({ config }: App): Map<string, string> {
  const manifests = config.documentManifests.flatMap((path) => [...readManifest(path)]);
  return new Map([...storedDocuments(), ...manifests]);
}

/** Assistants: over what clients may name, unless the operator has closed it. */
function mcpTransports(
  { config }: App,
  pipeline: ReturnType<typeof makePipeline>,
  documents: ReadonlyMap<string, string>,
): Transport[] {
  if (config.mcp === 'off') return [];
  const allowsChanges = config.mcp === 'plan';
  return [mcpTransport(pipeline, schema, documents.values(), { allowsChanges })];
}

/** The addresses of connections that came with no word of a proxy. */
const addresses = new WeakMap<Socket, string>();

function addressOf({ config }: App, { socket, headers }: IncomingMessage): string {
  const forwarded = headers['x-forwarded-for'] as string | undefined;
  const known = forwarded === undefined && addresses.get(socket);
  if (known) return known;
  const address = clientAddress(socket.remoteAddress ?? '', forwarded, config.trustProxy);
  if (forwarded === undefined) addresses.set(socket, address);
  return address;
}

/** The caller's own request id where it is well-formed, else a new one. */
function requestIdOf({ headers }: IncomingMessage): string {
  const provided = headers['x-request-id'];
  return typeof provided === 'string' && /^[A-Za-z0-9-]{1,64}$/.test(provided)
    ? provided
    : randomUUID();
}

const arrivals =
  (app: App, state: { isStopping: boolean }) => (req: IncomingMessage, res: ServerResponse) => {
    const requestId = requestIdOf(req);
    res.setHeader('x-request-id', requestId);
    res.setHeader('x-content-type-options', 'nosniff');
    allowOrigin(app, req, res);
    if (state.isStopping) res.setHeader('connection', 'close');
    return new Arrival(req, res, { ip: addressOf(app, req), requestId });
  };

/** The span of a request, in the trace that its `traceparent` names. */
const requestSpan = ({ req, path, ip, requestId }: Arrival, { name }: Transport) =>
  continueTrace(req.headers, () =>
    startSpan(() => ({
      name: `${req.method} ${name}`,
      kind: 'SERVER',
      isRoot: true,
      attributes: {
        'http.request.method': req.method ?? '',
        'url.path': path,
        'client.address': ip,
        'hostgraph.request_id': requestId,
      },
    })),
  );

async function dispatch(
  app: App,
  transports: readonly Transport[],
  arrival: Arrival,
): Promise<void> {
  const { req, res, path, requestId } = arrival;
  const transport = transports.find((candidate) => candidate.serves(path));
  const timer = app.metrics.httpRequests.startTimer({
    transport: transport?.name ?? 'other',
    method: req.method ?? '',
  });
  const span = transport && transport.name !== 'other' ? requestSpan(arrival, transport) : null;
  res.once('close', () => {
    timer({ status: res.statusCode });
    span?.set({ 'http.response.status_code': res.statusCode });
    if (res.statusCode >= 500) span?.fail();
    span?.end();
  });
  if (answerPreflight(req, res)) return;
  if (!transport) return sendJson(res, 404, { error: 'There is nothing at this address.' });
  try {
    await (span ? span.enter(() => transport.answer(arrival)) : transport.answer(arrival));
  } catch (err) {
    app.log.error({ requestId, err }, 'A transport failed.');
    if (res.headersSent) res.destroy();
    else sendJson(res, 500, { error: 'Something went wrong here.', requestId });
  }
}
