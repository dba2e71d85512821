import { now } from '#core/clock.ts';
import { ProviderError } from '#core/provider-error.ts';
import type { PaymentGateway as Connected, PaymentState } from '#providers/gateways/gateway.ts';
import type { PaymentAttempt } from '#generated/prisma/client.ts';
import { taskKind, type TaskContext } from '#schema/tasks/kind.ts';
import type { Work } from '#schema/work.ts';
import { concludeAttempt, failAttempt, fits, lockAttempt, openAttempt } from './attempt.ts';
import { hideSecret } from './client-secret.ts';
import { asking, connectGateway } from '#modules/billing/gateways/connect-gateway.ts';
import { type LockedInvoice, ensure } from '#modules/billing/invoices/lock.ts';

async function load({ app, db }: TaskContext, attemptId: number) {
  const attempt = await db.paymentAttempt.findUniqueOrThrow({
    where: { id: attemptId },
    include: { gateway: true, payMethod: true },
  });
  if (!attempt.gateway) throw new ProviderError('REFUSED', 'The payment gateway is gone.');
  return { attempt, gateway: await connectGateway(app, attempt.gateway) };
}

async function charge(task: TaskContext, attemptId: number): Promise<PaymentState> {
  const { attempt, gateway } = await load(task, attemptId);
  const { payMethod } = attempt;
  if (!payMethod?.tokenEncrypted)
    throw new ProviderError('REFUSED', 'The stored pay method is gone.');
  const box = task.app.keyring.box('pay-method');
  const state = await gateway.capture({
    amount: attempt.chargeAmount.toFixed(),
    currency: attempt.chargeCurrency,
    invoiceId: attempt.invoiceId,
    token: box.decrypt(payMethod.tokenEncrypted, `pay_methods:${payMethod.id}`),
    description: `Invoice ${attempt.invoiceId}`,
    key: attempt.idempotencyKey,
  });
  return fitting(task, attempt, state);
}

function fitting({ app }: TaskContext, attempt: PaymentAttempt, state: PaymentState): PaymentState {
  if (!fits(attempt, state))
    throw new ProviderError('UNKNOWN', 'The gateway charged something else than it was asked for.');
  return hideSecret(app, attempt.id, state);
}

/** Charges a stored pay method with what is owed on an invoice. */
export const captureTask = taskKind<{ attemptId: number }, PaymentState>({
  kind: 'payment.capture',
  // What could not be taken is taken by the captures of the next day.
  retry: { interactive: 'answer', hours: 6, exhausted: 'CANCELLED' },
  go: (task, { attemptId }) => charge(task, attemptId),
  reconcile: async (task, { attemptId }) => {
    const { attempt, gateway } = await load(task, attemptId);
    const state = await findByKey(gateway, attempt.idempotencyKey, task.sentAt);
    return state && fitting(task, attempt, state);
  },
  after: async (work, { attemptId }, state) => {
    const { attempt } = await lockAttempt(work, attemptId);
    await concludeAttempt(work, attempt, state, attempt.taskId ?? undefined);
  },
  failed: (work, { attemptId }, { message }) => failAttempt(work, attemptId, message),
  // Whoever stored a pay method is counted on to pay with it.
  expected: async ({ db, key }, { attemptId: id }) => {
    const attempt = await db.paymentAttempt.findUniqueOrThrow({ where: { id } });
    const { chargeAmount, chargeCurrency: currency, invoiceId } = attempt;
    const money = { amount: chargeAmount.toFixed(), currency };
    return { ...money, status: 'SUCCEEDED', reference: key, invoiceId, fee: null, message: null };
  },
});

/**
 * What became of a payment whose answer was lost; null when it may be sent again. A gateway that
 * knows its keys again for some hours gets it once more under its key; after those it is looked for
 * around the time it was sent, and one that is not found is left to a person.
 */
async function findByKey(
  gateway: Connected,
  key: string,
  since: Date,
): Promise<PaymentState | null> {
  const { findsByKey, keyHours = 0 } = gateway;
  if (now().getTime() - since.getTime() < keyHours * 3_600_000) return null;
  const found = findsByKey ? await asking(() => gateway.find({ key, since })) : null;
  if (found || (findsByKey && !keyHours)) return found;
  throw new ProviderError('UNKNOWN', 'Too late to repeat the payment; look at the gateway.');
}

/**
 * Begins to charge a locked invoice to a stored pay method: the one named, the invoice's, the
 * client's own choice or its first.
 * @returns the attempt, which holds the invoice against another one
 * @throws DomainError INVOICE_NOT_UNPAID, PAY_METHOD_MISSING, PAYMENT_IN_PROGRESS
 */
export async function beginCapture(
  work: Work,
  invoice: LockedInvoice,
  named?: number,
): Promise<number> {
  const method = await methodFor(work, invoice, named);
  ensure(method !== null, 'PAY_METHOD_MISSING');
  const attempt = await openAttempt(work, invoice, {
    gatewayId: method.gatewayId,
    payMethodId: method.id,
    status: 'PENDING',
  });
  const taskId = await work.begin(captureTask, {
    subject: { type: 'Invoice', id: invoice.id },
    clientId: invoice.clientId,
    input: { attemptId: attempt.id },
  });
  await work.tx.paymentAttempt.update({ where: { id: attempt.id }, data: { taskId } });
  return attempt.id;
}

async function methodFor({ tx }: Work, invoice: LockedInvoice, named?: number) {
  const { clientId, payMethodId } = invoice;
  if (clientId === null) return null;
  const { defaultPayMethodId } = await tx.client.findUniqueOrThrow({
    where: { id: clientId },
    select: { defaultPayMethodId: true },
  });
  const methods = await tx.payMethod.findMany({
    where: {
      clientId,
      removedAt: null,
      tokenEncrypted: { not: null },
      gateway: { isActive: true },
    },
    orderBy: [{ isDefault: 'desc' }, { sortOrder: 'asc' }, { id: 'asc' }],
    select: { id: true, gatewayId: true },
  });
  const requested = named ?? payMethodId ?? defaultPayMethodId;
  const found = methods.find(({ id }) => id === requested) ?? (named ? undefined : methods[0]);
  return found?.gatewayId ? { id: found.id, gatewayId: found.gatewayId } : null;
}
