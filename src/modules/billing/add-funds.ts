import { keyOf } from '#core/ids.ts';
import { Client } from '#modules/clients/client.ts';
import { clientFor } from '#modules/clients/visible.ts';
import { command } from '#schema/command.ts';
import { makeFundsInvoice } from './funds.ts';
import { invoicePayload } from './invoice-payload.ts';

command('addFunds', {
  legacy: 'AddFunds',
  description:
    'Make an invoice by which a client buys credit in advance, on the terms of the house.',
  permission: 'billing:pay',
  input: (t) => ({
    clientId: t.globalID({ for: Client, required: true, description: 'Whose credit.' }),
    amount: t.field({ type: 'Decimal', required: true, description: 'How much credit.' }),
  }),
  refuses: [
    'CLIENT_NOT_FOUND',
    'FUNDS_DISABLED',
    'FUNDS_ORDER_REQUIRED',
    'AMOUNT_NOT_POSITIVE',
    'FUNDS_OUT_OF_RANGE',
    'FUNDS_BALANCE_TOO_HIGH',
  ],
  run: async (work, { clientId, amount }) => {
    const { id } = await clientFor(work, keyOf(clientId), { id: true });
    return { invoiceId: await makeFundsInvoice(work, id, amount, 'CLIENT') };
  },
  payload: (t) => invoicePayload(t, 'The invoice to pay.'),
});
