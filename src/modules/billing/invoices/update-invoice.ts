import { z } from 'zod';
import { toDay } from '#core/dates.ts';
import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { cancelManually } from './cancel.ts';
import { gatewayKey, payMethodOf } from '#modules/billing/gateways/foreign.ts';
import { Gateway } from '#modules/billing/gateways/gateway.ts';
import { gatewayNamed } from '#modules/billing/gateways/gateway-named.ts';
import { Invoice } from './invoice.ts';
import { InvoiceItem } from './invoice-item.ts';
import { invoicePayload } from './invoice-payload.ts';
import { InvoiceStatus, mayInvoiceGo } from './invoice-status.ts';
import { InvoiceLineInput, linesFromInput, lowersPrices } from './line-input.ts';
import { type LockedInvoice, invoiceFor, ensure, readInvoice } from './lock.ts';
import { addLines, removeLines } from './change-lines.ts';
import { publish } from './make-invoice.ts';
import { payGreedy } from './pay-greedy.ts';
import { moveOn, noteBilled } from '#modules/billing/ledger/move-on.ts';
import { PayMethod } from '#modules/billing/payments/pay-method.ts';
import { ensureMayGiveBack, ensureMayWaive } from '#modules/billing/payments/may-give-back.ts';
import { payManually } from '#modules/billing/payments/pay-manually.ts';
import { retotal } from './retotal.ts';
import { moveTo } from './settle-invoice.ts';
import { isCreditAlone, refundCredit, reopenCancelled, reopenPaid } from './reopen.ts';
import { percentRule } from '#schema/decimal-rule.ts';

command('updateInvoice', {
  legacy: 'UpdateInvoice',
  description: 'Change an invoice. Omitted fields stay unchanged.',
  permission: 'billing:write',
  input: (t) => ({
    invoiceId: t.globalID({
      for: Invoice,
      required: true,
      description: 'ID of the invoice to change.',
    }),
    status: t.field({
      type: InvoiceStatus,
      description:
        'Where it goes. PAID records a payment of all that is owed, and is for staff. CANCELLED gives what was paid to the client’s credit; UNPAID opens a cancelled one again. UNPAID and REFUNDED of a paid one give back what was paid from credit; money has to be deleted or refunded first. What was granted for it stays.',
    }),
    gatewayId: t.globalID({
      for: Gateway,
      description: 'ID of the gateway through which the invoice is to be paid.',
    }),
    paymentMethod: t.string({
      description:
        'System name of the gateway through which the invoice is to be paid, such as `paypal`, for use instead of gatewayId. Ignored beside gatewayId; empty for none.',
    }),
    payMethodId: t.globalID({
      for: PayMethod,
      description: 'ID of the stored pay method to which the invoice is charged.',
    }),
    taxRate: t.field({
      type: 'Decimal',
      description:
        'Tax rate of the first level in percent, in place of the rate given by the tax rules.',
      validate: percentRule,
    }),
    issuedOn: t.field({ type: 'Date', description: 'New date of the invoice.' }),
    dueOn: t.field({ type: 'Date', description: 'New due date of the invoice.' }),
    paidOn: t.field({
      type: 'Date',
      description:
        'New date of payment, for an invoice that is paid. The day it was paid on anyway changes nothing, and neither does null for one that is not paid.',
    }),
    notes: t.string({
      description: 'Notes shown on the invoice.',
      validate: z.string().max(20_000),
    }),
    isGreedy: t.boolean({
      description:
        'Whether the client’s funds pay it as soon as they suffice, before anything else.',
    }),
    addLines: t.field({ type: [InvoiceLineInput], description: 'Lines to add to the invoice.' }),
    removeLineIds: t.globalIDList({
      for: InvoiceItem,
      description: 'IDs of the lines to remove.',
    }),
  }),
  errors: [
    'INVOICE_NOT_FOUND',
    'FORBIDDEN',
    'INVOICE_STATUS_INVALID',
    'INVOICE_NOT_DRAFT',
    'INVOICE_AMOUNTS_FIXED',
    'INVOICE_EMPTY',
    'LINE_SUBJECT_NOT_FOUND',
    'LINE_PRICE_MISSING',
    'UPGRADE_UNPAID',
    'INVOICE_TOTAL_NEGATIVE',
    'GATEWAY_NOT_FOUND',
    'PAY_METHOD_NOT_FOUND',
    'PAYMENT_IN_PROGRESS',
    'REFUND_EXCEEDS_PAYMENT',
    'AMOUNT_TOO_LARGE',
  ],
  nulls: { gatewayId: null, notes: '', paidOn: null, payMethodId: null, paymentMethod: null },
  run: async (work, input) => {
    const invoice = await invoiceFor(work, keyOf(input.invoiceId));
    const changed = await changeColumns(work, invoice, input);
    if (input.addLines?.length || input.removeLineIds?.length || input.taxRate) {
      // Who paid less for bought credit would have the rest for nothing.
      ensure(invoice.kind !== 'ADD_FUNDS', 'INVOICE_AMOUNTS_FIXED');
      const isLower =
        input.removeLineIds?.length || input.taxRate || lowersPrices(input.addLines ?? []);
      if (isLower) await ensureMayWaive(work, invoice.id);
      await removeLines(work, invoice, (input.removeLineIds ?? []).map(keyOf));
      const clientId = invoice.clientId ?? -1;
      const { lines, billed } = await linesFromInput(work.tx, clientId, input.addLines ?? []);
      await addLines(work, invoice, lines);
      if (isLower) await ensureMayWaive(work, invoice.id);
      await noteBilled(work.tx, clientId, invoice.id, billed);
      await moveOn(work.tx, billed, billed);
      const description = `Invoice ${invoice.id} changed`;
      const taxRate = input.taxRate ?? undefined;
      await retotal(work, invoice.id, { cause: 'INVOICE_CHANGED', description, taxRate });
      changed.push('amounts');
    }
    const { status, paidOn } = input;
    if (status) await changeStatus(work, invoice.id, status, paidOn ?? undefined);
    if (paidOn !== undefined && (await changePaidOn(work, invoice.id, paidOn)))
      changed.push('paidAt');
    if (input.isGreedy && invoice.clientId !== null) await payGreedy(work, invoice.clientId);
    if (changed.length)
      work.announce('invoice.changed', {
        invoiceId: invoice.id,
        clientId: invoice.clientId,
        changed,
      });
    return { invoiceId: invoice.id };
  },
  payload: (t) => invoicePayload(t),
});

