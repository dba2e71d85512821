import type { IncomingMessage, ServerResponse } from 'node:http';
import { WebSocket } from 'ws';
import { DomainError } from '#core/errors.ts';
import { httpStatusOf } from '#core/errors/advice.ts';
import { enterRuntime } from '#core/runtime.ts';
import { sandboxOfToken } from '#core/sandbox.ts';
import type { Handlers } from '#port.ts';
import { asUnavailable } from '#platform/database/unavailable.ts';
import type { App } from '#schema/app.ts';
import { openHandshakes, tokenOfParams } from '#transports/graphql/handshake.ts';
import { sendJson } from '#transports/transport.ts';
import type { SandboxHost } from './host.ts';
import { sandboxOfRequest } from './sandbox-of-request.ts';

/** What answers for a gateway, until it is closed. */
export interface Answering extends Pick<Handlers, 'request'> {
  /** Goes on with a socket that has introduced itself. */
  socket(open: WebSocket, req: IncomingMessage): void;
  close(): Promise<void>;
}

/** Answers for a company and its sandboxes. */
interface Routes extends Handlers {
  /** Takes no more sockets. */
  close(): void;
}

/** Hands what is for a sandbox to that, and everything else to the company's own gateway. */
export function routed(
  company: App,
  host: SandboxHost,
  own: Answering,
  answering: (app: App) => Answering,
): Routes {
  const known = new WeakMap<App, Answering>();
  const enter = async (handle: string) => {
    const { app, onClose, leave } = await enterRuntime(company.runtime, () => host.enter(handle));
    const answers = known.get(app) ?? answering(app);
    if (!known.has(app)) onClose(answers.close);
    known.set(app, answers);
    return { answers, leave };
  };
  const request = async (handle: string | null, req: IncomingMessage, res: ServerResponse) => {
    if (handle === null) return own.request(req, res);
    const { answers, leave } = await enter(handle);
    res.once('close', leave);
    answers.request(req, res);
  };
  const sockets = openHandshakes(async ({ open, req, params }) => {
    const token = tokenOfParams(params);
    const handle =
      token === undefined ? await sandboxOfRequest(req) : token && sandboxOfToken(token);
    if (!handle) return () => own.socket(open, req);
    try {
      const { answers, leave } = await enter(handle);
      if (open.readyState === WebSocket.OPEN) open.once('close', leave);
      else leave();
      return () => answers.socket(open, req);
    } catch (error) {
      close(company, error, open);
      return null;
    }
  });
  return {
    request: (req, res) => {
      const handle = sandboxOfRequest(req);
      if (handle === null) return own.request(req, res);
      Promise.resolve(handle)
        .then((found) => request(found, req, res))
        .catch((error: unknown) => refuse(company, error, req, res));
    },
    upgrade: (req, socket, head) => {
      if (req.url?.startsWith('/graphql')) sockets.upgrade(req, socket, head);
      else socket.destroy();
    },
    close: sockets.close,
  };
}

/** Why a sandbox cannot be asked, as an error that may be shown. */
function shownError({ log }: App, error: unknown): DomainError {
  const known = error instanceof DomainError ? error : asUnavailable(error);
  if (!known) log.error({ err: error }, 'A sandbox could not be opened.');
  return known instanceof DomainError ? known : new DomainError('SANDBOX_NOT_READY');
}

/** Closes a socket to a sandbox that cannot be asked, with the codes of one whose key is wrong. */
function close(app: App, error: unknown, open: WebSocket): void {
  const { code } = shownError(app, error);
  if (code === 'SANDBOX_NOT_FOUND') open.close(4403, 'Forbidden');
  else open.close(1013, code);
}

/** Answers for a sandbox that cannot be asked, in the manner of the transport. */
function refuse(app: App, error: unknown, req: IncomingMessage, res: ServerResponse): void {
  const { message, code, extensions } = shownError(app, error);
  const isGraph = /^\/(graphql|files|mcp)/.test(req.url ?? '');
  const body = isGraph ? { errors: [{ message, extensions }] } : { result: 'error', message, code };
  sendJson(res, httpStatusOf(code) ?? 500, body);
}
