import { ProviderError } from '#core/provider-error.ts';
import { DomainError } from '#core/errors.ts';
import { httpStatusOf } from '#core/errors/advice.ts';
import { WebhookRejected } from '#providers/gateways/gateway.ts';
import { receiveGatewayEvent } from '#modules/billing/gateways/receive-gateway-event.ts';
import { DatabaseUnavailable } from '#platform/database/unavailable.ts';
import type { App } from '#schema/app.ts';
import {
  type Arrival,
  type Transport,
  readBody,
  retryAfter,
  sendJson,
} from '#transports/transport.ts';

const GATEWAY = /^\/webhooks\/([a-z][a-z0-9-]{0,49})$/;

/** The longest message, in bytes; those of the gateways are some kilobytes. */
const BODY_BYTES = 256 << 10;

/**
 * `POST /webhooks/<account of a gateway>`: where payment gateways tell what became of a payment. Nothing is
 * trusted that the gateway itself does not vouch for. Whatever is not answered 200 is sent again.
 */
export function webhooksTransport(app: App): Transport {
  return {
    name: 'webhooks',
    serves: (path) => path.startsWith('/webhooks/'),
    async answer(arrival) {
      try {
        await receive(app, arrival);
      } catch (error) {
        fail(app, arrival, error);
      }
    },
  };
}

async function receive(app: App, { req, res, path, ip, requestId }: Arrival): Promise<void> {
  const [, account] = GATEWAY.exec(path) ?? [];
  if (!account) return sendJson(res, 404, { error: 'There is no such gateway.' });
  if (req.method !== 'POST') return sendJson(res, 405, { error: 'Send POST.' }, { allow: 'POST' });
  await app.limiter.request(`webhooks:${ip}`);
  const rawBody = await readBody(req, BODY_BYTES);
  // A header sent twice is a list, which no gateway sends; it counts as not there.
  const headers = Object.fromEntries(
    Object.entries(req.headers).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : undefined,
    ]),
  );
  const known = await receiveGatewayEvent(app, { account, rawBody, headers, requestId });
  if (known) sendJson(res, 200, { received: true });
  else sendJson(res, 404, { error: 'There is no such gateway.' });
}

const LATER = { 'retry-after': '60' };

function fail(app: App, { req, res, ip, path, requestId }: Arrival, error: unknown): void {
  const close = req.complete ? undefined : { connection: 'close' };
  if (error instanceof WebhookRejected) {
    app.log.warn(
      { requestId, ip, path, reason: error.message },
      'A webhook was rejected: its sender could not be verified.',
    );
    return sendJson(res, 400, { error: error.message }, close);
  }
  if (error instanceof ProviderError || error instanceof DatabaseUnavailable) {
    app.log.warn({ requestId, err: error, path }, 'A webhook must come again.');
    return sendJson(res, 503, { error: 'Not now; send it again later.' }, { ...LATER, ...close });
  }
  if (!(error instanceof DomainError)) throw error;
  const headers = { ...retryAfter(error.extensions), ...close };
  sendJson(res, httpStatusOf(error.code) ?? 400, { error: error.message }, headers);
}
