import { Client } from '#modules/clients/client.ts';
import { nounEvents } from '#schema/events/noun.ts';
import { Quote } from './quote.ts';

nounEvents({
  noun: 'quote',
  type: Quote,
  client: Client,
  read: 'quotes:read',
  missing: 'QUOTE_NOT_FOUND',
  description: 'Quotes that are made, changed, sent, accepted, expired or deleted.',
});
