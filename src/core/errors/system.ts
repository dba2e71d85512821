/** Why system says no. */
export const systemErrors = {
  BAN_NOT_FOUND: 'There is no such ban.',
  BAN_LOCKS_OUT: 'That would ban the address you come from.',
  SETTING_NOT_FOUND: 'There is no setting of that name.',
  SETTING_INVALID: 'The setting cannot have that value.',
  ADMIN_NOT_FOUND: 'There is no such staff member.',
  ADMIN_TAKEN: 'Another staff member has that user name or e-mail address.',
  ADMIN_LAST: 'Nobody would be left who may do everything.',
  ADMIN_ROLE_NOT_FOUND: 'There is no such role.',
  ADMIN_ROLE_NAME_TAKEN: 'Another role has that name.',
  ADMIN_ROLE_IN_USE: 'Staff members still have that role.',
  TODO_ITEM_NOT_FOUND: 'There is no such to-do item.',
  PAGE_HOOK_NOT_FOUND: 'There is no such piece of page code.',
  API_CREDENTIAL_NOT_FOUND: 'There is no such credential.',
  PERMISSION_UNKNOWN: 'There is no such permission.',
  PERMISSION_NOT_YOURS: 'You cannot grant what you do not hold yourself.',
  COMMAND_UNKNOWN: 'There is no such legacy command.',
} as const;
