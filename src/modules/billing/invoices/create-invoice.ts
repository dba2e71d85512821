import { z } from 'zod';
import { toDay } from '#core/dates.ts';
import { keyOf } from '#core/ids.ts';
import { Client } from '#modules/clients/client.ts';
import { clientFor } from '#modules/clients/visible.ts';
import { command } from '#schema/command.ts';
import { builder } from '#schema/builder.ts';
import { gatewayKey } from '#modules/billing/gateways/foreign.ts';
import { Gateway } from '#modules/billing/gateways/gateway.ts';
import { invoicePayload } from './invoice-payload.ts';
import { InvoiceLineInput, linesFromInput } from './line-input.ts';
import { lockClient } from './lock.ts';
import { makeInvoice, publish } from './make-invoice.ts';
import { moveOn, noteBilled } from '#modules/billing/ledger/move-on.ts';
import { payManually } from '#modules/billing/payments/pay-manually.ts';
import { spendAvailableCredit } from '#modules/billing/ledger/spend-credit.ts';

const NewInvoiceStatus = builder.enumType('NewInvoiceStatus', {
  description: 'How far a new invoice is taken.',
  values: {
    DRAFT: { description: 'Kept back.' },
    UNPAID: { description: 'Owed at once.' },
    PAID: { description: 'Owed, and paid in full manually.' },
  } as const,
});

command('createInvoice', {
  legacy: 'CreateInvoice',
  description: 'Make an invoice for a client, from its services and domains or from free text.',
  permission: 'billing:write',
  input: (t) => ({
    clientId: t.globalID({ for: Client, required: true, description: 'Whose it is.' }),
    status: t.field({
      type: NewInvoiceStatus,
      defaultValue: 'DRAFT',
      description: 'How far it is taken.',
    }),
    lines: t.field({
      type: [InvoiceLineInput],
      required: true,
      description: 'Its lines, at most 200.',
      validate: z.array(z.any()).min(1, 'must be at least one line').max(200),
    }),
    sendEmail: t.boolean({ defaultValue: false, description: 'Write to the client about it.' }),
    gatewayId: t.globalID({ for: Gateway, description: 'How it is to be paid.' }),
    issuedOn: t.field({ type: 'Date', description: 'Its date; today.' }),
    dueOn: t.field({ type: 'Date', description: 'When it is to be paid; its date.' }),
    notes: t.string({ description: 'Shown on it.', validate: z.string().max(20_000) }),
    autoApplyCredit: t.boolean({
      defaultValue: false,
      description:
        'Pay what the client’s credit covers: at once, or of a draft when it is published.',
    }),
  }),
  errors: [
    'CLIENT_NOT_FOUND',
    'GATEWAY_NOT_FOUND',
    'LINE_SUBJECT_NOT_FOUND',
    'LINE_PRICE_MISSING',
    'INVOICE_TOTAL_NEGATIVE',
    'DRAFT_NOT_SENT',
    'AMOUNT_TOO_LARGE',
  ],
  run: async (work, input) => {
    const { status, sendEmail, gatewayId, issuedOn, dueOn, notes } = input;
    const draft = status === 'DRAFT' || status == null;
    if (draft && sendEmail) work.fail('DRAFT_NOT_SENT', undefined, { field: 'sendEmail' });
    const client = await clientFor(work, keyOf(input.clientId), { id: true });
    const gateway = gatewayId ? await gatewayKey(work, gatewayId) : undefined;
    await lockClient(work.tx, client.id);
    const { lines, billed } = await linesFromInput(work.tx, client.id, input.lines);
    const invoiceId = await makeInvoice(work, {
      clientId: client.id,
      lines,
      gatewayId: gateway,
      issuedOn: issuedOn ? toDay(issuedOn) : undefined,
      dueOn: dueOn ? toDay(dueOn) : undefined,
      notes: notes ?? '',
    });
    await noteBilled(work.tx, client.id, invoiceId, billed);
    await moveOn(work.tx, billed, billed);
    const email = sendEmail ?? false;
    work.announce('invoice.created', { invoiceId, clientId: client.id, sendEmail: email });
    if (draft && input.autoApplyCredit)
      await work.tx.invoice.update({ where: { id: invoiceId }, data: { appliesCredit: true } });
    if (!draft) await publish(work, invoiceId, email);
    if (!draft && input.autoApplyCredit) await spendAvailableCredit(work, invoiceId, email);
    if (status === 'PAID') await payManually(work, invoiceId, { sendEmail: email });
    return { invoiceId };
  },
  payload: (t) => invoicePayload(t, 'The invoice as it was made.'),
});
