import { Client } from '#modules/clients/client.ts';
import { concernedField } from '#schema/payload-rows.ts';
import { keyOf } from '#core/ids.ts';
import { invoicePayload } from '#modules/billing/invoices/invoice-payload.ts';
import { command } from '#schema/command.ts';
import { accept } from './accept.ts';
import { Quote } from './quote.ts';
import { quoteFor } from './visible.ts';

command('acceptQuote', {
  legacy: 'AcceptQuote',
  description:
    "Accept a quote for its client or prospect. Its lines become an unpaid invoice with the same amounts and taxes, and a prospect becomes a client. The quote's stage becomes ACCEPTED.",
  permission: 'quotes:accept',
  input: (t) => ({
    quoteId: t.globalID({ for: Quote, required: true, description: 'ID of the quote to accept.' }),
  }),
  errors: [
    'QUOTE_NOT_FOUND',
    'QUOTE_CLOSED',
    'QUOTE_EXPIRED',
    'QUOTE_RECIPIENT_MISSING',
    'CLIENT_EMAIL_TAKEN',
    'INVOICE_TOTAL_NEGATIVE',
  ],
  run: async (work, { quoteId }) => {
    const quote = await quoteFor(work, keyOf(quoteId));
    return { quoteId: quote.id, invoiceId: await accept(work, quote) };
  },
  payload: (t) => ({
    quote: t.prismaField({
      type: Quote,
      description: 'The quote after it was accepted, with its invoice.',
      resolve: (query, { quoteId }, _args, { db }) =>
        db.quote.findUniqueOrThrow({ ...query, where: { id: quoteId } }),
    }),
    ...invoicePayload(t, 'The invoice it became.'),
    client: concernedField(t, Client, 'The client with the invoice.'),
  }),
});
