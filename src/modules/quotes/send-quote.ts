import { keyOf } from '#core/ids.ts';
import { now, today } from '#core/clock.ts';
import { toDate, toDay } from '#core/dates.ts';
import { command } from '#schema/command.ts';
import { Quote } from './quote.ts';
import { quoteFor } from './visible.ts';

command('sendQuote', {
  legacy: 'SendQuote',
  description:
    'Send a quote by e-mail to its client or prospect. A draft becomes DELIVERED; an accepted quote stays accepted.',
  permission: 'quotes:write',
  input: (t) => ({
    quoteId: t.globalID({ for: Quote, required: true, description: 'ID of the quote to send.' }),
  }),
  errors: ['QUOTE_NOT_FOUND', 'QUOTE_CLOSED', 'QUOTE_EXPIRED'],
  run: async (work, { quoteId }) => {
    const quote = await quoteFor(work, keyOf(quoteId));
    if (['LOST', 'DEAD', 'CANCELLED'].includes(quote.stage)) work.fail('QUOTE_CLOSED');
    const day = today();
    const isAccepted = quote.stage === 'ACCEPTED';
    if (!isAccepted && toDay(quote.validUntilOn) < day) work.fail('QUOTE_EXPIRED');
    await work.tx.quote.update({
      where: { id: quote.id },
      data: {
        sentAt: now(),
        ...(!isAccepted && { stage: 'DELIVERED', modifiedOn: toDate(day) }),
      },
    });
    work.announce('quote.sent', { quoteId: quote.id, clientId: quote.clientId });
    return { quoteId: quote.id };
  },
  payload: (t) => ({
    quote: t.prismaField({
      type: Quote,
      description: 'The quote after it was sent.',
      resolve: (query, { quoteId }, _args, { db }) =>
        db.quote.findUniqueOrThrow({ ...query, where: { id: quoteId } }),
    }),
  }),
});
