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
    return { quoteId: quote.id };
  },
  payload: (t) => ({
    quoteId: t.int({
      description: 'Numeric ID the deleted quote had.',
      resolve: ({ quoteId }) => quoteId,
    }),
  }),
});
