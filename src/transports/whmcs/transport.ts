import { constantTimeEqual } from '#core/secret.ts';
import { DomainError } from '#core/errors.ts';
import { callCommand, type Pipeline } from '#transports/rapi/call.ts';
import { FormError } from '#transports/rapi/form-error.ts';
import { isBlank } from '#transports/rapi/param.ts';
import type { PlainObject } from '#transports/rapi/php-array.ts';
import { errorReply, type Reply, usualErrors } from '#transports/rapi/reply.ts';
import { replyFormatOf } from '#transports/rapi/reply-format.ts';
import { sessionOfRequest, readParameters, textField } from '#transports/rapi/request.ts';
import { sendReply } from '#transports/rapi/send-reply.ts';
import type { Arrival, Transport } from '#transports/transport.ts';
import type { Action, AskStored } from './action.ts';
import { actionNamed } from './actions.ts';
import { withNumbers } from './named.ts';
import { whyNotHere } from './not-here.ts';
import { inWhmcsNames } from './reply-names.ts';
import { inCallersNames, renamed } from './request-names.ts';

const PATH = '/includes/api.php';

/** The version of the dialect, as replies in XML and `WhmcsDetails` say it. */
export const DIALECT_VERSION = '8.13.1';

/** POST /includes/api.php: the actions of WHMCS over the stored operations of /rapi. */
export function whmcsTransport<Session>(
  pipeline: Pipeline<Session>,
  accessKey: string | undefined,
): Transport {
  return {
    name: 'whmcs',
    serves: (path) => path === PATH,
    async answer(arrival) {
      const started = performance.now();
      const { name, reply } = await respond(pipeline, arrival, accessKey).catch(
        (error: unknown) => ({
          name: '',
          reply: usualErrors(pipeline.shown(error, arrival.requestId), ''),
        }),
      );
      const known = actionNamed(name)?.legacyName ?? actionNamed(name)?.name ?? 'other';
      pipeline.note(known, arrival.requestId, reply, (performance.now() - started) / 1000);
      sendReply(arrival, reply, { root: 'whmcsapi', version: DIALECT_VERSION, action: name });
    },
  };
}

async function respond<Session>(
  pipeline: Pipeline<Session>,
  arrival: Arrival,
  accessKey: string | undefined,
): Promise<{ name: string; reply: Reply }> {
  const { req, requestId } = arrival;
  if (req.method !== 'POST')
    return {
      name: '',
      reply: { ...errorReply('Send a POST request.', 405), headers: { allow: 'POST' } },
    };
  const parameters = await readParameters(req);
  if (parameters instanceof FormError) return { name: '', reply: errorReply(parameters.message) };
  const name = textField(parameters, 'action') ?? '';
  // Whoever names no format is an old program that expects the oldest.
  const format = replyFormatOf(parameters.responsetype, 'nvp');
  if (!format) return { name, reply: errorReply('responsetype must be json, xml or nvp.') };
  const reply = await carryOut(pipeline, arrival, { name, parameters, accessKey }).catch(
    (error: unknown) => usualErrors(pipeline.shown(error, requestId), name),
  );
  return { name, reply: { ...reply, format } };
}

interface Call {
  name: string;
  parameters: PlainObject;
  accessKey: string | undefined;
}

async function carryOut<Session>(
  pipeline: Pipeline<Session>,
  arrival: Arrival,
  { name, parameters, accessKey }: Call,
): Promise<Reply> {
  const session = await sessionOfRequest(pipeline, arrival, parameters, {
    ...credentialsOf(parameters),
    isFromAnywhere: holdsAccessKey(parameters, accessKey),
  });
  const action = actionNamed(name);
  if (!action) {
    const { message, code } = whyNotHere(name);
    pipeline.countRefused(session, null, code ?? 'COMMAND_UNKNOWN');
    return { ...errorReply(message), ...(code && { code }) };
  }
  const unsupported = action.unsupported?.find((parameter) => !isBlank(parameters[parameter]));
  const refusedAs = action.legacyName ?? action.name;
  if (unsupported) {
    pipeline.countRefused(session, refusedAs, 'BAD_INPUT');
    return errorReply(`Unsupported parameter: ${unsupported}`);
  }
  const ask: AskStored = async (document, variables) => {
    const { data, errors } = await pipeline.execute(session, document, variables);
    if (errors?.[0]) throw errors[0];
    return data as Record<string, unknown>;
  };
  try {
    return await translated(pipeline, session, action, { parameters, ask });
  } catch (error) {
    if (!(error instanceof FormError)) throw error;
    pipeline.countRefused(session, refusedAs, 'BAD_INPUT');
    return errorReply(error.message);
  }
}

/** Calls the command behind an action in its own words, and puts its reply into those of WHMCS. */
async function translated<Session>(
  pipeline: Pipeline<Session>,
  session: Session,
  action: Action & { name: string },
  { parameters, ask }: { parameters: PlainObject; ask: AskStored },
): Promise<Reply> {
  const sent = action.read ? await action.read(parameters, ask) : parameters;
  const command =
    typeof action.command === 'function' ? await action.command(sent, ask) : action.command;
  const { name, legacyName = name } = action;
  const spoken = (message: string) => {
    const own = inCallersNames(message, command, action, sent);
    return action.says?.(own) ?? own;
  };
  try {
    const own = await withNumbers(renamed(command, action, sent), action, ask);
    const called = { name, listedAs: legacyName, command };
    const reply = await callCommand(pipeline, session, called, own);
    const { message } = reply.body;
    return reply.body.result === 'error' && typeof message === 'string'
      ? { ...reply, body: { ...reply.body, message: spoken(message) } }
      : { ...reply, body: inWhmcsNames(reply.body, action.reply) };
  } catch (error) {
    if (!(error instanceof FormError)) throw error;
    throw new FormError(spoken(error.message), error.issues);
  }
}

/** `identifier` and `secret`, or `username` and `password`: the same pair, or the MD5 of the secret. */
function credentialsOf(parameters: PlainObject): { token: string; identifier: string } {
  const identifier = textField(parameters, 'identifier') ?? textField(parameters, 'username');
  const token = textField(parameters, 'secret') ?? textField(parameters, 'password');
  if (!identifier || !token) throw new DomainError('UNAUTHENTICATED');
  return { identifier, token };
}

/** Whether the sender holds the key that opens the gateway from any address. */
function holdsAccessKey(parameters: PlainObject, accessKey: string | undefined): boolean {
  const sent = textField(parameters, 'accesskey');
  return accessKey !== undefined && sent !== null && constantTimeEqual(sent, accessKey);
}
