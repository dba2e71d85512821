import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A directory on 127.0.0.1. */
export interface Program {
  port: number;
  /** What was asked for, in order. */
  requested: string[];
  /** The most requests that were open at the same time. */
  most(): number;
  close(): Promise<void>;
}

async function start(server: Server, requested: string[], most: () => number): Promise<Program> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    for (const socket of sockets) socket.destroy();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { port: (server.address() as AddressInfo).port, requested, most, close };
}

/** A WHOIS server: one line in, text out, then the line is closed. */
export function whoisProgram(
  answer: (query: string, socket: Socket) => string | null | Promise<string>,
): Promise<Program> {
  const requested: string[] = [];
  let open = 0;
  let most = 0;
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    let line = '';
    socket.on('data', async (chunk: Buffer) => {
      line += chunk.toString('latin1');
      if (!line.endsWith('\r\n')) return;
      requested.push(line.trimEnd());
      open += 1;
      most = Math.max(most, open);
      const text = await answer(line.trimEnd(), socket);
      open -= 1;
      if (text !== null) socket.end(text);
    });
  });
  return start(server, requested, () => most);
}

/** An RDAP server. */
export function rdapProgram(answer: RequestListener): Promise<Program> {
  const requested: string[] = [];
  const server = createHttpServer((request, response) => {
    requested.push(request.url ?? '');
    response.setHeader('content-type', 'application/rdap+json');
    answer(request, response);
  });
  return start(server, requested, () => 0);
}
