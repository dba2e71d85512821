import { Client } from '#modules/clients/client.ts';
import { nounEvents } from '#schema/events/noun.ts';
import { Contact } from './contact.ts';

nounEvents({
  noun: 'contact',
  type: Contact,
  client: Client,
  read: 'clients:read',
  missing: 'CONTACT_NOT_FOUND',
  description: 'Contacts that are added, changed or deleted.',
});
