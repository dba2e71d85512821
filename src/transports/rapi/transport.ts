import {
  type DocumentNode,
  type ExecutionResult,
  getOperationAST,
  type GraphQLFormattedError,
  OperationTypeNode,
} from 'graphql';
import { DomainError, type ErrorCode, errorMessages } from '#core/errors.ts';
import {
  type Arrival,
  bearerOf,
  type Transport,
  idempotencyKeyOf,
  readBody,
  sendJson,
} from '#transports/transport.ts';
import { readBody as parseBody } from './body.ts';
import { commands } from './commands.ts';
import { readParams, shapeOf } from './fields.ts';
import { FormError } from './form-error.ts';
import type { AnyLegacy } from './legacy.ts';
import { commandNames } from './names.ts';
import { inOwnNames } from './own-names.ts';
import type { PlainObject } from './php-array.ts';
import { isBlank } from './param.ts';
import { answerOf, type Reply, usualErrors } from './reply.ts';

/** What the server lends this transport: the actor, and the schema's own pipeline. */
export interface Pipeline<Session> {
  /** @throws DomainError UNAUTHENTICATED or ADDRESS_REFUSED */
  session(from: {
    token: string | null;
    ip: string;
    requestId: string;
    userAgent: string;
    idempotencyKey: string | null;
  }): Promise<Session>;
  /** Whether the session's credential may call this command. */
  mayCall(session: Session, command: string): boolean;
  execute(
    session: Session,
    document: DocumentNode,
    variables: Record<string, unknown>,
  ): Promise<ExecutionResult>;
  /** What may be shown of an error that nobody expected. */
  shown(error: unknown, requestId: string): GraphQLFormattedError;
  note(command: string, requestId: string, reply: Reply, seconds: number): void;
}

/**
 * The longest request body, in bytes: a file of 10 MiB takes 18.7 million in base64 within base64,
 * and some more where a form escapes the signs of base64.
 */
const BODY_BYTES = 24 << 20;

const PATH = '/rapi/';
const table = new Map(Object.entries(commands) as unknown as [string, AnyLegacy][]);

/** POST /rapi/<Command>: each command is one stored operation over the schema. */
export function rapiTransport<Session>(pipeline: Pipeline<Session>): Transport {
  return {
    name: 'rapi',
    serves: (path) => path.startsWith(PATH),
    async answer(arrival) {
      const started = performance.now();
      const { requestId } = arrival;
      const name = arrival.path.slice(PATH.length);
      const reply = await respond(pipeline, arrival, name).catch((error: unknown) =>
        usualErrors(pipeline.shown(error, requestId), name, undefined),
      );
      pipeline.note(name, requestId, reply, (performance.now() - started) / 1000);
      const close = arrival.req.complete ? undefined : { connection: 'close' };
      sendJson(arrival.res, reply.status, reply.body, { ...close, ...reply.headers });
    },
  };
}

async function respond<Session>(
  pipeline: Pipeline<Session>,
  { req, ip, requestId }: Arrival,
  name: string,
): Promise<Reply> {
  if (req.method !== 'POST')
    return { ...answerOf('Send a POST request.', 405), headers: { allow: 'POST' } };
  const parameters = await readParameters(req);
  if (parameters instanceof FormError) return answerOf(parameters.message);

  const session = await pipeline.session({
    token: textField(parameters, 'token') ?? bearerOf(req),
    ip,
    requestId,
    userAgent: req.headers['user-agent']?.slice(0, 500) ?? '',
    idempotencyKey: idempotencyKeyOf(req) ?? textField(parameters, 'idempotency_key'),
  });
  const command = table.get(name);
  if (!command) return unserved(name);
  if (!pipeline.mayCall(session, name))
    return usualErrors(
      { message: errorMessages.FORBIDDEN, extensions: { code: 'FORBIDDEN' } },
      name,
    );
  return call(pipeline, session, name, command, parameters);
}

async function call<Session>(
  pipeline: Pipeline<Session>,
  session: Session,
  name: string,
  command: AnyLegacy,
  parameters: PlainObject,
): Promise<Reply> {
  const known = shapeOf(command.params);
  const unsupported = command.unsupported?.find(
    (param) => !isBlank(parameters[param]) && !(param in known),
  );
  if (unsupported) return answerOf(`Unsupported parameter: ${unsupported}`);
  let params: unknown;
  let variables: Record<string, unknown>;
  try {
    params = readParams(command.params, parameters, isQuery(command.operation));
    variables = command.variables(params);
  } catch (error) {
    if (error instanceof FormError) return answerOf(messageFor(error, command));
    throw error;
  }
  const { data, errors } = await pipeline.execute(session, command.operation, variables);
  const [failure] = errors ?? [];
  if (failure) {
    const own = inOwnNames(failure.toJSON(), { command, params, variables });
    return usualErrors(own, name, command.errors);
  }
  try {
    return { status: 200, body: { result: 'success', ...command.present(data, params) } };
  } catch (error) {
    if (error instanceof DomainError) return usualErrors(error.toJSON(), name, command.errors);
    throw error;
  }
}

/** Whether an operation only looks. */
const isQuery = (document: DocumentNode): boolean =>
  getOperationAST(document)?.operation === OperationTypeNode.QUERY;

/** What is wrong with the parameters, in the command's own words where it has some. */
function messageFor({ issues, message }: FormError, { missing, wrong }: AnyLegacy): string {
  const [first] = issues;
  if (!first) return message;
  const own = first.message.includes('is required') ? missing : wrong;
  return own?.[first.parameter] ?? message;
}

async function readParameters(req: Arrival['req']): Promise<PlainObject | FormError> {
  try {
    const bytes = await readBody(req, BODY_BYTES);
    return await parseBody(bytes, req.headers['content-type']);
  } catch (error) {
    if (error instanceof FormError) return error;
    throw error;
  }
}

/** A name of the reference that nothing serves yet, or no name of the reference at all. */
const unserved = (name: string): Reply =>
  commandNames.has(name)
    ? { ...answerOf('Command Not Available'), code: 'COMMAND_NOT_AVAILABLE' satisfies ErrorCode }
    : answerOf('Command Not Found');

const textField = (parameters: PlainObject, name: string): string | null => {
  const value = parameters[name];
  return typeof value === 'string' && value.trim() ? value.trim() : null;
};
