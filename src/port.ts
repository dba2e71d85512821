import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Config } from './config.ts';
import { StartRefused } from '#core/start-refused.ts';

/** Answers what arrives once the gateway can. */
export interface Handlers {
  request(req: IncomingMessage, res: ServerResponse): void;
  upgrade(req: IncomingMessage, socket: Socket, head: Buffer): void;
}

/** The port, taken before anything else is begun: a gateway that cannot serve takes no work. */
export interface Port {
  server: Server;
  /** `http://127.0.0.1:4000`: where it listens. */
  url: string;
  /** Hands over what waits and all that comes. */
  serve(handlers: Handlers): void;
}

/**
 * Listens. Until `serve` is called, `/health/live` says live, `/health/ready` says 503 starting, and
 * everything else waits for its answer.
 * @throws StartRefused where the address cannot be listened on
 */
export async function openPort({ port, host }: Pick<Config, 'port' | 'host'>): Promise<Port> {
  const waiting: (() => void)[] = [];
  let handlers: Handlers | null = null;
  const server = createServer({
    maxHeaderSize: 32 << 10,
    requestTimeout: 60_000,
    // Idle connections outlive those of the usual load balancer, so that it never meets a closed one.
    keepAliveTimeout: 65_000,
  });
  const once = (go: (by: Handlers) => void) =>
    handlers ? go(handlers) : void waiting.push(() => go(handlers!));
  server.on('request', (req, res) => {
    if (handlers || !sendStarting(req, res)) once((by) => by.request(req, res));
  });
  server.on('upgrade', (req, socket: Socket, head) => once((by) => by.upgrade(req, socket, head)));
  return {
    server,
    url: await listen(server, port, host),
    serve: (ready) => {
      handlers = ready;
      for (const go of waiting.splice(0)) go();
    },
  };
}

/** Says how far the start is, where that is asked. */
function sendStarting({ url }: IncomingMessage, res: ServerResponse): boolean {
  const status = { '/health/live': 200, '/health/ready': 503, '/health': 503 }[url ?? ''];
  if (!status) return false;
  res.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  res.end(JSON.stringify({ status: status === 200 ? 'live' : 'starting' }));
  return true;
}

const REASONS: Record<string, string> = {
  EADDRINUSE: 'something else listens there',
  EADDRNOTAVAIL: 'HOST is no address of this machine',
  ENOTFOUND: 'HOST is not known',
  EACCES: 'ports below 1024 need a right this user lacks',
};

function listen(server: Server, port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', ({ code = '', message }: NodeJS.ErrnoException) => {
      const reason = REASONS[code] ?? message;
      reject(new StartRefused(`Cannot listen on ${host} port ${port} (${code}): ${reason}.`));
    });
    server.listen(port, host, () => {
      const { port: bound } = server.address() as AddressInfo;
      resolve(`http://${host.includes(':') ? `[${host}]` : host}:${bound}`);
    });
  });
}
