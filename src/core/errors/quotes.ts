/** Why quotes says no. */
export const quotesErrors = {
  QUOTE_NOT_FOUND: 'There is no such quote.',
  QUOTE_CLOSED: 'The quote was accepted already or can no longer be.',
  QUOTE_EXPIRED: 'The quote is no longer valid.',
  QUOTE_RECIPIENT_MISSING:
    'A quote for a prospect needs a first name, last name and e-mail address.',
} as const;
