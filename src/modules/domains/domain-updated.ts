import { Client } from '#modules/clients/client.ts';
import { nounEvents } from '#schema/events/noun.ts';
import { Domain } from './domain.ts';

nounEvents({
  noun: 'domain',
  type: Domain,
  client: Client,
  read: 'domains:read',
  missing: 'DOMAIN_NOT_FOUND',
  description: 'Domains that are registered, renewed, transferred or changed.',
});
