import type { Shadow } from '#transports/shadow/shadow.ts';
import { type Arrival, bearerOf, type Transport } from '#transports/transport.ts';
import { callNamed, type Pipeline } from './call.ts';
import { FormError } from './form-error.ts';
import type { PlainObject } from './php-array.ts';
import { errorReply, type Reply, usualErrors } from './reply.ts';
import { replyFormatOf } from './reply-format.ts';
import { sendReply } from './send-reply.ts';
import { sessionOfRequest, readParameters, textField } from './request.ts';

const PATH = '/rapi/';

/**
 * POST /rapi/<Command>: each command is one stored operation over the schema.
 * @param shadow sends calls on to the old system, where there is one
 */
export function rapiTransport<Session>(pipeline: Pipeline<Session>, shadow?: Shadow): Transport {
  return {
    name: 'rapi',
    serves: (path) => path.startsWith(PATH),
    async answer(arrival) {
      const started = performance.now();
      const { requestId } = arrival;
      const name = arrival.path.slice(PATH.length);
      if (await shadow?.answer(arrival, name)) return;
      const reply = await respond(pipeline, arrival, name).catch((error: unknown) =>
        usualErrors(pipeline.shown(error, requestId), name),
      );
      pipeline.note(name, requestId, reply, (performance.now() - started) / 1000);
      sendReply(
        arrival,
        { ...reply, headers: { ...successor(pipeline.fieldOf(name)), ...reply.headers } },
        { root: 'rapi', version: '1', action: name },
      );
    },
  };
}

/** The field of the graph that does the same (Link header, RFC 8288; relation type of RFC 5829). */
const successor = (field: string | undefined): Record<string, string> =>
  field ? { link: `</docs/rapi>; rel="successor-version"; title="${field}"` } : {};

async function respond<Session>(
  pipeline: Pipeline<Session>,
  arrival: Arrival,
  name: string,
): Promise<Reply> {
  const { req } = arrival;
  if (req.method !== 'POST')
    return { ...errorReply('Send a POST request.', 405), headers: { allow: 'POST' } };
  const parameters = await readParameters(req);
  if (parameters instanceof FormError) return errorReply(parameters.message);
  const format = replyFormatOf(parameters.responsetype, 'json');
  if (!format) return errorReply('responsetype must be json, xml or nvp.');
  const reply = await carryOut(pipeline, arrival, name, parameters).catch((error: unknown) =>
    usualErrors(pipeline.shown(error, arrival.requestId), name),
  );
  return { ...reply, format };
}

async function carryOut<Session>(
  pipeline: Pipeline<Session>,
  arrival: Arrival,
  name: string,
  parameters: PlainObject,
): Promise<Reply> {
  const token = textField(parameters, 'token') ?? bearerOf(arrival.req);
  const session = await sessionOfRequest(pipeline, arrival, parameters, { token });
  return callNamed(pipeline, session, name, parameters);
}
