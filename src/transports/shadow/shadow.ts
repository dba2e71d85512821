import { createHash } from 'node:crypto';
import pLimit from 'p-limit';
import { DomainError, type ErrorCode } from '#core/errors.ts';
import { httpStatusOf } from '#core/errors/advice.ts';
import { bound } from '#core/runtime.ts';
import type { Comparison } from '#core/shadow.ts';
import { parseBody } from '#transports/rapi/body.ts';
import type { Pipeline } from '#transports/rapi/call.ts';
import { FormError } from '#transports/rapi/form-error.ts';
import type { PlainObject } from '#transports/rapi/php-array.ts';
import { errorReply, usualErrors } from '#transports/rapi/reply.ts';
import { type ReplyFormat, replyFormatOf } from '#transports/rapi/reply-format.ts';
import { BODY_BYTES, rehearsalOfCall, textField } from '#transports/rapi/request.ts';
import { sendReply } from '#transports/rapi/send-reply.ts';
import { type Arrival, bearerOf, peekBody } from '#transports/transport.ts';
import { compareWithOwn } from './own-reply.ts';
import { openUpstream, type SendOn, type UpstreamOptions, type UpstreamReply } from './upstream.ts';

/** What the server lends a shadow beyond the pipeline. */
export interface ShadowAccess<Session> {
  /**
   * Who calls, without counting it; null for a key that is not known here.
   * @throws DomainError ADDRESS_REFUSED
   */
  find(arrival: Arrival, token: string | null): Promise<Session | null>;
  /** Whether this gateway alone answers a command now. */
  isSwitched(session: Session | null, command: string): Promise<boolean>;
  /**
   * Lets a call through that is sent on, and counts it. What it gives is told the status of the
   * reply, which says whether the key was accepted; null where there was none.
   * @throws DomainError RATE_LIMITED
   */
  admit(
    session: Session | null,
    arrival: Arrival,
    key: string | null,
    command: string,
  ): Promise<(status: number | null) => Promise<void>>;
  /** A session in which nothing is kept, counted or asked of anybody outside. */
  aside(session: Session): { session: Session; hasAskedOutside(): boolean };
  /** Counts what a comparison came to. */
  count(session: Session | null, command: string, comparison: Comparison): void;
  /** Notes that the old system gave no reply. */
  noteFailure(arrival: Arrival, command: string, code: ErrorCode): void;
  /** How many comparisons run at once. */
  atOnce: number;
}

/** The old system in front of this gateway. */
export interface Shadow {
  /** Answers a call with the old system's reply. @returns whether it did; else it is for us */
  answer(arrival: Arrival, command: string): Promise<boolean>;
  /** Waits for the comparisons that run, and drops those that wait. */
  close(): Promise<void>;
}

/** A call that was sent on, with all that a comparison needs. */
export interface SentCall<Session> {
  command: string;
  session: Session | null;
  /** What the request held, or what is wrong with its body. */
  parameters: PlainObject | FormError;
  token: string | null;
  requestId: string;
}

/** The most bytes of calls and replies that wait to be compared. */
const WAITING_BYTES = 64 << 20;

/** Opens the way of calls to the old system, and of its replies into the comparison. */
export function openShadow<Session>(
  pipeline: Pipeline<Session>,
  access: ShadowAccess<Session>,
  options: UpstreamOptions,
): Shadow {
  const sendOn = openUpstream(options);
  const limit = pLimit(access.atOnce);
  const running = new Set<Promise<void>>();
  let waitingBytes = 0;
  let isClosed = false;

  /** Has a reply compared once it has left. */
  function compareLater(call: SentCall<Session>, reply: UpstreamReply, bytes: number): void {
    const { session, command } = call;
    if (waitingBytes + bytes > WAITING_BYTES)
      return access.count(session, command, { outcome: 'UNCOMPARED', reason: 'BUSY' });
    waitingBytes += bytes;
    const compare = bound(async () => {
      waitingBytes -= bytes;
      if (isClosed) return;
      access.count(session, command, await compareWithOwn(pipeline, access, call, reply));
    });
    const run = limit(compare).finally(() => running.delete(run));
    running.add(run);
  }

  return {
    async answer(arrival, command) {
      if (arrival.req.method !== 'POST' || !/^[A-Za-z]\w{0,63}$/.test(command)) return false;
      const body = await peekBody(arrival.req, BODY_BYTES);
      if (!body) return false;
      const parameters = await parametersOf(arrival, body);
      try {
        const call = await callOf(access, arrival, command, parameters);
        if (!call) return false;
        const reply = await sent(access, sendOn, arrival, { call, body });
        const bytes = body.length + reply.body.length;
        arrival.res.once(
          'close',
          bound(() => compareLater(call, reply, bytes)),
        );
        sendAsItCame(arrival, reply);
      } catch (error) {
        refuse(pipeline, arrival, command, { error, parameters });
      }
      return true;
    },
    close: async () => {
      isClosed = true;
      await Promise.all(running);
    },
  };
}

