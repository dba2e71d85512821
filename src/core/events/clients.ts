/** What clients announces. */
export interface ClientsEvents {
  /** `affiliateCode` stands in the link through which the client came; null for none. */
  'client.added': {
    clientId: number;
    signup: boolean;
    sendWelcomeEmail: boolean;
    affiliateCode: string | null;
  };
  'client.changed': { clientId: number; changed: string[] };
  'client.closed': { clientId: number };
  'client.deleted': { clientId: number; resellerId: number | null };
  'contact.added': { contactId: number; clientId: number };
  'contact.changed': { contactId: number; clientId: number };
  'contact.deleted': { contactId: number; clientId: number };
  'clientNote.added': { noteId: number; clientId: number };
  'clientNote.changed': { noteId: number; clientId: number };
  'clientNote.deleted': { noteId: number; clientId: number };
  'clientGroup.added': { groupId: number };
  'clientGroup.changed': { groupId: number };
  'clientGroup.deleted': { groupId: number };
  'customField.added': { fieldId: number };
  'customField.changed': { fieldId: number };
  'customField.deleted': { fieldId: number };
}
