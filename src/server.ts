import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { clientAddress } from '#core/address.ts';
import { httpRequests } from '#platform/metrics.ts';
import { schema } from '#modules/schema.ts';
import type { App } from '#schema/app.ts';
import { Arrival, type Transport, sendJson } from '#transports/transport.ts';
import { filesTransport } from '#transports/files/transport.ts';
import { graphqlTransport } from '#transports/graphql/transport.ts';
import { socketTransport } from '#transports/graphql/websocket.ts';
import { makeYoga } from '#transports/graphql/yoga.ts';
import { healthTransport } from '#transports/health.ts';
import { logicboxesTransport } from '#transports/logicboxes/transport.ts';
import { rapiTransport } from '#transports/rapi/transport.ts';
import { webhooksTransport } from '#transports/webhooks/transport.ts';
import { makePipeline } from './pipeline.ts';

/** The listening server. */
export interface RunningServer {
  /** `http://127.0.0.1:4000`: where it listens. */
  url: string;
  /** Answers what is being asked, tells the sockets, takes nothing new. */
  stop(): Promise<void>;
}

/** Opens every transport on one HTTP server. */
export async function startServer(app: App): Promise<RunningServer> {
  const yoga = makeYoga(app, schema);
  const sockets = socketTransport(app, yoga);
  const pipeline = makePipeline(app, yoga);
  const transports: Transport[] = [
    graphqlTransport(app, yoga),
    rapiTransport(pipeline),
    logicboxesTransport(pipeline),
    filesTransport(app),
    webhooksTransport(app),
    healthTransport(app, schema),
  ];
  // Idle connections outlive those of the usual load balancer, so that it never meets a closed one.
  const keepAliveTimeout = 65_000;
  const server = createServer({
    maxHeaderSize: 32 << 10,
    requestTimeout: 60_000,
    keepAliveTimeout,
  });
  const arrive = arrivals(app);
  server.on('request', (req, res) => void dispatch(app, transports, arrive(req, res)));
  server.on('upgrade', (req, socket, head) => {
    if (!req.url?.startsWith('/graphql')) return void socket.destroy();
    sockets.upgrade(req, socket, head, { ip: addressOf(app, req), requestId: requestIdOf(req) });
  });
  const url = await listen(server, app);
  return {
    url,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      await sockets.close();
      const force = setTimeout(() => server.closeAllConnections(), 10_000);
      await closed;
      clearTimeout(force);
    },
  };
}

function listen(server: Server, { config: { port, host } }: App): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const { port: bound } = server.address() as AddressInfo;
      resolve(`http://${host.includes(':') ? `[${host}]` : host}:${bound}`);
    });
  });
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

const arrivals = (app: App) => (req: IncomingMessage, res: ServerResponse) => {
  const requestId = requestIdOf(req);
  res.setHeader('x-request-id', requestId);
  res.setHeader('x-content-type-options', 'nosniff');
  return new Arrival(req, res, { ip: addressOf(app, req), requestId });
};

async function dispatch(
  app: App,
  transports: readonly Transport[],
  arrival: Arrival,
): Promise<void> {
  const { req, res, path, requestId } = arrival;
  const transport = transports.find((candidate) => candidate.serves(path));
  const timer = httpRequests.startTimer({
    transport: transport?.name ?? 'other',
    method: req.method ?? '',
  });
  res.once('close', () => timer({ status: res.statusCode }));
  if (!transport) return sendJson(res, 404, { error: 'There is nothing at this address.' });
  try {
    await transport.answer(arrival);
  } catch (err) {
    app.log.error({ requestId, err }, 'A transport failed.');
    if (res.headersSent) res.destroy();
    else sendJson(res, 500, { error: 'Something went wrong here.', requestId });
  }
}
