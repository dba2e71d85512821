import { createHmac, randomBytes } from 'node:crypto';
import { ProviderError } from '#core/provider-error.ts';

/** A fresh signing secret, `whsec_…` with 32 random bytes. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

/**
 * The `webhook-signature` header of standardwebhooks.com: one `v1,…` per secret, so that a
 * receiver can change over. `timestamp` is in seconds.
 */
export function signWebhook(
  secrets: readonly string[],
  id: string,
  timestamp: number,
  body: string,
): string {
  return secrets
    .map((secret) => {
      const digest = createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`);
      return `v1,${digest.digest('base64')}`;
    })
    .join(' ');
}

function keyOf(secret: string): Buffer {
  const encoded = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret)?.[1];
  const key = Buffer.from(encoded ?? '', 'base64');
  if (key.length < 24) throw new ProviderError('NOT_SENT', 'The signing secret is not valid.');
  return key;
}