const parametersOf = ({ req }: Arrival, body: Buffer): Promise<PlainObject | FormError> =>
  parseBody(body, req.headers['content-type']).catch((error: unknown) => {
    if (error instanceof FormError) return error;
    throw error;
  });

/** The call, where the old system answers it; null where this gateway does. */
async function callOf<Session>(
  access: ShadowAccess<Session>,
  arrival: Arrival,
  command: string,
  parameters: PlainObject | FormError,
): Promise<SentCall<Session> | null> {
  const { req, requestId } = arrival;
  const isRead = !(parameters instanceof FormError);
  const token = (isRead ? textField(parameters, 'token') : null) ?? bearerOf(req);
  const session = await access.find(arrival, token);
  if (await access.isSwitched(session, command)) return null;
  const { isDryRun, plan } = rehearsalOfCall(req, isRead ? parameters : {});
  // The old system would carry it out.
  if (isDryRun) return null;
  if (plan)
    throw new DomainError('PLAN_INVALID', 'The old system answers this command: it has no plans.');
  return { command, session, parameters, token, requestId };
}

async function sent<Session>(
  access: ShadowAccess<Session>,
  sendOn: SendOn,
  arrival: Arrival,
  { call, body }: { call: SentCall<Session>; body: Buffer },
): Promise<UpstreamReply> {
  const { command, parameters, session, token } = call;
  const key = token && createHash('sha256').update(token).digest('base64url');
  const answered = await access.admit(session, arrival, key, command);
  const format = formatOf(parameters);
  const reply = await sendOn({
    command,
    search: arrival.url.search,
    headers: headersOf(arrival),
    body,
    isReply: (bytes) => beginsAs(bytes, format),
  }).catch(async (error: unknown) => {
    await answered(null);
    if (error instanceof DomainError) access.noteFailure(arrival, command, error.code);
    throw error;
  });
  await answered(reply.status);
  return reply;
}

/** What of a request's headers the old system is shown. */
function headersOf({ req, ip, requestId }: Arrival): Record<string, string> {
  const { authorization, 'content-type': type, 'user-agent': agent } = req.headers;
  return {
    ...(type && { 'content-type': type }),
    ...(authorization && { authorization }),
    ...(agent && { 'user-agent': agent }),
    'accept-encoding': 'identity',
    'x-forwarded-for': ip,
    'x-request-id': requestId,
  };
}

const formatOf = (parameters: PlainObject | FormError): ReplyFormat =>
  parameters instanceof FormError
    ? 'json'
    : (replyFormatOf(parameters.responsetype, 'json') ?? 'json');

const HTML = /^<(?:!doctype|html|head|body|br|b|h\d|p|div|center|title)\b/i;

/** Whether a reply begins as one of a format does; pages of errors and of proxies do not. */
function beginsAs(body: Buffer, format: ReplyFormat): boolean {
  const start = body.toString('utf8', 0, 512).replace(/^\ufeff?\s*/, '');
  if (/^[{[]/.test(start)) return true;
  if (format === 'xml') return start.startsWith('<') && !HTML.test(start);
  return format === 'nvp' && start !== '' && !start.startsWith('<');
}

function sendAsItCame({ res }: Arrival, { status, type, body }: UpstreamReply): void {
  res.writeHead(status, {
    ...(type && { 'content-type': type }),
    'content-length': body.length,
    'cache-control': 'no-store',
  });
  res.end(body);
}

/** Answers for the old system in the form of /rapi, with the code of what went wrong. */
function refuse<Session>(
  pipeline: Pipeline<Session>,
  arrival: Arrival,
  command: string,
  { error, parameters }: { error: unknown; parameters: PlainObject | FormError },
): void {
  const shown = pipeline.shown(error, arrival.requestId);
  const code = String(shown.extensions?.code);
  const failed = errorReply(shown.message, httpStatusOf(code));
  const reply = code.startsWith('UPSTREAM_')
    ? { ...failed, body: { ...failed.body, code } }
    : usualErrors(shown, command);
  const frame = { root: 'rapi', version: '1', action: command };
  sendReply(arrival, { ...reply, format: formatOf(parameters) }, frame);
}
