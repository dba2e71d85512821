import {
  eventChanges as changed,
  eventClient as client,
  defineEvents,
  eventFlag as flag,
  eventId as id,
  eventSubjectId as subject,
  eventText as text,
} from './define.ts';

const ofClient = { clientId: subject('Client') };
const contact = { contactId: subject('Contact'), clientId: client() };
const note = { noteId: subject('ClientNote'), clientId: client() };
const file = { fileId: subject('ClientFile'), clientId: client() };
const group = { groupId: subject('ClientGroup') };
const field = { fieldId: subject('CustomField') };

/** Events of clients, their contacts and notes. */
export const clientsEvents = defineEvents({
  'client.added': {
    description: 'A client was added, by staff or by signing up.',
    payload: {
      ...ofClient,
      signup: flag(),
      sendWelcomeEmail: flag(),
      /** It stands in the link through which the client came. */
      affiliateCode: text().nullable(),
    },
  },
  'client.changed': {
    description: 'Details of a client changed.',
    payload: { ...ofClient, changed: changed() },
    internalFields: ['notes', 'groupId', 'leaveGroup', 'ipAddress'],
  },
  'client.closed': { description: 'The account of a client was closed.', payload: ofClient },
  'client.deleted': {
    description: 'A client was deleted.',
    payload: { ...ofClient, resellerId: id('Reseller').nullable() },
  },
  'contact.added': { description: 'A contact was added to a client.', payload: contact },
  'contact.changed': { description: 'A contact of a client changed.', payload: contact },
  'contact.deleted': { description: 'A contact of a client was deleted.', payload: contact },
  'clientNote.added': {
    description: 'Staff wrote a note on a client.',
    payload: note,
    isInternal: true,
  },
  'clientNote.changed': {
    description: 'Staff changed a note on a client.',
    payload: note,
    isInternal: true,
  },
  'clientNote.deleted': {
    description: 'Staff deleted a note on a client.',
    payload: note,
    isInternal: true,
  },
  'clientFile.added': {
    description: 'A file was added to a client.',
    payload: file,
    isInternal: true,
  },
  'clientFile.deleted': {
    description: 'A file of a client was deleted.',
    payload: file,
    isInternal: true,
  },
  'clientGroup.added': { description: 'A client group was added.', payload: group },
  'clientGroup.changed': { description: 'A client group changed.', payload: group },
  'clientGroup.deleted': { description: 'A client group was deleted.', payload: group },
  'customField.added': { description: 'A custom field was added.', payload: field },
  'customField.changed': { description: 'A custom field changed.', payload: field },
  'customField.deleted': { description: 'A custom field was deleted.', payload: field },
});
