import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type DefinitionNode, type ExecutionArgs, GraphQLError } from 'graphql';
import type { ServerOptions } from 'graphql-ws';
import { type Extra, useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { type Credentials as Asking, authenticate } from '#modules/access/actor.ts';
import { DomainError } from '#core/errors.ts';
import type { App } from '#schema/app.ts';
import type { Context } from '#schema/context.ts';
import { limits } from './limits.ts';
import { masked } from './mask.ts';
import { RECHECK_MS, watchSession } from './socket-session.ts';
import type { Yoga } from './yoga.ts';

/** A socket whose reader leaves more than this unread, in bytes, is dropped. */
const MOST_UNREAD = 4 << 20;

/** Who an upgrade request came from, as the server worked it out. */
export interface Upgrade {
  ip: string;
  requestId: string;
}

/** What is known of an open socket: where it came from, and what it showed of itself. */
interface Known extends Upgrade {
  asking?: Asking;
}
type Params = Record<string, unknown> | undefined;
type Options = ServerOptions<Params, Extra>;

/** What the server asks of the WebSocket transport. */
export interface SocketTransport {
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer, from: Upgrade): void;
  /** Tells every client that this server goes away (1001), and waits until they are gone. */
  close(): Promise<void>;
}

/** /graphql over WebSocket: the `graphql-transport-ws` protocol, through the same pipeline. */
export function socketTransport(app: App, yoga: Yoga): SocketTransport {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: limits.bodyBytes,
    handleProtocols: (offered) => offered.has('graphql-transport-ws') && 'graphql-transport-ws',
  });
  const origins = new WeakMap<IncomingMessage, Known>();
  const served = useServer<Params>(protocol(app, yoga, origins), sockets);
  const watch = setInterval(() => {
    for (const socket of sockets.clients)
      if (socket.bufferedAmount > MOST_UNREAD) socket.terminate();
  }, RECHECK_MS);
  watch.unref();

  return {
    upgrade: (req, socket, head, from) => {
      origins.set(req, from);
      sockets.handleUpgrade(req, socket, head, (open) => sockets.emit('connection', open, req));
    },
    close: async () => {
      clearInterval(watch);
      await served.dispose();
    },
  };
}

/** The protocol's hooks: who connects, what an operation is executed with, what an error may say. */
function protocol(app: App, yoga: Yoga, origins: WeakMap<IncomingMessage, Known>): Options {
  const shown = ({ request }: Extra, error: unknown) =>
    masked({ app, requestId: origins.get(request)?.requestId }, error);
  return {
    connectionInitWaitTimeout: 5_000,
    execute: (args) => (args as unknown as Prepared).run(args),
    subscribe: (args) => (args as unknown as Prepared).run(args),
    async onConnect({ connectionParams, extra }) {
      const known = origins.get(extra.request);
      if (!known) return false;
      const asking = { token: tokenOf(connectionParams, extra.request), ip: known.ip };
      known.asking = asking;
      const actor = await authenticate(app, asking).catch(() => null);
      if (!actor) return false;
      const close = () => extra.socket.close(4403, 'Forbidden');
      extra.socket.once('close', watchSession(app, { asking, actor, close }));
      return true;
    },
    onSubscribe: async ({ extra }, _id, { query, variables, operationName }) => {
      try {
        const known = origins.get(extra.request);
        const userAgent = extra.request.headers['user-agent'] ?? '';
        if (!known) return [new DomainError('UNAUTHENTICATED')];
        return await prepare(app, yoga, known, { query, variables, operationName, userAgent });
      } catch (error) {
        // Thrown from here, it would close the socket and every other subscription on it.
        return [error instanceof GraphQLError ? error : shown(extra, error)];
      }
    },
    onError: ({ extra }, _id, _payload, errors) => errors.map((e) => shown(extra, e).toJSON()),
    onNext: ({ extra }, _id, _payload, _args, result) =>
      result.errors
        ? { ...result, errors: result.errors.map((error) => shown(extra, error).toJSON()) }
        : undefined,
  } as Options;
}

interface Prepared extends ExecutionArgs {
  run(args: ExecutionArgs): never;
}

interface Request {
  query: string;
  variables?: Record<string, unknown> | null | undefined;
  operationName?: string | null | undefined;
  userAgent: string;
}

async function prepare(app: App, yoga: Yoga, known: Known, requested: Request) {
  const { ip, requestId, asking } = known;
  const actor = await authenticate(app, asking ?? { token: null, ip });
  const { userAgent } = requested;
  const requestInfo = { requestId, ip, userAgent, idempotencyKey: null };
  const context: Context = { app, db: app.db, actor, requestInfo };
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
  } as unknown as Prepared;
}

/** `connectionParams.authorization`, as browsers must send it, else the header of the upgrade. */
function tokenOf(params: Record<string, unknown> | undefined, req: IncomingMessage): string | null {
  const provided = params?.authorization ?? params?.Authorization ?? params?.token;
  const text = typeof provided === 'string' ? provided : (req.headers.authorization ?? '');
  return text.replace(/^Bearer +/i, '') || null;
}
