import './accept-quote.ts';
import './create-quote.ts';
import './delete-quote.ts';
import './expire.ts';
import './quotes.ts';
import './send-quote.ts';
import './update-quote.ts';
import './quote-updated.ts';
