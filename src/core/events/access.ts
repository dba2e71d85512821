/** What access announces. Tokens and codes are never in here: see `passwords/email-secrets.ts` of the module. */
export interface AccessEvents {
  'user.added': { userId: number; resellerId: number | null };
  'user.changed': { userId: number; changed: string[] };
  'user.linked': { userId: number; clientId: number };
  'user.unlinked': { userId: number; clientId: number };
  'user.invited': { invitationId: number; clientId: number; tokenId: number };
  /** The address was locked out after too many wrong passwords or codes. */
  'user.locked': { userId: number };
  'user.signedIn': { userId: number };
  'admin.locked': { adminId: number };
  'admin.signedIn': { adminId: number };
  /** Somebody asked for a new password; `userId` is null where no user has the address. */
  'password.forgotten': { userId: number | null; tokenId: number };
  'password.changed': { userId: number | null; adminId: number | null };
  'email.verificationRequested': { userId: number; tokenId: number };
  'email.verified': { userId: number };
  /** A code is to be mailed; exactly one of the owners is set. */
  'secondFactor.codeRequested': {
    challengeId: number;
    userId: number | null;
    adminId: number | null;
  };
  'secondFactor.activated': { userId: number | null; adminId: number | null; module: string };
  'secondFactor.deactivated': { userId: number | null; adminId: number | null };
  'signInProvider.linked': { userId: number; linkId: number };
  'signInProvider.unlinked': { userId: number; linkId: number };
}
