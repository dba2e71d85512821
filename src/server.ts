import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { clientAddress } from '#core/address.ts';
import { httpRequests } from '#platform/metrics.ts';
import { schema } from '#modules/schema.ts';
import type { App } from '#schema/app.ts';
import { Arrival, type Door, sendJson } from '#transports/door.ts';
import { filesDoor } from '#transports/files/door.ts';
import { graphqlDoor } from '#transports/graphql/door.ts';
import { socketDoor } from '#transports/graphql/websocket.ts';
import { makeYoga } from '#transports/graphql/yoga.ts';
import { houseDoor } from '#transports/house.ts';
import { logicboxesDoor } from '#transports/logicboxes/door.ts';
import { rapiDoor } from '#transports/rapi/door.ts';
import { webhooksDoor } from '#transports/webhooks/door.ts';
import { makePipeline } from './pipeline.ts';

/** The listening server. */
export interface RunningServer {
  /** `http://127.0.0.1:4000`: where it listens. */
  url: string;
  /** Answers what is being asked, tells the sockets, takes nothing new. */
  stop(): Promise<void>;
}

/** Opens every door on one HTTP server. */
export async function startServer(app: App): Promise<RunningServer> {
  const yoga = makeYoga(app, schema);
  const sockets = socketDoor(app, yoga);
  const pipeline = makePipeline(app, yoga);
  const doors: Door[] = [
    graphqlDoor(app, yoga),
    rapiDoor(pipeline),
    logicboxesDoor(pipeline),
    filesDoor(app),
    webhooksDoor(app),
    houseDoor(app, schema),
  ];
  // Idle connections outlive those of the usual load balancer, so that it never meets a closed one.
  const keepAliveTimeout = 65_000;
  const server = createServer({
    maxHeaderSize: 32 << 10,
    requestTimeout: 60_000,
    keepAliveTimeout,
  });
  const arrive = arrivals(app);
  server.on('request', (req, res) => void dispatch(app, doors, arrive(req, res)));
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
  const given = headers['x-request-id'];
  return typeof given === 'string' && /^[A-Za-z0-9-]{1,64}$/.test(given) ? given : randomUUID();
}

const arrivals = (app: App) => (req: IncomingMessage, res: ServerResponse) => {
  const requestId = requestIdOf(req);
  res.setHeader('x-request-id', requestId);
  res.setHeader('x-content-type-options', 'nosniff');
  return new Arrival(req, res, { ip: addressOf(app, req), requestId });
};

async function dispatch(app: App, doors: readonly Door[], arrival: Arrival): Promise<void> {
  const { req, res, path, requestId } = arrival;
  const door = doors.find((candidate) => candidate.serves(path));
  const timer = httpRequests.startTimer({ door: door?.name ?? 'other', method: req.method ?? '' });
  res.once('close', () => timer({ status: res.statusCode }));
  if (!door) return sendJson(res, 404, { error: 'There is nothing at this address.' });
  try {
    await door.answer(arrival);
  } catch (err) {
    app.log.error({ requestId, err }, 'A door failed.');
    if (res.headersSent) res.destroy();
    else sendJson(res, 500, { error: 'Something went wrong here.', requestId });
  }
}
