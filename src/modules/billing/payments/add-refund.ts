import { defined } from '#core/defined.ts';
import { keyOf } from '#core/ids.ts';
import { exact, round } from '#core/money.ts';
import { ProviderError } from '#core/provider-error.ts';
import type { Transaction as Row } from '#generated/prisma/client.ts';
import type { RefundState } from '#providers/gateways/gateway.ts';
import { command } from '#schema/command.ts';
import { taskKind, type TaskContext } from '#schema/tasks/kind.ts';
import { bookBack } from '#modules/billing/ledger/book-back.ts';
import type { Charge } from './charge.ts';
import { asking, connectGateway } from '#modules/billing/gateways/connect-gateway.ts';
import { returnsOf, undo, wasUndone } from '#modules/billing/gateways/gateway-return.ts';
import { ensureMayGiveBack } from './may-give-back.ts';
import { ensureMayRecord } from './record-payment.ts';
import { returnMoney, refundable, refundTask as kind } from './return-money.ts';
import { Invoice } from '#modules/billing/invoices/invoice.ts';
import { invoicePayload } from '#modules/billing/invoices/invoice-payload.ts';
import { invoiceFor, lockInvoice, ensure } from '#modules/billing/invoices/lock.ts';
import { atGateway } from './refund-money.ts';
import { RefundType, Transaction } from './transaction.ts';

/** A refund on its way: how much of which payment, in the invoice's currency and at the gateway. */
type RefundInput = {
  transactionId: number;
  amount: string;
  money: Charge;
  happenedAt: string | null;
};

async function load({ app, db }: TaskContext, transactionId: number) {
  const payment = await db.transaction.findUniqueOrThrow({
    where: { id: transactionId },
    include: { gateway: true },
  });
  if (!payment.gateway || !payment.transactionRef)
    throw new ProviderError('REFUSED', 'The payment is not known at a gateway.');
  return { gateway: await connectGateway(app, payment.gateway), reference: payment.transactionRef };
}

/** Gives a part of a payment back through the gateway it came by. */
const refundTask = taskKind<RefundInput, RefundState>({
  kind,
  retry: { interactive: 'answer', hours: 24 },
  go: async (task, { transactionId, money }) => {
    const { gateway, reference } = await load(task, transactionId);
    return notFailed(await gateway.refund(reference, money, task.key));
  },
  reconcile: async (task, { transactionId }) => {
    const { gateway, reference } = await load(task, transactionId);
    return asking(() => gateway.findRefund(reference, task.key));
  },
  after: async (work, { transactionId, amount, happenedAt }, { reference, status }, { id }) => {
    if (status === 'FAILED') return;
    const { invoiceId } = await work.tx.transaction.findUniqueOrThrow({
      where: { id: transactionId },
      select: { invoiceId: true },
    });
    await lockInvoice(work.tx, defined(invoiceId, `invoice of transaction ${transactionId}`));
    const payment = await work.tx.transaction.findUniqueOrThrow({ where: { id: transactionId } });
    const { gatewayId } = payment;
    // The gateway may have told of it automatically before its answer came.
    const { count } = await work.tx.transaction.updateMany({
      where: { transactionRef: reference },
      data: { taskId: id },
    });
    if (count > 0) return;
    await bookBack(work, payment, {
      amount,
      type: 'GATEWAY',
      transactionRef: reference,
      taskId: id,
      happenedAt: happenedAt ? new Date(happenedAt) : undefined,
    });
    if (gatewayId !== null && (await wasUndone(work, gatewayId, reference)))
      await undo(work, await returnsOf(work, gatewayId, reference));
  },
});

/** A refund that the gateway gave up is an error; one on its way is as good as given. */
function notFailed(state: RefundState): RefundState {
  if (state.status !== 'FAILED') return state;
  throw new ProviderError('REFUSED', 'The gateway could not give the money back.');
}

