interface OfQuote {
  quoteId: number;
  /** Null while it is for a prospect. */
  clientId: number | null;
}

/** What quotes announces. */
export interface QuotesEvents {
  'quote.created': OfQuote;
  'quote.changed': OfQuote & { changed: string[] };
  /** It is to be sent to its client or prospect. */
  'quote.sent': OfQuote;
  'quote.accepted': OfQuote & { invoiceId: number };
  'quote.expired': OfQuote;
  'quote.deleted': OfQuote;
}
