import { z } from 'zod';
import { toDay } from '#core/dates.ts';
import { keyOf } from '#core/ids.ts';
import { Client } from '#modules/clients/client.ts';
import { clientFor } from '#modules/clients/visible.ts';
import { command } from '#schema/command.ts';
import { concernedField } from '#schema/payload-rows.ts';
import { invoicePayload } from './invoice-payload.ts';
import { ensure, lockClientMoney } from './lock.ts';
import { makeInvoice, publish } from './make-invoice.ts';
import { payGreedy } from './pay-greedy.ts';

command('createDebitNote', {
  description:
    'Claim an amount from a client without a sale, such as a bank charge or a cheque that bounced. The debit note is owed at once.',
  permission: 'billing:write',
  input: (t) => ({
    clientId: t.globalID({
      for: Client,
      required: true,
      description: 'ID of the client who owes the amount.',
    }),
    description: t.string({
      required: true,
      description: 'Reason for the claim, as the client reads it.',
      validate: z.string().trim().min(1, 'is required').max(1_000),
    }),
    amount: t.field({
      type: 'Decimal',
      required: true,
      description: "Amount claimed, in the client's currency; must be above zero. Not taxed.",
    }),
    issuedOn: t.field({ type: 'Date', description: 'Date of the debit note. Default: today.' }),
    dueOn: t.field({
      type: 'Date',
      description: 'Due date of the debit note. Default: its date.',
    }),
    isGreedy: t.boolean({
      defaultValue: false,
      description:
        "Whether the client's funds pay it as soon as they suffice, before anything else. Default: false.",
    }),
    countsAsReceipt: t.boolean({
      defaultValue: false,
      description:
        "Whether its payment counts towards the volume that decides the reseller's prices. Default: false.",
    }),
    transactionKey: t.string({
      description: 'Key of your own by which a program recognises the debit note.',
      validate: z.string().trim().max(100),
    }),
    sendEmail: t.boolean({
      defaultValue: false,
      description: 'Whether to send the client an email about it. Default: false.',
    }),
  }),
  errors: ['CLIENT_NOT_FOUND', 'AMOUNT_NOT_POSITIVE', 'AMOUNT_TOO_LARGE'],
  run: async (work, input) => {
    const { amount, description, issuedOn, dueOn, transactionKey } = input;
    ensure(amount.greaterThan(0), 'AMOUNT_NOT_POSITIVE', 'amount');
    const { id: clientId } = await clientFor(work, keyOf(input.clientId), { id: true });
    await lockClientMoney(work.tx, clientId);
    const invoiceId = await makeInvoice(work, {
      clientId,
      kind: 'DEBIT_NOTE',
      lines: [{ type: 'CUSTOM', description, unitPrice: amount }],
      issuedOn: issuedOn ? toDay(issuedOn) : undefined,
      dueOn: dueOn ? toDay(dueOn) : undefined,
    });
    await work.tx.invoice.update({
      where: { id: invoiceId },
      data: {
        isGreedy: input.isGreedy ?? false,
        countsAsReceipt: input.countsAsReceipt ?? false,
        transactionKey: transactionKey ?? '',
      },
    });
    const sendEmail = input.sendEmail ?? false;
    work.announce('invoice.created', { invoiceId, clientId, sendEmail });
    await publish(work, invoiceId, sendEmail);
    await payGreedy(work, clientId);
    return { invoiceId, clientId };
  },
  payload: (t) => ({
    client: concernedField(t, Client, 'The client who owes the amount.'),
    ...invoicePayload(t, 'The debit note as it was made.'),
  }),
});