command('addRefund', {
  legacy: 'AddRefund',
  description:
    "Refund a payment in full or in part: manually, to the client's credit or through its gateway. Never more than was paid. A reseller refunds what was not delivered; for the rest it gives credit of its own with `addCredit`.",
  permission: 'billing:refund',
  input: (t) => ({
    invoiceId: t.globalID({
      for: Invoice,
      required: true,
      description: 'ID of the invoice the payment was for.',
    }),
    transactionId: t.globalID({
      for: Transaction,
      required: true,
      description: 'ID of the payment transaction to refund.',
    }),
    happenedAt: t.field({ type: 'DateTime', description: 'Time of the refund. Default: now.' }),
    amount: t.field({
      type: 'Decimal',
      description: 'Amount to refund. Default: all of the payment that is not yet refunded.',
    }),
    type: t.field({
      type: RefundType,
      defaultValue: 'CREDIT',
      description: 'Where the refunded money goes. Default: CREDIT.',
    }),
  }),
  errors: [
    'INVOICE_NOT_FOUND',
    'FORBIDDEN',
    'TRANSACTION_NOT_FOUND',
    'NOT_A_PAYMENT',
    'AMOUNT_NOT_POSITIVE',
    'REFUND_EXCEEDS_PAYMENT',
    'REFUND_NOT_POSSIBLE',
    'PROVIDER_REJECTED',
    'PROVIDER_UNREACHABLE',
    'OUTCOME_UNKNOWN',
  ],
  run: async (work, input) => {
    const invoice = await invoiceFor(work, keyOf(input.invoiceId));
    await ensureMayGiveBack(work, invoice.id);
    const payment = await work.tx.transaction.findFirst({
      where: { id: keyOf(input.transactionId), invoiceId: invoice.id, isVoided: false },
    });
    if (!payment) return work.fail('TRANSACTION_NOT_FOUND');
    ensure(payment.kind === 'PAYMENT', 'NOT_A_PAYMENT', 'transactionId');
    const left = await refundable(work, payment);
    const amount = input.amount ? round(input.amount, invoice.currencyCode) : left;
    ensure(
      input.amount === undefined || input.amount === null || amount.greaterThan(0),
      'AMOUNT_NOT_POSITIVE',
      'amount',
    );
    ensure(amount.greaterThan(0) && !amount.greaterThan(left), 'REFUND_EXCEEDS_PAYMENT', 'amount');
    const type = input.type ?? 'CREDIT';
    if (type === 'MANUAL') ensureMayRecord(work, 'type');
    // Credit that was bought is given back by giving the money back.
    ensure(type !== 'CREDIT' || invoice.kind !== 'ADD_FUNDS', 'REFUND_NOT_POSSIBLE', 'type');
    const happenedAt = input.happenedAt ?? undefined;
    const refund =
      type === 'GATEWAY'
        ? { taskId: await beginRefund(work, payment, amount.toFixed(), happenedAt) }
        : { id: await returnMoney(work, payment, { amount, type, happenedAt }) };
    return { invoiceId: invoice.id, refund };
  },
  payload: (t) => ({
    refund: t.prismaField({
      type: Transaction,
      description: 'The refund as a recorded transaction.',
      resolve: (query, { refund }, _args, { db }) =>
        db.transaction.findFirstOrThrow({ ...query, where: refund, orderBy: [{ id: 'asc' }] }),
    }),
    ...invoicePayload(t),
  }),
});

async function beginRefund(
  work: Parameters<typeof returnMoney>[0],
  payment: Row,
  amount: string,
  happenedAt: Date | undefined,
): Promise<number> {
  const { gatewayId, transactionRef, clientId, id } = payment;
  ensure(gatewayId !== null && transactionRef !== null, 'REFUND_NOT_POSSIBLE', 'type');
  const money = await atGateway(work, payment, amount);
  // A part so small that the gateway's currency cannot express it.
  ensure(exact(money.amount).greaterThan(0), 'REFUND_NOT_POSSIBLE', 'amount');
  return work.begin(refundTask, {
    subject: { type: 'Transaction', id },
    clientId,
    input: { transactionId: id, amount, money, happenedAt: happenedAt?.toISOString() ?? null },
  });
}
