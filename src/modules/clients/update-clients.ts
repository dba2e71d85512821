import { bulkCommand } from '#schema/bulk.ts';
import { Client } from './client.ts';
import './update-client.ts';

bulkCommand('updateClients', {
  single: 'updateClient',
  type: Client,
  field: 'client',
  ids: 'clientIds',
  key: 'client',
  keyOf: (id) => ({ id }),
  description: 'Make the same change to several clients.',
});
