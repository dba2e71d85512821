import { Client } from '#modules/clients/client.ts';
import { nounEvents } from '#schema/events/noun.ts';
import { ModuleQueueEntry } from './module-queue-entry.ts';

nounEvents({
  noun: 'moduleQueueEntry',
  title: 'failed action',
  type: ModuleQueueEntry,
  client: Client,
  read: 'services:manage',
  missing: 'QUEUE_ENTRY_NOT_FOUND',
  description: 'Actions of panels and registrars that failed and wait for a retry.',
});
