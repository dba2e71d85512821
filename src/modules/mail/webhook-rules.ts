import { isStaff } from '#core/actor.ts';
import { eventNames } from '#core/events.ts';
import { ProviderError } from '#core/provider-error.ts';
import { DomainError } from '#core/errors.ts';
import { checkWebhookUrl, resolveWebhookHost } from '#providers/webhooks/address.ts';
import type { App } from '#schema/app.ts';
import type { Work } from '#schema/work.ts';
import { keyOf } from '#core/ids.ts';
import type { WebhookEndpoint } from '#generated/prisma/client.ts';
import { visibleEndpoints } from './visible.ts';

/** How many webhooks one owner may have. */
const MOST = 20;

/** Encrypts what deliveries are signed with. */
export const webhookBox = ({ keyring }: Pick<App, 'keyring'>) => keyring.box('webhook-secret');

/** The row a secret belongs to. */
export const secretContext = (id: number) => `webhook_endpoints:${id}`;

/**
 * Looks at an address before it is stored: https, found by name, and not in a private network.
 * @throws DomainError WEBHOOK_ADDRESS_REFUSED
 */
export async function checkAddress({ config }: App, url: string): Promise<void> {
  const rules = { allowPrivate: config.privateWebhooks };
  try {
    await resolveWebhookHost(checkWebhookUrl(url, rules), rules);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    throw new DomainError('WEBHOOK_ADDRESS_REFUSED', error.message, { field: 'url' });
  }
}

/** What is wrong with the name of an event, or `noun.*`; null where there are such events. */
export function unknownEvent(type: string): string | null {
  const [noun] = type.split('.');
  const ofNoun = eventNames.filter((name) => name.startsWith(`${noun}.`));
  if (!ofNoun.length) return 'is no event, like `invoice.paid` or `invoice.*`';
  const isKnown = type === `${noun}.*` || ofNoun.some((name) => name === type);
  return isKnown ? null : `is no event. Those of ${noun} are ${ofNoun.join(', ')}`;
}

/** Whose a new webhook is: a client's, a reseller's, or the company's. */
export async function webhookOwner({ tx, actor }: Work, clientId: number | null) {
  const owner = {
    clientId: actor.kind === 'customer' ? (clientId ?? actor.clientIds[0] ?? null) : null,
    resellerId: actor.kind === 'reseller' ? actor.resellerId : null,
  };
  const foreign = owner.clientId !== null && !actor.clientIds.includes(owner.clientId);
  if (foreign || (!isStaff(actor) && owner.clientId === null && owner.resellerId === null))
    throw new DomainError('CLIENT_NOT_FOUND');
  // Two that are added at once are counted one after the other.
  const name = `webhooks ${owner.clientId} ${owner.resellerId}`;
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${name}))`;
  if ((await tx.webhookEndpoint.count({ where: owner })) >= MOST)
    throw new DomainError('TOO_MANY_WEBHOOKS');
  return owner;
}

/** @throws DomainError WEBHOOK_NOT_FOUND, also for one the actor may not see */
export async function webhookFor(
  { tx, actor }: Work,
  provided: { typename: string; id: string },
): Promise<WebhookEndpoint> {
  const where = { AND: [{ id: keyOf(provided) }, visibleEndpoints(actor)] };
  const found = await tx.webhookEndpoint.findFirst({ where });
  if (!found) throw new DomainError('WEBHOOK_NOT_FOUND');
  return found;
}
