import { concernedField } from '#schema/payload-rows.ts';
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
import { InvoiceLineInput, linesFromInput, lowersPrices } from './line-input.ts';
import { lockBuyer } from './lock-buyer.ts';
import { makeInvoice, publish } from './make-invoice.ts';
import { moveOn, noteBilled } from '#modules/billing/ledger/move-on.ts';
import { askForSettings } from '#modules/settings/settings.ts';
import { ensureMayWaive } from '#modules/billing/payments/may-give-back.ts';
import { payManually } from '#modules/billing/payments/pay-manually.ts';
import { spendAvailableCredit } from '#modules/billing/ledger/spend-credit.ts';

const NewInvoiceStatus = builder.enumType('NewInvoiceStatus', {
  description: 'Status in which a new invoice is created.',
  values: {
    DRAFT: { description: 'The invoice is kept back as a draft.' },
    UNPAID: { description: 'The invoice is owed at once.' },
    PAID: {
      description: 'The invoice is owed, and a manual payment in full is recorded; for staff.',
    },
  } as const,
});

command('createInvoice', {
  legacy: 'CreateInvoice',
  description:
    'Create an invoice for a client, from services and domains of the client or from free text.',
  permission: 'billing:write',
  input: (t) => ({
    clientId: t.globalID({
      for: Client,
      required: true,
      description: 'ID of the client to invoice.',
    }),
    status: t.field({
      type: NewInvoiceStatus,
      defaultValue: 'DRAFT',
      description: 'Status in which to create the invoice. Default: DRAFT.',
    }),
    lines: t.field({
      type: [InvoiceLineInput],
      required: true,
      description: 'Lines of the invoice, at most 200.',
      validate: z.array(z.any()).min(1, 'must be at least one line').max(200),
    }),
    sendEmail: t.boolean({
      defaultValue: false,
      description: 'Whether to send the client an email about the new invoice. Default: false.',
    }),
    gatewayId: t.globalID({
      for: Gateway,
      description: 'ID of the gateway through which the invoice is to be paid.',
    }),
    issuedOn: t.field({ type: 'Date', description: 'Date of the invoice. Default: today.' }),
    dueOn: t.field({
      type: 'Date',
      description: 'Due date of the invoice. Default: the date of the invoice.',
    }),
    notes: t.string({
      description: 'Notes shown on the invoice.',
      validate: z.string().max(20_000),
    }),
    autoApplyCredit: t.boolean({
      defaultValue: false,
      description:
        'Pay what the client’s credit covers: at once, or of a draft when it is published.',
    }),
  }),
  errors: [
    'CLIENT_NOT_FOUND',
    'FORBIDDEN',
    'GATEWAY_NOT_FOUND',
    'LINE_SUBJECT_NOT_FOUND',
    'UPGRADE_UNPAID',
    'LINE_PRICE_MISSING',
    'INVOICE_TOTAL_NEGATIVE',
    'DRAFT_NOT_SENT',
    'AMOUNT_TOO_LARGE',
  ],
  run: async (work, input) => {
    const { status, sendEmail, gatewayId, issuedOn, dueOn, notes } = input;
    const draft = status === 'DRAFT' || status == null;
    if (draft && sendEmail) work.fail('DRAFT_NOT_SENT', undefined, { field: 'sendEmail' });
    const clientId = keyOf(input.clientId);
    // Asked for at once, they are one trip to the database.
    const [client, buyer] = await Promise.all([
      clientFor(work, clientId, { id: true }),
      lockBuyer(work.tx, clientId),
      askForSettings(work.tx),
    ]);
    const gateway = gatewayId ? await gatewayKey(work, gatewayId) : undefined;
    const { lines, billed } = await linesFromInput(work.tx, client.id, input.lines);
    const invoiceId = await makeInvoice(work, {
      clientId: client.id,
      buyer,
      lines,
      gatewayId: gateway,
      issuedOn: issuedOn ? toDay(issuedOn) : undefined,
      dueOn: dueOn ? toDay(dueOn) : undefined,
      notes: notes ?? '',
    });
    if (lowersPrices(input.lines)) await ensureMayWaive(work, invoiceId);
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
  payload: (t) => ({
    ...invoicePayload(t, 'The invoice as it was made.'),
    client: concernedField(t, Client, 'The client with the invoice.'),
  }),
});
