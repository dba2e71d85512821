import { keyOf } from '#core/ids.ts';
import { Client } from '#modules/clients/client.ts';
import { clientFor } from '#modules/clients/visible.ts';
import { command } from '#schema/command.ts';
import { makeFundsInvoice } from './funds.ts';
import { invoicePayload } from './invoice-payload.ts';

command('createFundsInvoice', {
  legacy: 'CreateFundsInvoice',
  description:
    'Make such an invoice for a client, also where clients may not; the limits of the amount hold.',
  permission: 'billing:write',
  input: (t) => ({
    clientId: t.globalID({ for: Client, required: true, description: 'Whose credit.' }),
    amount: t.field({ type: 'Decimal', required: true, description: 'How much credit.' }),
  }),
  refuses: [
    'CLIENT_NOT_FOUND',
    'AMOUNT_NOT_POSITIVE',
    'FUNDS_OUT_OF_RANGE',
    'FUNDS_BALANCE_TOO_HIGH',
  ],
  run: async (work, { clientId, amount }) => {
    const { id } = await clientFor(work, keyOf(clientId), { id: true });
    return { invoiceId: await makeFundsInvoice(work, id, amount, 'STAFF') };
  },
  payload: (t) => invoicePayload(t, 'The invoice to pay.'),
});
