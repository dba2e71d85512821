/** Why clients says no. */
export const clientsRefusals = {
  CLIENT_NOT_FOUND: 'There is no such client.',
  CLIENT_EMAIL_TAKEN: 'Another client already uses that e-mail address.',
  CLIENT_NOTE_NOT_FOUND: 'There is no such note.',
  CONTACT_NOT_FOUND: 'There is no such contact.',
} as const;
