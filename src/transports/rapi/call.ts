import {
  type DocumentNode,
  type ExecutionResult,
  getOperationAST,
  type GraphQLFormattedError,
  OperationTypeNode,
} from 'graphql';
import { DomainError, type ErrorCode, errorMessages } from '#core/errors.ts';
import type { Arrival } from '#transports/transport.ts';
import { commands } from './commands.ts';
import { readParams, paramsOf } from './fields.ts';
import { FormError } from './form-error.ts';
import type { AnyLegacy } from './legacy.ts';
import { commandNames } from './names.ts';
import { inOwnNames } from './own-names.ts';
import type { PlainObject } from './php-array.ts';
import { isBlank } from './param.ts';
import { errorReply, type Reply, usualErrors } from './reply.ts';

/** What the server lends this transport: the actor, and the schema's own pipeline. */
export interface Pipeline<Session> {
  /** @throws DomainError UNAUTHENTICATED or ADDRESS_REFUSED */
  session(from: {
    token: string | null;
    /** Of whom the token must be, where a dialect sends that beside it. */
    identifier?: string;
    /** Whether the lists of addresses do not hold for this request. Bans do. */
    isFromAnywhere?: boolean;
    ip: string;
    requestId: string;
    userAgent: string;
    idempotencyKey: string | null;
    isDryRun: boolean;
    plan: string | null;
    onAllowance: Arrival['showAllowance'];
    onReplay?: Arrival['showReplay'];
  }): Promise<Session>;
  /** The root field of the graph that does what a command does. */
  fieldOf(command: string): string | undefined;
  /** Whether the session's credential may call this command. */
  mayCall(session: Session, command: string): boolean;
  execute(
    session: Session,
    document: DocumentNode,
    variables: Record<string, unknown>,
  ): Promise<ExecutionResult>;
  /**
   * Counts a call that was refused before anything was executed.
   * @param command null where there is none of that name
   */
  countRefused(session: Session, command: string | null, code: ErrorCode): void;
  /** What may be shown of an error that nobody expected. */
  shown(error: unknown, requestId: string): GraphQLFormattedError;
  note(command: string, requestId: string, reply: Reply, seconds: number): void;
}

/** A command with the name it is called by: what its errors say, and what a credential lists. */
export interface NamedCommand {
  name: string;
  /** What a credential lists it as, where that is another name. */
  listedAs?: string;
  command: AnyLegacy;
}

const table = new Map(Object.entries(commands) as unknown as [string, AnyLegacy][]);

/** Answers a call of /rapi by the name it was called by, which may be that of no command. */
export async function callNamed<Session>(
  pipeline: Pipeline<Session>,
  session: Session,
  name: string,
  parameters: PlainObject,
): Promise<Reply> {
  const command = table.get(name);
  if (command) return callCommand(pipeline, session, { name, command }, parameters);
  const isKnown = commandNames.has(name);
  const code = isKnown ? 'COMMAND_NOT_AVAILABLE' : 'COMMAND_UNKNOWN';
  pipeline.countRefused(session, isKnown ? name : null, code);
  return isKnown
    ? { ...errorReply('Command Not Available'), code }
    : errorReply('Command Not Found');
}

/** Carries a command out for a session that may call it: parameters in, reply out. */
export async function callCommand<Session>(
  pipeline: Pipeline<Session>,
  session: Session,
  { name, listedAs = name, command }: NamedCommand,
  parameters: PlainObject,
): Promise<Reply> {
  if (!pipeline.mayCall(session, listedAs)) {
    pipeline.countRefused(session, listedAs, 'FORBIDDEN');
    return usualErrors(
      { message: errorMessages.FORBIDDEN, extensions: { code: 'FORBIDDEN' } },
      name,
    );
  }
  const known = paramsOf(command.params);
  const unsupported = command.unsupported?.find(
    (param) => !isBlank(parameters[param]) && !(param in known),
  );
  if (unsupported) {
    pipeline.countRefused(session, listedAs, 'BAD_INPUT');
    return errorReply(`Unsupported parameter: ${unsupported}`);
  }
  let params: unknown;
  let variables: Record<string, unknown>;
  try {
    params = readParams(command.params, parameters, isQuery(command.operation));
    variables = command.variables(params);
  } catch (error) {
    if (!(error instanceof FormError)) throw error;
    pipeline.countRefused(session, listedAs, 'BAD_INPUT');
    return errorReply(messageFor(error, command));
  }
  const { data, errors, extensions } = await pipeline.execute(
    session,
    command.operation,
    variables,
  );
  const [failure] = errors ?? [];
  if (failure) {
    const own = inOwnNames(failure.toJSON(), { command, params, variables });
    return withChanges(usualErrors(own, name, command.errors), failure.extensions);
  }
  try {
    const body = { result: 'success', ...command.present(data, params), ...triedWith(extensions) };
    return { status: 200, body };
  } catch (error) {
    if (error instanceof DomainError) return usualErrors(error.toJSON(), name, command.errors);
    throw error;
  }
}

/** What a dry run found, beside the reply. */
const triedWith = ({ dryRun, effects, plan, planExpiresAt }: Record<string, unknown> = {}) =>
  dryRun ? { dry_run: { effects, plan, plan_expires_at: planExpiresAt } } : {};

/** A reply to a plan that no longer holds says what is different now. */
const withChanges = (reply: Reply, { code, planned, now }: Record<string, unknown>): Reply =>
  code === 'PLAN_CHANGED' ? { ...reply, body: { ...reply.body, planned, now } } : reply;

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
