import { getOperationAST } from 'graphql';
import type { Comparison, UncomparedReason } from '#core/shadow.ts';
import { callNamed, type Pipeline } from '#transports/rapi/call.ts';
import { commands } from '#transports/rapi/commands.ts';
import { FormError } from '#transports/rapi/form-error.ts';
import { JsonTextError, parseJson } from '#transports/rapi/json.ts';
import { errorReply, type Reply, usualErrors } from '#transports/rapi/reply.ts';
import { firstDifference } from './compare.ts';
import type { SentCall, ShadowAccess } from './shadow.ts';
import type { UpstreamReply } from './upstream.ts';

/** The longest reply that is compared, in bytes: a longer one would hold up others. */
const COMPARED_BYTES = 2 << 20;

/** Codes of replies that say nothing about the command. */
const SAYING_NOTHING: Readonly<Record<string, UncomparedReason>> = {
  DRY_RUN_NOT_AVAILABLE: 'NO_DRY_RUN',
  UNAVAILABLE: 'UNAVAILABLE',
};

const uncompared = (reason: UncomparedReason): Comparison => ({ outcome: 'UNCOMPARED', reason });

/** Runs a call here, a change as a dry run, and compares what it comes to with the old reply. */
export async function compareWithOwn<Session>(
  pipeline: Pipeline<Session>,
  access: ShadowAccess<Session>,
  call: SentCall<Session>,
  reply: UpstreamReply,
): Promise<Comparison> {
  if (call.session === null) return uncompared('KEY_UNKNOWN');
  if (reply.body.length > COMPARED_BYTES) return uncompared('TOO_LARGE');
  const old = jsonOf(reply.body.toString('utf8'));
  if (old === undefined) return uncompared('NOT_JSON');
  const { session, hasAskedOutside } = access.aside(call.session);
  const own = await ownReply(pipeline, session, call);
  if (hasAskedOutside()) return uncompared('ASKS_PROVIDER');
  const reason = SAYING_NOTHING[own.code ?? ''];
  if (reason) return uncompared(reason);
  const { dry_run: _found, ...body } = own.body;
  const { command, parameters, token } = call;
  const asked = parameters instanceof FormError ? {} : parameters;
  const difference = firstDifference(
    { isChange: isChange(command), parameters: { ...asked, token } },
    { status: reply.status, body: old },
    { status: own.status, body: jsonOf(JSON.stringify(body)) },
  );
  return difference ? { outcome: 'DIFFERENT', difference } : { outcome: 'EQUAL' };
}

async function ownReply<Session>(
  pipeline: Pipeline<Session>,
  session: Session,
  { command, parameters, requestId }: SentCall<Session>,
): Promise<Reply> {
  if (parameters instanceof FormError) return errorReply(parameters.message);
  try {
    return await callNamed(pipeline, session, command, parameters);
  } catch (error) {
    return usualErrors(pipeline.shown(error, requestId), command);
  }
}

const table: Readonly<Record<string, (typeof commands)[keyof typeof commands]>> = commands;

const isChange = (command: string): boolean => {
  const operation = Object.hasOwn(table, command) ? table[command]?.operation : undefined;
  return operation !== undefined && getOperationAST(operation)?.operation === 'mutation';
};

/** What a text holds as JSON; undefined where it is none. */
function jsonOf(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof JsonTextError) return undefined;
    throw error;
  }
}
