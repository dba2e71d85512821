import { now } from '#core/clock.ts';
import { largeKeyOf } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import { command } from '#schema/command.ts';
import { beginDelivery, sendWebhook } from './deliver-webhook.ts';
import { visibleEndpoints } from './visible.ts';
import { WebhookDelivery } from './webhook.ts';

command('replayWebhookDelivery', {
  description:
    'Send an event to a webhook again with the same `webhook-id`, for instance after a failed delivery or when the receiver lost the event.',
  permission: 'webhooks:write',
  input: (t) => ({
    deliveryId: t.globalID({
      for: WebhookDelivery,
      required: true,
      description: 'ID of the webhook delivery to repeat.',
    }),
  }),
  errors: ['WEBHOOK_NOT_FOUND'],
  run: async ({ tx, actor }, { deliveryId }) => {
    const id = largeKeyOf(deliveryId);
    const delivery = await tx.webhookDelivery.findFirst({
      where: { AND: [{ id }, { endpoint: visibleEndpoints(actor) }] },
      select: { endpointId: true },
    });
    if (!delivery) throw new DomainError('WEBHOOK_NOT_FOUND');
    const { endpointId } = delivery;
    // Its next attempt, if there was one to come, is the one that is begun here.
    await tx.task.updateMany({
      where: {
        kind: sendWebhook.kind,
        subjectType: 'WebhookEndpoint',
        subjectId: endpointId,
        input: { path: ['deliveryId'], equals: id },
        state: { in: ['QUEUED', 'UNKNOWN', 'DEAD'] },
      },
      data: { state: 'CANCELLED', finishedAt: now(), nextAttemptAt: null },
    });
    await tx.webhookDelivery.update({
      where: { id },
      data: { state: 'PENDING', attempts: 0, nextAttemptAt: now(), deliveredAt: null },
    });
    await beginDelivery(tx, { id, endpointId });
    return { deliveryId: id };
  },
  payload: (t) => ({
    delivery: t.prismaField({
      type: WebhookDelivery,
      description: 'The delivery, waiting to be sent.',
      resolve: (query, answer, _args, { db }) =>
        db.webhookDelivery.findUniqueOrThrow({ ...query, where: { id: answer.deliveryId } }),
    }),
  }),
});
