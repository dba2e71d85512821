import { keyOf } from '#core/ids.ts';
import { invoicePayload } from '#modules/billing/invoices/invoice-payload.ts';
import { command } from '#schema/command.ts';
import { accept } from './accept.ts';
import { Quote } from './quote.ts';
import { quoteFor } from './visible.ts';

command('acceptQuote', {
  legacy: 'AcceptQuote',
  description: 'Accept a quote: its lines become an invoice, and a prospect a client.',
  permission: 'quotes:accept',
  input: (t) => ({
    quoteId: t.globalID({ for: Quote, required: true, description: 'Which one.' }),
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
      description: 'The quote as it is now.',
      resolve: (query, { quoteId }, _args, { db }) =>
        db.quote.findUniqueOrThrow({ ...query, where: { id: quoteId } }),
    }),
    ...invoicePayload(t, 'The invoice it became.'),
  }),
});
