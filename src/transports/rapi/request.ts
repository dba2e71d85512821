import {
  type Arrival,
  idempotencyKeyOf,
  isDryRunAsked,
  readBody,
  rehearsalOf,
} from '#transports/transport.ts';
import { parseBody } from './body.ts';
import type { Pipeline } from './call.ts';
import { FormError } from './form-error.ts';
import type { PlainObject } from './php-array.ts';

/**
 * The longest request body, in bytes: a file of 10 MiB takes 18.7 million in base64 within base64,
 * and some more where a form escapes the signs of base64.
 */
export const BODY_BYTES = 24 << 20;

/** The parameters of a request, or what is wrong with its body. */
export async function readParameters(req: Arrival['req']): Promise<PlainObject | FormError> {
  try {
    const bytes = await readBody(req, BODY_BYTES);
    return await parseBody(bytes, req.headers['content-type']);
  } catch (error) {
    if (error instanceof FormError) return error;
    throw error;
  }
}

/** A parameter that is a text with content, trimmed. */
export const textField = (parameters: PlainObject, name: string): string | null => {
  const value = parameters[name];
  return typeof value === 'string' && value.trim() ? value.trim() : null;
};

/** Whether a call is only tried, and by which plan it is made: by headers or parameters. */
export function rehearsalOfCall(req: Arrival['req'], parameters: PlainObject) {
  const { isDryRun, plan } = rehearsalOf(req);
  return {
    isDryRun: isDryRun || isDryRunAsked('dry_run', parameters.dry_run),
    plan: plan ?? textField(parameters, 'plan'),
  };
}

/** What a request shows of its sender. */
interface Shown {
  token: string | null;
  identifier?: string;
  isFromAnywhere?: boolean;
}

/** The session of a request; idempotency key, dry run and plan come as headers or parameters. */
export function sessionOfRequest<Session>(
  pipeline: Pipeline<Session>,
  { req, ip, requestId, showAllowance, showReplay }: Arrival,
  parameters: PlainObject,
  shown: Shown,
): Promise<Session> {
  return pipeline.session({
    ...shown,
    ip,
    requestId,
    userAgent: req.headers['user-agent']?.slice(0, 500) ?? '',
    idempotencyKey: idempotencyKeyOf(req) ?? textField(parameters, 'idempotency_key'),
    ...rehearsalOfCall(req, parameters),
    onAllowance: showAllowance,
    onReplay: showReplay,
  });
}
