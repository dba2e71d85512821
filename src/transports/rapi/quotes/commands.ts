import { AcceptQuote } from './AcceptQuote.ts';
import { CreateQuote } from './CreateQuote.ts';
import { DeleteQuote } from './DeleteQuote.ts';
import { GetQuotes } from './GetQuotes.ts';
import { SendQuote } from './SendQuote.ts';

export const quotesCommands = {
  AcceptQuote,
  CreateQuote,
  DeleteQuote,
  GetQuotes,
  SendQuote,
};
