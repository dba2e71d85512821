import {
  eventChanges as changed,
  eventClient as client,
  defineEvents,
  eventId as id,
  eventSubjectId as subject,
  eventText as text,
} from './define.ts';

const user = () => subject('User');
const admin = () => subject('Admin');
/** A token in the database, never its text. */
const token = () => id('SingleUseToken');
const place = { userId: user(), clientId: client() };
const signInLink = { userId: user(), linkId: id('SignInLink') };
const credential = { credentialId: subject('ApiCredential'), clientId: client().nullable() };
const role = { roleId: subject('AdminRole') };
/** Exactly one of the two is set. */
const eitherPerson = () => ({ userId: user().nullable(), adminId: admin().nullable() });

/** Events of users, staff members and how they sign in. Tokens and codes are never in here. */
export const accessEvents = defineEvents({
  'user.added': {
    description: 'A user was added.',
    payload: { userId: user(), resellerId: id('Reseller').nullable() },
  },
  'user.changed': {
    description: 'Details of a user changed.',
    payload: { userId: user(), changed: changed() },
  },
  'user.linked': {
    description: 'A user may act for an account from now on, or with other permissions.',
    payload: place,
  },
  'user.unlinked': {
    description: 'A user may no longer act for an account.',
    payload: place,
  },
  'user.invited': {
    description: 'Somebody was invited to act for an account.',
    payload: { invitationId: subject('UserInvitation'), clientId: client(), tokenId: token() },
  },
  'user.invitationWithdrawn': {
    description: 'An invitation to act for an account was withdrawn.',
    payload: { invitationId: subject('UserInvitation'), clientId: client() },
  },
  'user.locked': {
    description:
      'Too many wrong passwords or codes locked a user out: for one address or, where a link to open the account is mailed, everywhere.',
    payload: { userId: user(), tokenId: token().nullable() },
  },
  'user.signedIn': { description: 'A user signed in.', payload: { userId: user() } },
  'user.emailVerificationRequested': {
    description: 'A user is to prove that the email address is theirs.',
    payload: { userId: user(), tokenId: token() },
  },
  'user.emailVerified': {
    description: 'A user proved that the email address is theirs.',
    payload: { userId: user() },
  },
  'admin.locked': {
    description: 'Too many wrong passwords or codes locked a staff member out.',
    payload: { adminId: admin(), tokenId: token().nullable() },
  },
  'admin.signedIn': { description: 'A staff member signed in.', payload: { adminId: admin() } },
  'password.forgotten': {
    description:
      'Somebody asked for a new password; without a user where none has the email address.',
    payload: { userId: user().nullable(), tokenId: token() },
  },
  'password.changed': {
    description: 'The password of a user or a staff member changed.',
    payload: eitherPerson(),
  },
  'secondFactor.codeRequested': {
    description: 'A code for the second step of a sign-in is to be mailed.',
    payload: { challengeId: id('SignInChallenge'), ...eitherPerson() },
  },
  'secondFactor.activated': {
    description: 'A user or a staff member signs in with a second factor from now on.',
    payload: { ...eitherPerson(), module: text() },
  },
  'secondFactor.deactivated': {
    description: 'A user or a staff member signs in without a second factor from now on.',
    payload: eitherPerson(),
  },
  'signInProvider.linked': {
    description: 'A user can sign in through an identity provider from now on.',
    payload: signInLink,
  },
  'signInProvider.unlinked': {
    description: 'A user can no longer sign in through an identity provider.',
    payload: signInLink,
  },
  'apiCredential.added': {
    description: 'An API credential was made.',
    payload: credential,
  },
  'apiCredential.changed': {
    description: 'Name, permissions, addresses or expiry of an API credential changed.',
    payload: credential,
  },
  'apiCredential.rotated': {
    description: 'An API credential has a new token.',
    payload: credential,
  },
  'apiCredential.revoked': {
    description: 'An API credential may no longer be used.',
    payload: credential,
  },
  'admin.added': { description: 'A staff member was added.', payload: { adminId: admin() } },
  'admin.changed': {
    description: 'Details, role or departments of a staff member changed.',
    payload: { adminId: admin() },
  },
  'admin.deleted': { description: 'A staff member was deleted.', payload: { adminId: admin() } },
  'adminRole.added': {
    description: 'A staff role was added.',
    payload: role,
  },
  'adminRole.changed': {
    description: 'Name or permissions of a staff role changed.',
    payload: role,
  },
  'adminRole.deleted': {
    description: 'A staff role was deleted.',
    payload: role,
  },
});
