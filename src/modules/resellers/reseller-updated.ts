import { nounEvents } from '#schema/events/noun.ts';
import { Reseller } from './reseller.ts';

nounEvents({
  noun: 'reseller',
  type: Reseller,
  read: 'resellers:read',
  missing: 'RESELLER_NOT_FOUND',
  description: 'Resellers that are added, changed or deleted, and changes of what they pay.',
  also: ['priceList.assigned'],
});
