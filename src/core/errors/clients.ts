/** Why clients says no. */
export const clientsErrors = {
  SIGNUP_CLOSED: 'New accounts are not opened here at the moment.',
  CLIENT_NOT_FOUND: 'There is no such client.',
  CLIENT_EMAIL_TAKEN: 'Another client already uses that e-mail address.',
  CLIENT_FILE_NOT_FOUND: 'There is no such file.',
  CLIENT_NOTE_NOT_FOUND: 'There is no such note.',
  CONTACT_NOT_FOUND: 'There is no such contact.',
  CONTACT_EMAIL_TAKEN: 'Another contact already signs in with that e-mail address.',
  OWNER_NOT_FOUND: 'There is no such user to own the client.',
  PHONE_INVALID: 'That is no telephone number of the country.',
  CLIENT_GROUP_NOT_FOUND: 'There is no such client group.',
  CLIENT_GROUP_NAME_TAKEN: 'Another client group already has that name.',
  CLIENT_GROUP_IN_USE: 'Clients are still in that group. Move them first.',
  CLIENT_CURRENCY_IN_USE: 'The currency cannot change once something is billed in it.',
  CLIENT_HAS_CUSTOMERS: 'The client is a reseller and still has customers of its own.',
  DOMAIN_EMAILS_NEEDED:
    'Somebody must receive the e-mails about domains: the client or one of its contacts.',
  CUSTOM_FIELD_NOT_FOUND: 'There is no such custom field.',
  CUSTOM_FIELD_NAME_TAKEN: 'Another custom field there already has that name.',
  CUSTOM_FIELD_HAS_VALUES: 'Something was filled in for the custom field already.',
  CUSTOM_FIELD_REQUIRED: 'A required custom field is empty.',
  CUSTOM_FIELD_INVALID: 'A custom field does not have the right value.',
} as const;
