import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { handleProtocols } from 'graphql-ws';
import { type RawData, WebSocket, WebSocketServer } from 'ws';
import { limits } from './limits.ts';

/** How long a socket may take to introduce itself, in milliseconds. */
export const INTRODUCTION_MS = 5_000;

/** `connectionParams`: what a client says of itself before it asks for anything. */
export type Params = Record<string, unknown> | undefined;

/**
 * Finds out who goes on with a socket, which does so when the outcome is called. Null where the
 * socket was closed instead.
 */
export type ChooseGateway = (introduced: {
  open: WebSocket;
  req: IncomingMessage;
  params: Params;
}) => Promise<(() => void) | null>;

/** Sockets up to their first message, which says whom they are for. */
export interface Handshakes {
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Tells those that have said nothing yet that the gateway goes away (1001). */
  close(): void;
}

/** Upgrades to WebSocket, and hands each socket over when it has introduced itself. */
export function openHandshakes(choose: ChooseGateway): Handshakes {
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: limits.bodyBytes,
    handleProtocols,
  });
  const waiting = new Set<WebSocket>();
  let isClosed = false;

  const handOver = async (open: WebSocket, req: IncomingMessage, params: Params) => {
    const goOn = await choose({ open, req, params });
    if (isClosed) goAway(open);
    else if (open.readyState === WebSocket.OPEN) goOn?.();
  };
  const introduce = (open: WebSocket, req: IncomingMessage) => {
    const held: [data: RawData, isBinary: boolean][] = [];
    const timer = setTimeout(
      () => open.close(4408, 'Connection initialisation timeout'),
      INTRODUCTION_MS,
    );
    const end = () => {
      clearTimeout(timer);
      waiting.delete(open);
    };
    const hold = async (data: RawData, isBinary: boolean) => {
      held.push([data, isBinary]);
      if (held.length > 1) return;
      end();
      // What came in one piece with the first message is held, the rest not read yet.
      open.pause();
      await handOver(open, req, paramsOf(data));
      open.off('message', onMessage);
      for (const message of held) open.emit('message', ...message);
      open.resume();
    };
    const onMessage = (data: RawData, isBinary: boolean) => void hold(data, isBinary);
    waiting.add(open);
    open.on('message', onMessage);
    open.once('close', end);
  };
  return {
    upgrade: (req, socket, head) =>
      sockets.handleUpgrade(req, socket, head, (open) => {
        // The socket closes itself with a code that says what was wrong.
        open.on('error', () => {});
        if (isClosed) goAway(open);
        else if (open.protocol) introduce(open, req);
        // Whoever speaks no protocol is told so by the code of the one there is.
        else void handOver(open, req, undefined);
      }),
    close: () => {
      isClosed = true;
      for (const open of waiting) goAway(open);
    },
  };
}

const goAway = (open: WebSocket) => open.close(1001, 'Going away');

/** The parameters of a message that introduces a client; of any other there are none. */
function paramsOf(data: RawData): Params {
  try {
    const message = JSON.parse(String(data)) as { type?: unknown; payload?: unknown } | null;
    const isOne = message?.type === 'connection_init' && typeof message.payload === 'object';
    return isOne ? ((message.payload ?? undefined) as Params) : undefined;
  } catch {
    return undefined;
  }
}

/** The token that a client introduces itself with, null for none; undefined where it does not say. */
export function tokenOfParams(params: Params): string | null | undefined {
  const provided = params?.authorization ?? params?.Authorization ?? params?.token;
  return typeof provided === 'string' ? provided.replace(/^Bearer +/i, '') || null : undefined;
}
