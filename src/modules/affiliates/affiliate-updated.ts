import { Client } from '#modules/clients/client.ts';
import { nounEvents } from '#schema/events/noun.ts';
import { Affiliate } from './affiliate.ts';

nounEvents({
  noun: 'affiliate',
  type: Affiliate,
  client: Client,
  read: 'affiliates:read',
  missing: 'AFFILIATE_NOT_FOUND',
  description: 'Affiliates that are activated or changed, earn a commission or are paid.',
});
