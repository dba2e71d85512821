import type { IncomingMessage } from 'node:http';
import {
  type DefinitionNode,
  type ExecutionArgs,
  GraphQLError,
  type GraphQLFormattedError,
} from 'graphql';
import type { ServerOptions } from 'graphql-ws';
import { type Extra, useServer } from 'graphql-ws/use/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Credentials as Asking, authenticate, countedAs } from '#modules/access/actor.ts';
import { DomainError } from '#core/errors.ts';
import { enterRuntime } from '#core/runtime.ts';
import { asUnavailable } from '#platform/database/unavailable.ts';
import type { App } from '#schema/app.ts';
import type { Context } from '#schema/context.ts';
import { tokenOfRequest } from '#transports/page-session.ts';
import { INTRODUCTION_MS, type Params, tokenOfParams } from './handshake.ts';
import { masked } from './mask.ts';
import { SocketLimits } from './socket-limits.ts';
import type { TrustedDocuments } from './trusted-documents.ts';
import { UnderWay } from './under-way.ts';
import { mayContinue, RECHECK_MS, watchSession } from './socket-session.ts';
import type { Yoga } from './yoga.ts';

/** A socket whose reader leaves more than this unread, in bytes, is dropped. */
const MOST_UNREAD = 4 << 20;

/** Who the request of a socket came from, as the server worked it out. */
interface Origin {
  ip: string;
  requestId: string;
}

/** What is known of an open socket: where it came from, and what it showed of itself. */
interface Known extends Origin {
  asking?: Asking;
  /** By what the limits count whoever opened it. */
  caller?: string;
}
type Options = ServerOptions<Params, Extra>;

/** How long a stop waits for operations under way, in milliseconds. */
const STOP_MS = 10_000;

/** What the server asks of the WebSocket transport. */
export interface SocketTransport {
  /** Goes on with a socket that has said nothing yet. */
  take(open: WebSocket, req: IncomingMessage, from: Origin): void;
  /** Answers what is under way, takes nothing new, and tells every client that it goes away (1001). */
  close(): Promise<void>;
}

/** /graphql over WebSocket: the `graphql-transport-ws` protocol, through the same pipeline. */
export function socketTransport(app: App, yoga: Yoga, trusted: TrustedDocuments): SocketTransport {
  // It upgrades nothing: sockets come to it by `take`.
  const sockets = new WebSocketServer({ noServer: true });
  const taken = new Map<WebSocket, Promise<void>>();
  const origins = new WeakMap<IncomingMessage, Known>();
  const underWay = new UnderWay();
  const served = useServer<Params>(protocol({ app, yoga, trusted, origins, underWay }), sockets);
  const watch = setInterval(() => {
    for (const socket of taken.keys()) if (socket.bufferedAmount > MOST_UNREAD) socket.terminate();
  }, RECHECK_MS);
  watch.unref();

  return {
    take: (open, req, from) => {
      origins.set(req, from);
      // Its messages come from the connection, which was there before it was this gateway's.
      const emit = open.emit.bind(open);
      open.emit = (...event) => enterRuntime(app.runtime, () => emit(...event));
      app.metrics.sockets.inc();
      const closed = new Promise<void>((resolve) => open.once('close', () => resolve()));
      taken.set(open, closed);
      open.once('close', () => {
        taken.delete(open);
        app.metrics.sockets.dec();
      });
      sockets.emit('connection', open, req);
    },
    close: async () => {
      clearInterval(watch);
      await underWay.stop(STOP_MS);
      for (const open of taken.keys()) open.close(1001, 'Going away');
      await Promise.all(taken.values());
      await served.dispose();
    },
  };
}

