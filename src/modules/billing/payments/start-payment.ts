import { now } from '#core/clock.ts';
import { ProviderError } from '#core/provider-error.ts';
import type { PaymentStart, PaymentState } from '#providers/gateways/gateway.ts';
import { errand, type Outing } from '#schema/errand.ts';
import { concludeAttempt, failAttempt, fits, lockAttempt } from './attempt.ts';
import { hideSecret } from './client-secret.ts';
import { asking, connectGateway } from '#modules/billing/gateways/connect-gateway.ts';

async function load({ app, db }: Outing, attemptId: number) {
  const attempt = await db.paymentAttempt.findUniqueOrThrow({
    where: { id: attemptId },
    include: { gateway: true },
  });
  if (!attempt.gateway) throw new ProviderError('REFUSED', 'The payment gateway is gone.');
  return { attempt, gateway: await connectGateway(app, attempt.gateway) };
}

/** Where the client comes back to; https addresses. */
export interface ReturnAddresses {
  returnUrl: string;
  cancelUrl: string;
}

/** Makes a payment at the gateway for the client to confirm there. */
export const startErrand = errand<{ attemptId: number } & ReturnAddresses, PaymentStart>({
  kind: 'payment.start',
  // No money moves by this: the same key gives the same payment, and a second one stays unpaid.
  resendable: true,
  retries: 1,
  go: async (outing, { attemptId, returnUrl, cancelUrl }) => {
    const { attempt, gateway } = await load(outing, attemptId);
    const start = await gateway.createPayment({
      amount: attempt.chargeAmount.toFixed(),
      currency: attempt.chargeCurrency,
      invoiceId: attempt.invoiceId,
      description: `Invoice ${attempt.invoiceId}`,
      key: attempt.idempotencyKey,
      returnUrl,
      cancelUrl,
    });
    return hideSecret(outing.app, attemptId, start);
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
  refused: (work, { attemptId }, message) => failAttempt(work, attemptId, message),
});

/**
 * Finishes a payment after the client confirmed it at the gateway. One that the gateway does not
 * finish yet stays open: the client may still confirm it.
 */
export const completeErrand = errand<{ attemptId: number }, PaymentState>({
  kind: 'payment.complete',
  retries: 1,
  go: (outing, { attemptId }) => complete(outing, attemptId),
  // The payment has a name by now, so it can be asked after, and finished when it was not.
  reconcile: async (outing, { attemptId }) => {
    const { attempt, gateway } = await load(outing, attemptId);
    const state = await asking(() => gateway.find({ reference: attempt.gatewayRef ?? '' }));
    return state && state.status === 'SUCCEEDED' && fits(attempt, state) ? state : null;
  },
  after: async (work, { attemptId }, state) => {
    const { attempt } = await lockAttempt(work, attemptId);
    await concludeAttempt(work, attempt, state);
  },
});

async function complete(outing: Outing, attemptId: number): Promise<PaymentState> {
  const { attempt, gateway } = await load(outing, attemptId);
  const state = await gateway.complete(attempt.gatewayRef ?? '', `${attempt.idempotencyKey}-c`);
  if (fits(attempt, state)) return state;
  outing.app.log.error(
    { attemptId, at: now() },
    'A gateway’s payment is of another invoice or currency.',
  );
  throw new ProviderError('REFUSED', 'The gateway’s payment does not fit the invoice.');
}