/** Moves the payment to another day; whether that is another one. */
async function changePaidOn({ tx }: Work, id: number, paidOn: Date | null): Promise<boolean> {
  const { paidAt } = await tx.invoice.findUniqueOrThrow({
    where: { id },
    select: { paidAt: true },
  });
  if (!paidAt || !paidOn) {
    ensure(paidAt === paidOn, 'INVOICE_STATUS_INVALID', 'paidOn');
    return false;
  }
  if (toDay(paidAt) === toDay(paidOn)) return false;
  const { count } = await tx.invoice.updateMany({
    where: { id, status: { in: ['PAID', 'REFUNDED'] } },
    data: { paidAt: paidOn },
  });
  ensure(count === 1, 'INVOICE_STATUS_INVALID', 'paidOn');
  return true;
}

interface Columns {
  gatewayId?: { typename: string; id: string } | null;
  payMethodId?: { typename: string; id: string } | null;
  paymentMethod?: string | null;
  issuedOn?: Date | null;
  dueOn?: Date | null;
  notes?: string | null;
  isGreedy?: boolean | null;
}

async function changeColumns(work: Work, { id, clientId }: LockedInvoice, input: Columns) {
  const { issuedOn, dueOn, notes, isGreedy } = input;
  const method = input.payMethodId ? await payMethodOf(work, input.payMethodId, clientId) : null;
  const data = {
    ...(await gatewayColumn(work, input)),
    ...(method && { payMethodId: method.id }),
    ...(input.payMethodId === null && { payMethodId: null }),
    ...(issuedOn && { issuedOn }),
    ...(dueOn && { dueOn }),
    ...(notes != null && { notes }),
    ...(typeof isGreedy === 'boolean' && { isGreedy }),
  };
  const changed = Object.keys(data);
  if (changed.length) await work.tx.invoice.update({ where: { id }, data });
  return changed;
}

async function gatewayColumn(work: Work, { gatewayId, paymentMethod: name }: Columns) {
  if (gatewayId) return { gatewayId: await gatewayKey(work, gatewayId) };
  if (gatewayId === undefined && name)
    return { gatewayId: (await gatewayNamed(work, { name })).id };
  const isCleared = gatewayId === null || (name !== undefined && !name);
  return isCleared ? { gatewayId: null } : {};
}

/** Takes an invoice to a status by what that status means, never by writing it down only. */
async function changeStatus(
  work: Work,
  id: number,
  status: LockedInvoice['status'],
  paidAt: Date | undefined,
): Promise<void> {
  const invoice = await readInvoice(work.tx, id);
  const { status: before } = invoice;
  const fail = (): never => {
    const message = `An invoice cannot go from ${before} to ${status}.`;
    return work.fail('INVOICE_STATUS_INVALID', message, { field: 'status', requested: status });
  };
  if (before === status) return;
  if (!mayInvoiceGo(before, status) && !(before === 'DRAFT' && status === 'PAID')) fail();
  if (before === 'CANCELLED') return reopenCancelled(work, invoice);
  if (before === 'PAID') {
    // Money is taken back by deleting its transaction, or given back by a refund.
    if (!isCreditAlone(invoice) || status === 'COLLECTIONS') fail();
    await ensureMayGiveBack(work, id);
    return status === 'REFUNDED' ? refundCredit(work, invoice) : reopenPaid(work, invoice);
  }
  if (before === 'REFUNDED') fail();
  if (status === 'CANCELLED') return cancelManually(work, invoice);
  if (before === 'DRAFT') await publish(work, id, false);
  if (status === 'PAID') return payManually(work, id, { sendEmail: false, paidAt });
  if (before !== 'DRAFT') await moveTo(work, invoice, status);
  if (status === 'COLLECTIONS')
    work.announce('invoice.collected', { invoiceId: id, clientId: invoice.clientId });
}
