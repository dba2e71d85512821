import { Client } from '#modules/clients/client.ts';
import { rowField } from '#schema/payload-rows.ts';
import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { Quote } from './quote.ts';
import { quoteFor } from './visible.ts';

command('deleteQuote', {
  legacy: 'DeleteQuote',
  description: 'Delete a quote. An invoice it became is kept.',
  permission: 'quotes:write',
  input: (t) => ({
    quoteId: t.globalID({ for: Quote, required: true, description: 'ID of the quote to delete.' }),
  }),
  errors: ['QUOTE_NOT_FOUND'],
  run: async (work, { quoteId }) => {
    const quote = await quoteFor(work, keyOf(quoteId));
    await work.tx.quote.delete({ where: { id: quote.id } });
    work.announce('quote.deleted', { quoteId: quote.id, clientId: quote.clientId });
    return { quoteId: quote.id, clientId: quote.clientId };
  },
  deletes: { type: 'Quote', key: 'quoteId' },
  payload: (t) => ({
    client: rowField(t, Client, 'clientId', 'The client, without the quote; null for a prospect.'),
  }),
});
