import { z } from 'zod';
import type { Actor } from '#core/actor.ts';
import { nounsHeardWith, permissionOfEvent } from '#core/events.ts';
import { now } from '#core/clock.ts';
import { keyOf } from '#core/ids.ts';
import { customerPermissions, permissions, resellerPermissions } from '#core/permissions.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { newWebhookSecret } from '#providers/webhooks/sign.ts';
import { Client } from '#modules/clients/client.ts';
import { forbidden } from '#schema/access.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { rowField } from '#schema/payload-rows.ts';
import { Reseller } from '#modules/resellers/reseller.ts';
import { beginDelivery } from './deliver-webhook.ts';
import { Webhook } from './webhook.ts';
import {
  checkAddress,
  webhookOwner,
  secretContext,
  unknownEvent,
  webhookBox,
  webhookFor,
} from './webhook-rules.ts';

const eventType = z.string().superRefine((type, ctx) => {
  const message = unknownEvent(type);
  if (message) ctx.addIssue({ code: 'custom', message });
});
const types = z.array(eventType).max(100);
const address = z.string().trim().min(1, 'is required').max(2_000);
const purpose = z.string().trim().max(250);

/** What was not sent while a webhook was switched off is sent once it is on again. */
async function beginWaiting({ tx }: Work, endpointId: number): Promise<void> {
  const waiting = await tx.webhookDelivery.findMany({
    where: { endpointId, state: 'PENDING' },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  for (const { id } of waiting) await beginDelivery(tx, { id, endpointId });
}

/** How long the secret before signs deliveries as well, in hours. */
const OVERLAP_HOURS = 24;

/** Gives a webhook a fresh secret; its text is shown this once. */
async function newSecret(
  { tx, app }: Work,
  id: number,
  before: Partial<Prisma.WebhookEndpointUpdateInput> = {},
): Promise<string> {
  const secret = newWebhookSecret();
  const secretEncrypted = webhookBox(app).encrypt(secret, secretContext(id));
  await tx.webhookEndpoint.update({ where: { id }, data: { ...before, secretEncrypted } });
  return secret;
}

/** What a caller of each kind hears at most. */
const mostOf = {
  staff: permissions,
  system: permissions,
  reseller: resellerPermissions,
  customer: customerPermissions,
  nobody: [],
} satisfies Record<Actor['kind'], readonly string[]>;

/**
 * The event types that a webhook of this caller is sent; none named means all that the caller may
 * hear, written out where that is not everything.
 * @throws DomainError FORBIDDEN naming the permission to hear an event
 */
function typesFor(actor: Actor, named: readonly string[], ifNone?: 'all'): string[] {
  const deaf = named.map(permissionOfEvent).find((one) => one && !actor.permissions.has(one));
  if (deaf) throw forbidden(actor, deaf);
  if (named.length) return [...named];
  const heard = nounsHeardWith(actor.permissions);
  const most = nounsHeardWith(new Set<string>(mostOf[actor.kind]));
  const missing = most.find((noun) => !heard.includes(noun));
  if (missing === undefined) return [];
  if (ifNone === 'all' || !heard.length) throw forbidden(actor, permissionOfEvent(`${missing}.*`));
  return heard.map((noun) => `${noun}.*`);
}

command('createWebhook', {
  description:
    'Add a webhook that sends events to a URL of the actor. Deliveries are signed with a secret that is shown only in this response.',
  permission: 'webhooks:write',
  input: (t) => ({
    url: t.string({
      required: true,
      description: 'URL to send events to: `https`, on the public internet.',
      validate: address,
    }),
    description: t.string({
      description: 'Description of what the webhook is for.',
      validate: purpose,
    }),
    eventTypes: t.stringList({
      description:
        'Which events, e.g. `invoice.paid` or `ticket.*`; left out: all you hear. Each asks for the permission to read what it is about.',
      validate: types,
    }),
    clientId: t.globalID({
      for: Client,
      description:
        'ID of the client the webhook belongs to, for actors who act for several clients.',
    }),
  }),
  errors: ['WEBHOOK_ADDRESS_REFUSED', 'CLIENT_NOT_FOUND', 'TOO_MANY_WEBHOOKS'],
  prepare: ({ app }, { url }) => checkAddress(app, url),
  run: async (work, { url, description, eventTypes, clientId }) => {
    const owner = await webhookOwner(work, clientId ? keyOf(clientId) : null);
    const { id } = await work.tx.webhookEndpoint.create({
      data: {
        ...owner,
        url,
        description: description ?? '',
        events: typesFor(work.actor, eventTypes ?? []),
        secretEncrypted: '',
      },
      select: { id: true },
    });
    return { webhookId: id, secret: await newSecret(work, id) };
  },
  payload: (t) => ({
    webhook: t.prismaField({
      type: Webhook,
      description: 'The new webhook.',
      resolve: (query, { webhookId }, _args, { db }) =>
        db.webhookEndpoint.findUniqueOrThrow({ ...query, where: { id: webhookId } }),
    }),
    secret: t.exposeString('secret', {
      description: 'Secret that signs the deliveries, `whsec_…`. Shown only in this response.',
    }),
  }),
});

command('updateWebhook', {
  description:
    'Change the URL or event types of a webhook, or enable or disable the webhook. Omitted fields stay unchanged.',
  permission: 'webhooks:write',
  input: (t) => ({
    webhookId: t.globalID({
      for: Webhook,
      required: true,
      description: 'ID of the webhook to change.',
    }),
    url: t.string({
      description: 'New URL to send events to: `https`, on the public internet.',
      validate: address,
    }),
    description: t.string({
      description: 'New description of what the webhook is for.',
      validate: purpose,
    }),
    eventTypes: t.stringList({
      description: 'Event types to send. An empty list means all.',
      validate: types,
    }),
    isActive: t.boolean({ description: 'Whether events are sent to the webhook.' }),
  }),
  errors: ['WEBHOOK_NOT_FOUND', 'WEBHOOK_ADDRESS_REFUSED'],
  nulls: { description: '', eventTypes: [] },
  prepare: async ({ app }, { url }) => {
    if (url) await checkAddress(app, url);
  },
  run: async (work, { webhookId, url, description, eventTypes, isActive }) => {
    const { id, events } = await webhookFor(work, webhookId);
    // Who sends it elsewhere must be allowed to hear all that it tells.
    typesFor(work.actor, events, 'all');
    await work.tx.webhookEndpoint.update({
      where: { id },
      data: {
        ...(url && { url }),
        ...(typeof description === 'string' && { description }),
        ...(eventTypes && { events: typesFor(work.actor, eventTypes) }),
        ...(typeof isActive === 'boolean' && { isActive }),
        ...(isActive && { disabledAt: null, failures: 0 }),
      },
    });
    if (isActive) await beginWaiting(work, id);
    return { webhookId: id };
  },
  payload: (t) => ({
    webhook: t.prismaField({
      type: Webhook,
      description: 'The webhook after the change.',
      resolve: (query, answer, _args, { db }) =>
        db.webhookEndpoint.findUniqueOrThrow({ ...query, where: { id: answer.webhookId } }),
    }),
  }),
});

command('rotateWebhookSecret', {
  description:
    'Replace the secret of a webhook. Deliveries are signed with the new secret at once, and for 24 hours with the one before as well: `webhook-signature` then holds both signatures, separated by a space.',
  permission: 'webhooks:write',
  input: (t) => ({
    webhookId: t.globalID({
      for: Webhook,
      required: true,
      description: 'ID of the webhook that gets a new secret.',
    }),
  }),
  errors: ['WEBHOOK_NOT_FOUND'],
  run: async (work, { webhookId }) => {
    const { id, events, secretEncrypted } = await webhookFor(work, webhookId);
    // Who holds the secret speaks to the receiver of all that it tells.
    typesFor(work.actor, events, 'all');
    const before = {
      previousSecretEncrypted: secretEncrypted,
      previousSecretUntil: new Date(now().getTime() + OVERLAP_HOURS * 3_600_000),
    };
    return { webhookId: id, secret: await newSecret(work, id, before) };
  },
  payload: (t) => ({
    webhook: rowField(t, Webhook, 'webhookId', 'The webhook with the new secret.'),
    secret: t.exposeString('secret', {
      description: 'New secret that signs the deliveries from now on. Shown only in this response.',
    }),
  }),
});

command('deleteWebhook', {
  description: 'Delete a webhook together with its delivery history. No more events are sent.',
  permission: 'webhooks:write',
  input: (t) => ({
    webhookId: t.globalID({
      for: Webhook,
      required: true,
      description: 'ID of the webhook to delete.',
    }),
  }),
  errors: ['WEBHOOK_NOT_FOUND'],
  run: async (work, { webhookId }) => {
    const { id, clientId, resellerId } = await webhookFor(work, webhookId);
    await work.tx.webhookEndpoint.deleteMany({ where: { id } });
    return { webhookId: id, clientId, resellerId };
  },
  deletes: { type: 'Webhook', key: 'webhookId' },
  payload: (t) => ({
    client: rowField(t, Client, 'clientId', 'The client whose webhook it was; null for others.'),
    reseller: rowField(
      t,
      Reseller,
      'resellerId',
      'The reseller whose webhook it was; null for others.',
    ),
  }),
});
