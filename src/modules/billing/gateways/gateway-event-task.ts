import { now } from '#core/clock.ts';
import { ProviderError } from '#core/provider-error.ts';
import type { GatewayEvent as Row, GatewayEventState } from '#generated/prisma/client.ts';
import type { GatewayNotification, PaymentState } from '#providers/gateways/gateway.ts';
import { taskKind } from '#schema/tasks/kind.ts';
import type { Work } from '#schema/work.ts';
import { captureApproved } from '#modules/billing/payments/capture-approved.ts';
import { asking, connectGateway } from './connect-gateway.ts';
import { bookPayment, type GatewayReport } from './gateway-payment.ts';
import { bookReturn } from './gateway-return.ts';

interface Which {
  gatewayEventId: number;
}

/**
 * Books what a gateway's message tells, once: the payment is read back from the gateway first. One
 * that does not fit the books changes nothing, is shown to staff, and can be tried again.
 */
export const gatewayEventTask = taskKind<Which, { payment: PaymentState }>({
  kind: 'gateway.event',
  resendable: true,
  endsOnDomainError: true,
  retry: { interactive: 'queue', hours: 72 },
  go: async ({ app, db }, { gatewayEventId }) => {
    const { gateway, ...row } = await db.gatewayEvent.findUniqueOrThrow({
      where: { id: gatewayEventId },
      include: { gateway: true },
    });
    const connected = await connectGateway(app, gateway);
    const reference = messageOf(row).reference ?? '';
    const payment = await asking(() => connected.find({ reference }));
    if (!payment) throw new ProviderError('UNKNOWN', 'The gateway does not know its own payment.');
    return { payment };
  },
  after: async (work, { gatewayEventId: id }, { payment }) => {
    const row = await work.tx.gatewayEvent.findUniqueOrThrow({ where: { id } });
    if (isHandled(row)) return;
    const report = { gatewayId: row.gatewayId, event: messageOf(row), payment };
    const [state, result, invoiceId = null] = await book(work, report);
    const data = { state, result, invoiceId, processedAt: now() };
    await work.tx.gatewayEvent.update({ where: { id }, data });
  },
  failed: async (work, { gatewayEventId: id }, { message: result }) => {
    const { gatewayId } = await work.tx.gatewayEvent.update({
      where: { id },
      data: { state: 'FAILED', result, processedAt: now() },
    });
    work.announce('gateway.eventRefused', { gatewayEventId: id, gatewayId, reason: result });
    const about = { gatewayEventId: id, requestId: work.requestInfo.requestId, reason: result };
    work.app.log.warn(about, 'A payment does not fit the books.');
  },
  beginAgain: async (work, { gatewayEventId }) => beginGatewayEvent(work, gatewayEventId),
});

/** Has a message booked that was stored. */
export async function beginGatewayEvent(work: Work, id: number): Promise<number> {
  await work.tx.gatewayEvent.update({ where: { id }, data: { attempts: { increment: 1 } } });
  return work.begin(gatewayEventTask, {
    subject: { type: 'GatewayEvent', id },
    clientId: null,
    input: { gatewayEventId: id },
  });
}

/** Whether nothing more has to be done about a message. */
export const isHandled = ({ state }: Pick<Row, 'state'>): boolean =>
  state === 'PROCESSED' || state === 'IGNORED';

/** The message as the gateway's adapter read it. */
function messageOf({ eventRef, type, payload }: Omit<Row, 'gateway'>): GatewayNotification {
  const stored = payload as unknown as Omit<GatewayNotification, 'occurredAt'> & {
    occurredAt: string;
  };
  return {
    ...stored,
    id: eventRef,
    kind: type as GatewayNotification['kind'],
    occurredAt: new Date(stored.occurredAt),
  };
}

type Verdict = [state: GatewayEventState, result: string, invoiceId?: number | null];

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
