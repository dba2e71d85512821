import { now } from '#core/clock.ts';
import { ProviderError } from '#core/provider-error.ts';
import type { PaymentStart, PaymentState } from '#providers/gateways/gateway.ts';
import { taskKind, type TaskContext } from '#schema/tasks/kind.ts';
import { concludeAttempt, failAttempt, fits, lockAttempt } from './attempt.ts';
import { hideSecret } from './client-secret.ts';
import { asking, connectGateway } from '#modules/billing/gateways/connect-gateway.ts';

async function load({ app, db }: TaskContext, attemptId: number) {
  const attempt = await db.paymentAttempt.findUniqueOrThrow({
    where: { id: attemptId },
    include: { gateway: true },
  });
  if (!attempt.gateway) throw new ProviderError('REFUSED', 'The payment gateway is gone.');
  return { attempt, gateway: await connectGateway(app, attempt.gateway) };
}

/** Where the client comes back to; https addresses. */
interface ReturnAddresses {
  returnUrl: string;
  cancelUrl: string;
}

/** Makes a payment at the gateway for the client to confirm there. */
export const startTask = taskKind<{ attemptId: number } & ReturnAddresses, PaymentStart>({
  kind: 'payment.start',
  // No money moves by this: the same key gives the same payment, and a second one stays unpaid.
  resendable: true,
  retry: { interactive: 'answer', hours: 0 },
  go: async (task, { attemptId, returnUrl, cancelUrl }) => {
    const { attempt, gateway } = await load(task, attemptId);
    const start = await gateway.createPayment({
      amount: attempt.chargeAmount.toFixed(),
      currency: attempt.chargeCurrency,
      invoiceId: attempt.invoiceId,
      description: `Invoice ${attempt.invoiceId}`,
      key: attempt.idempotencyKey,
      returnUrl,
      cancelUrl,
    });
    return hideSecret(task.app, attemptId, start);
  },
  after: async (work, { attemptId }, start) => {
    const { attempt } = await lockAttempt(work, attemptId);
    await work.tx.paymentAttempt.update({
      where: { id: attempt.id },
      data: {
        gatewayRef: start.reference || null,
        redirectUrl: start.redirectUrl ?? null,
        message: start.instructions ?? '',
      },
    });
  },
  failed: (work, { attemptId }, { message }) => failAttempt(work, attemptId, message),
});

/**
 * Finishes a payment after the client confirmed it at the gateway. One that the gateway does not
 * finish yet stays open: the client may still confirm it.
 */
export const completeTask = taskKind<{ attemptId: number }, PaymentState>({
  kind: 'payment.complete',
  retry: { interactive: 'answer', hours: 24 },
  go: (task, { attemptId }) => complete(task, attemptId),
  // The payment has a name by now, so it can be asked after, and finished when it was not.
  reconcile: async (task, { attemptId }) => {
    const { attempt, gateway } = await load(task, attemptId);
    const state = await asking(() => gateway.find({ reference: attempt.gatewayRef ?? '' }));
    return state && state.status === 'SUCCEEDED' && fits(attempt, state) ? state : null;
  },
  after: async (work, { attemptId }, state) => {
    const { attempt } = await lockAttempt(work, attemptId);
    await concludeAttempt(work, attempt, state);
  },
});

async function complete(task: TaskContext, attemptId: number): Promise<PaymentState> {
  const { attempt, gateway } = await load(task, attemptId);
  const state = await gateway.complete(attempt.gatewayRef ?? '', `${attempt.idempotencyKey}-c`);
  if (fits(attempt, state)) return state;
  task.app.log.error(
    { attemptId, at: now() },
    'A gateway’s payment is of another invoice or currency.',
  );
  throw new ProviderError('REFUSED', 'The gateway’s payment does not fit the invoice.');
}
