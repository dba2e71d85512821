import { nounEvents } from '#schema/events/noun.ts';
import { Client } from './client.ts';

nounEvents({
  noun: 'client',
  type: Client,
  read: 'clients:read',
  missing: 'CLIENT_NOT_FOUND',
  description:
    'Clients that are added, changed, closed or deleted, and what happens to their contacts, files, notes and credit.',
  also: [
    'contact.added',
    'contact.changed',
    'contact.deleted',
    'clientFile.added',
    'clientFile.deleted',
    'clientNote.added',
    'clientNote.changed',
    'clientNote.deleted',
    'credit.added',
    'credit.removed',
  ],
});
