import { Client } from '#modules/clients/client.ts';
import { nounEvents } from '#schema/events/noun.ts';
import { Email } from './email.ts';

nounEvents({
  noun: 'email',
  type: Email,
  client: Client,
  read: 'mail:read',
  missing: 'EMAIL_NOT_FOUND',
  description: 'Emails that were sent or could not be sent.',
});