/** The protocol's hooks: who connects, what an operation is executed with, what an error may say. */
function protocol({ app, yoga, trusted, origins, underWay }: Parts): Options {
  const maskedOn = ({ request }: Extra, error: unknown) =>
    masked({ app, requestId: origins.get(request)?.requestId }, error);
  const shown = (extra: Extra, error: unknown) => withoutHttp(maskedOn(extra, error));
  const held = new SocketLimits();
  const releases = new Map<string, () => void>();
  return {
    connectionInitWaitTimeout: INTRODUCTION_MS,
    execute: (args) => underWay.count(() => (args as unknown as Prepared).run(args)),
    subscribe: (args) => (args as unknown as Prepared).run(args),
    async onConnect({ connectionParams, extra }) {
      const known = origins.get(extra.request);
      if (!known) return false;
      const token = tokenOf(app, connectionParams, extra.request);
      if (token === undefined) return false;
      const asking = { token, ip: known.ip };
      known.asking = asking;
      const actor = await authenticate(app, asking).catch((error: unknown) => {
        const reason = reasonToWait(error);
        if (reason) extra.socket.close(1013, reason);
        return null;
      });
      if (!actor) return false;
      known.caller = countedAs(actor, known.ip);
      const release = held.openSocket(known.caller, actor);
      // Each live operation listens for the end of its socket.
      extra.socket.setMaxListeners(0);
      if (!release) {
        extra.socket.close(1013, 'RATE_LIMITED');
        return false;
      }
      extra.socket.once('close', release);
      const close = () => extra.socket.close(4403, 'Forbidden');
      extra.socket.once('close', watchSession(app, { asking, actor, close }));
      return true;
    },
    onSubscribe: async ({ extra }, id, payload) => {
      try {
        const known = origins.get(extra.request);
        const userAgent = extra.request.headers['user-agent'] ?? '';
        if (!known) return [new DomainError('UNAUTHENTICATED')];
        if (underWay.isStopping) return [new DomainError('UNAVAILABLE')];
        const params = trusted.resolve({ ...payload }) as unknown as typeof payload;
        const prepared = await prepare(app, yoga, known, { ...params, userAgent });
        if (!('isLive' in prepared) || !prepared.isLive) return prepared;
        const release = held.openOperation(known.caller ?? known.ip);
        if (!release) return [new DomainError('RATE_LIMITED')];
        releases.set(`${known.requestId} ${id}`, release);
        extra.socket.once('close', release);
        return prepared;
      } catch (error) {
        // Thrown from here, it would close the socket and every other subscription on it.
        return [error instanceof GraphQLError ? error : maskedOn(extra, error)];
      }
    },
    onComplete: ({ extra }, id) => {
      const name = `${origins.get(extra.request)?.requestId} ${id}`;
      const release = releases.get(name);
      releases.delete(name);
      if (!release) return;
      extra.socket.off('close', release);
      release();
    },
    onError: ({ extra }, _id, _payload, errors) => errors.map((error) => shown(extra, error)),
    onNext: ({ extra }, _id, _payload, _args, result) =>
      result.errors
        ? { ...result, errors: result.errors.map((error) => shown(extra, error)) }
        : undefined,
  } as Options;
}

/** An error as it is sent; what HTTP makes headers of is not shown. */
function withoutHttp(error: GraphQLError): GraphQLFormattedError {
  const { http: _http, ...extensions } = error.extensions;
  return { ...error.toJSON(), extensions };
}

interface Parts {
  app: App;
  yoga: Yoga;
  trusted: TrustedDocuments;
  origins: WeakMap<IncomingMessage, Known>;
  underWay: UnderWay;
}

/** Why the same client is welcome a little later: nobody could be asked, or too much was. */
const reasonToWait = (error: unknown): string | null =>
  asUnavailable(error) ? 'UNAVAILABLE' : codeOfLimit(error);

const codeOfLimit = (error: unknown): string | null =>
  error instanceof DomainError && error.code === 'RATE_LIMITED' ? error.code : null;

interface Prepared extends ExecutionArgs {
  /** Whether it goes on until somebody ends it. */
  isLive: boolean;
  run(args: ExecutionArgs): never;
}

interface Request {
  query: string;
  variables?: Record<string, unknown> | null | undefined;
  operationName?: string | null | undefined;
  extensions?: Record<string, unknown> | null | undefined;
  userAgent: string;
}

async function prepare(app: App, yoga: Yoga, known: Known, requested: Request) {
  const { ip, requestId, asking } = known;
  const actor = await authenticate(app, asking ?? { token: null, ip });
  const { userAgent, extensions } = requested;
  const key = extensions?.idempotencyKey;
  const idempotencyKey = key === undefined ? null : String(key);
  const requestInfo = { requestId, ip, userAgent, idempotencyKey };
  const credentials = asking ?? { token: null, ip };
  const context: Context = {
    app,
    db: app.db,
    actor,
    requestInfo,
    mayContinue: () => mayContinue(app, credentials, actor),
  };
  const enveloped = yoga.getEnveloped({ ...context, params: requested } as never);
  const { schema, parse, validate, execute, subscribe, contextFactory } = enveloped;
  const document = parse(requested.query);
  const errors = validate(schema, document);
  if (errors.length) return errors;
  const streams = document.definitions.some(
    (definition: DefinitionNode) =>
      definition.kind === 'OperationDefinition' &&
      definition.operation === 'subscription' &&
      (!requested.operationName || definition.name?.value === requested.operationName),
  );
  return {
    schema,
    document,
    variableValues: requested.variables,
    operationName: requested.operationName,
    contextValue: await contextFactory(),
    run: streams ? subscribe : execute,
    isLive: streams,
  } as unknown as Prepared;
}

/**
 * `connectionParams.authorization`, as scripts must send it, else the header of the upgrade, else
 * the cookie of a page of a known origin; undefined for that of another page.
 */
function tokenOf(app: App, params: Params, req: IncomingMessage): string | null | undefined {
  const provided = tokenOfParams(params);
  if (provided !== undefined) return provided;
  try {
    return tokenOfRequest(app, req);
  } catch {
    return undefined;
  }
}
