import { Client } from '#modules/clients/client.ts';
import { nounEvents } from '#schema/events/noun.ts';
import { Service } from './service.ts';

nounEvents({
  noun: 'service',
  type: Service,
  client: Client,
  read: 'services:read',
  missing: 'SERVICE_NOT_FOUND',
  description:
    'Services that are set up, suspended, changed or ended, and what happens to their addons, cancellations and failed actions.',
  also: [
    'serviceAddon.activated',
    'serviceAddon.suspended',
    'serviceAddon.unsuspended',
    'serviceAddon.terminated',
    'cancellation.requested',
    'cancellation.withdrawn',
    'cancellation.completed',
    'moduleAction.failed',
    'moduleAction.settled',
  ],
});
