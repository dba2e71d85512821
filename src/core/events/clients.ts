/** What clients announces. */
export interface ClientsEvents {
  'client.added': { clientId: number; signup: boolean; sendWelcomeEmail: boolean };
  'client.changed': { clientId: number; changed: string[] };
  'client.closed': { clientId: number };
  'client.deleted': { clientId: number; resellerId: number | null };
  'contact.added': { contactId: number; clientId: number };
  'contact.changed': { contactId: number; clientId: number };
  'contact.deleted': { contactId: number; clientId: number };
  'clientNote.added': { noteId: number; clientId: number };
  'clientNote.changed': { noteId: number; clientId: number };
  'clientNote.deleted': { noteId: number; clientId: number };
}
