import {
  eventChanges as changed,
  eventClient as client,
  defineEvents,
  eventId as id,
  eventSubjectId as subject,
} from './define.ts';

/** Without a client while it is for a prospect. */
const quote = { quoteId: subject('Quote'), clientId: client().nullable() };

/** Events of quotes. */
export const quotesEvents = defineEvents({
  'quote.created': { description: 'A quote was made.', payload: quote },
  'quote.changed': { description: 'A quote changed.', payload: { ...quote, changed: changed() } },
  'quote.sent': { description: 'A quote is sent to its client or prospect.', payload: quote },
  'quote.accepted': {
    description: 'A quote was accepted and became an invoice.',
    payload: { ...quote, invoiceId: id('Invoice') },
  },
  'quote.expired': {
    description: 'The day until which a quote holds has passed.',
    payload: quote,
  },
  'quote.deleted': { description: 'A quote was deleted.', payload: quote },
});
