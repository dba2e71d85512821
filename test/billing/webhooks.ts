import { Stripe } from 'stripe';
import type { Gateway } from '#test/gateway.ts';
import { WEBHOOK_SECRET } from './gateways.ts';

const sdk = new Stripe('sk_test_KEY');

/** A message of Stripe about an object, signed as Stripe signs it by default. */
export function stripeSays(type: string, object: object, more: object = {}, secret?: string) {
  const body = JSON.stringify({
    id: `evt_${crypto.randomUUID()}`,
    object: 'event',
    type,
    created: Math.floor(Date.now() / 1000),
    livemode: false,
    data: { object },
    ...more,
  });
  const signature = sdk.webhooks.generateTestHeaderString({
    payload: body,
    secret: secret ?? WEBHOOK_SECRET,
  });
  return { body, headers: { 'stripe-signature': signature } };
}

/** A message of PayPal about a resource; the loopback PayPal vouches for the signature GOOD. */
export function paypalSays(event_type: string, resource: object, more: object = {}) {
  const create_time = new Date().toISOString();
  const event = { id: `WH-${crypto.randomUUID()}`, event_type, create_time, resource, ...more };
  const headers = {
    'paypal-transmission-id': 'TR1',
    'paypal-transmission-time': create_time,
    'paypal-transmission-sig': 'GOOD',
    'paypal-auth-algo': 'SHA256withRSA',
    'paypal-cert-url': 'https://api.paypal.com/v1/notifications/certs/CERT-1',
  };
  return { body: JSON.stringify(event), headers };
}

/** Delivers a message and gives the status of the answer. */
export async function deliver(
  { url }: Pick<Gateway, 'url'>,
  name: string,
  { body, headers }: { body: string; headers: Record<string, string> },
  method = 'POST',
): Promise<number> {
  const sent = method === 'POST' ? { body } : {};
  const response = await fetch(`${url}/webhooks/${name}`, { method, headers, ...sent });
  await response.arrayBuffer();
  return response.status;
}
