import type { LookupFunction } from 'node:net';
import { ProviderError } from '#core/provider-error.ts';
import { runtime } from '#core/runtime.ts';
import { sendDirect } from '#providers/direct.ts';
import { checkWebhookUrl, resolveWebhookHost, type AddressRules } from './address.ts';
import { signWebhook } from './sign.ts';

/** One event on its way to one endpoint. */
export interface WebhookRequest extends AddressRules {
  url: string;
  /** The current secret first; a second one while a receiver changes over. */
  secrets: readonly string[];
  /** The event's id, the same in every attempt: receivers drop repetitions by it. */
  id: string;
  /** The moment of this attempt. */
  sentAt: Date;
  /** JSON. */
  body: string;
  /** Default 10 seconds for everything: name, connection and answer. */
  timeoutMs?: number;
  /** PEM of a receiver's own authority. */
  ca?: string;
}

/** The receiver's answer; delivered means 2xx, and a redirect is not followed. */
export interface WebhookAnswer {
  delivered: boolean;
  status: number;
  /** At most 64 KiB of what it said. */
  text: string;
  tookMs: number;
}

const ANSWER_BYTES = 64 * 1024;

/** Sends a signed event. Throws `ProviderError`: `REFUSED` for a forbidden address, else no answer. */
export async function deliverWebhook(delivery: WebhookRequest): Promise<WebhookAnswer> {
  const { url, id, body, secrets, timeoutMs = 10_000, ca } = delivery;
  const began = performance.now();
  const target = checkWebhookUrl(url, delivery);
  const seconds = Math.floor(delivery.sentAt.getTime() / 1000);
  const signature = signWebhook(secrets, id, seconds, body);
  const { address, family } = await within(timeoutMs, resolveWebhookHost(target, delivery));
  // The name is not asked again: a second answer could lead elsewhere than the checked one.
  const { sandbox } = runtime();
  const lookup: LookupFunction = (_host, options, done) =>
    options.all ? done(null, [{ address, family }]) : done(null, address, family);
  const answer = await sendDirect({
    url: target,
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Hostgraph-Webhooks',
      'webhook-id': id,
      'webhook-timestamp': String(seconds),
      'webhook-signature': signature,
      ...(sandbox !== null && { 'hostgraph-sandbox': sandbox }),
    },
    isOfSandbox: true,
    body,
    lookup,
    timeoutMs: Math.max(1, timeoutMs - (performance.now() - began)),
    maxBytes: ANSWER_BYTES,
    cut: true,
    ...(ca && { ca }),
  });
  const { status, text } = answer;
  const tookMs = Math.round(performance.now() - began);
  return { delivered: status >= 200 && status < 300, status, text, tookMs };
}

function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    const error = new ProviderError(
      'NOT_SENT',
      'The name of the webhook host was not found in time.',
    );
    timer = setTimeout(() => reject(error), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
