import { systemActor } from '#core/actor.ts';
import { now } from '#core/clock.ts';
import { ProviderError } from '#core/provider-error.ts';
import { permissions } from '#core/permissions.ts';
import { DomainError } from '#core/errors.ts';
import type { GatewayEventState } from '#generated/prisma/client.ts';
import type { WebhookHeaders } from '#providers/gateways/gateway.ts';
import { transaction } from '#platform/database/transaction.ts';
import type { App } from '#schema/app.ts';
import { systemRequest } from '#schema/context.ts';
import { runTask } from '#schema/tasks/run.ts';
import { recordChange } from '#schema/record-change.ts';
import { openWork, type Work } from '#schema/work.ts';
import { captureApproved } from '#modules/billing/payments/capture-approved.ts';
import { connectGateway } from './connect-gateway.ts';
import { bookPayment, type GatewayReport } from './gateway-payment.ts';
import { bookReturn } from './gateway-return.ts';

/** A message that came in at a gateway's address, as it came. */
export interface Delivery {
  /** The gateway's system name. */
  module: string;
  rawBody: Uint8Array;
  headers: WebhookHeaders;
  requestId: string;
}

const system = systemActor(new Set(permissions));

/**
 * Takes a gateway's message: verified by the gateway's own means, the payment it speaks of read
 * back from the gateway, and booked once however often the message comes. One that is true but does
 * not fit the books is kept and announced for staff, and changes nothing.
 * @returns whether there is such a gateway
 * @throws WebhookRejected when it is not believed
 * @throws ProviderError when the gateway could not be asked; it should send the message again
 */
export async function receiveGatewayEvent(app: App, delivery: Delivery): Promise<boolean> {
  const { module, rawBody, headers, requestId } = delivery;
  const row = await app.db.gateway.findUnique({
    where: { module },
    select: { id: true, module: true, settingsEncrypted: true },
  });
  if (!row?.settingsEncrypted) return false;
  const gateway = await connectGateway(app, row);
  const event = await gateway.parseWebhook(rawBody, headers);
  if (event.kind === 'OTHER' || event.reference === null) return true;
  const payment = await gateway.find({ reference: event.reference });
  if (!payment) throw new ProviderError('UNKNOWN', 'The gateway does not know its own payment.');
  const report: GatewayReport = { gatewayId: row.id, event, payment };
  try {
    const begun = await store(app, report, requestId, (work) => book(work, report));
    for (const id of begun) await runTask(app, id);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const reason = error.message;
    await store(app, report, requestId, async () => ['FAILED', reason]);
    const about = { requestId, gateway: module, event: event.id, reason };
    app.log.warn(about, 'A payment does not fit the books.');
  }
  return true;
}

type Verdict = [state: GatewayEventState, result: string, invoiceId?: number | null];

/**
 * The message, its effect and its audit entry in one transaction; a known one has no effect.
 * @returns the tasks it began
 */
async function store(
  app: App,
  { gatewayId, event }: GatewayReport,
  requestId: string,
  effect: (work: Work) => Promise<Verdict>,
): Promise<readonly number[]> {
  const { id: eventRef, kind: type, occurredAt, ...rest } = event;
  const payload = { ...rest, occurredAt: occurredAt.toISOString() };
  return transaction(app.db, async (tx) => {
    const work = openWork({ app, actor: system, requestInfo: systemRequest(requestId) }, tx);
    // A second delivery waits here until the first one is done, and is then known.
    const [stored] = await tx.gatewayEvent.createManyAndReturn({
      data: [{ gatewayId, eventRef, type, payload, attempts: 1, receivedAt: now() }],
      skipDuplicates: true,
      select: { id: true },
    });
    if (!stored) return [];
    const [state, result, invoiceId = null] = await effect(work);
    const data = { state, result, invoiceId, processedAt: now() };
    await tx.gatewayEvent.update({ where: { id: stored.id }, data });
    if (state === 'FAILED') {
      const refused = { gatewayEventId: stored.id, gatewayId, reason: result };
      work.announce('gateway.eventRefused', refused);
    }
    await recordChange(work, {
      action: 'gateway.event',
      input: { gatewayEventId: stored.id, type, state },
    });
    return work.begun;
  });
}

/** The payment first, in case its own message is late; then what became of it. */
async function book(work: Work, report: GatewayReport): Promise<Verdict> {
  const { event, payment: state } = report;
  if (event.kind === 'ORDER_APPROVED' && state.status !== 'SUCCEEDED') {
    const { isTaken, result, invoiceId } = await captureApproved(work, report);
    return [isTaken ? 'PROCESSED' : 'IGNORED', result, invoiceId];
  }
  const transactionId = await bookPayment(work, report);
  if (transactionId === null) return ['IGNORED', 'No money of ours.'];
  const payment = await work.tx.transaction.findUniqueOrThrow({ where: { id: transactionId } });
  const isPayment = event.kind.startsWith('PAYMENT') || event.kind === 'ORDER_APPROVED';
  const result = isPayment
    ? `Recorded as transaction ${transactionId}.`
    : await bookReturn(work, payment, event);
  return ['PROCESSED', result, payment.invoiceId];
}
