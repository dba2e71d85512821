interface OfDomain {
  domainId: number;
  clientId: number;
}

/** Whether the client is to be written to about it. */
interface EmailOption {
  sendEmail: boolean;
}

/** What domains announces. Days are `YYYY-MM-DD`. */
export interface DomainsEvents {
  /** Staff changed the record; `changed` names the fields. */
  'domain.changed': OfDomain & { changed: string[] };
  /** It moved along its life; statuses as in the graph. */
  'domain.statusChanged': OfDomain & { from: string; to: string };
  'domain.registrationStarted': OfDomain & { years: number };
  'domain.registered': OfDomain & EmailOption & { expiresOn: string | null };
  'domain.registrationFailed': OfDomain & { reason: string };
  'domain.transferStarted': OfDomain & EmailOption;
  'domain.transferred': OfDomain & EmailOption & { expiresOn: string | null };
  'domain.transferFailed': OfDomain & { reason: string };
  'domain.renewed': OfDomain & EmailOption & { years: number; expiresOn: string | null };
  'domain.renewalFailed': OfDomain & { reason: string };
  /** Its period ends soon: with `autoRenew` it wants an invoice, else a last reminder. */
  'domain.renewalDue': OfDomain &
    EmailOption & { expiresOn: string; daysLeft: number; autoRenew: boolean };
  /** The period has ended; the status says how far the end has come. */
  'domain.expired': OfDomain & EmailOption & { status: string; expiresOn: string };
  'domain.transferredAway': OfDomain & EmailOption;
  'domain.nameserversChanged': OfDomain;
  'domain.lockChanged': OfDomain & { isLocked: boolean };
  'domain.contactsChanged': OfDomain;
  'domain.featuresChanged': OfDomain;
  'domain.privateNameserversChanged': OfDomain;
  'domain.eppCodeRequested': OfDomain;
  'domain.actionRun': OfDomain & { action: string };
  'tld.created': { tldId: number };
  'tld.changed': { tldId: number };
  'registrar.configured': { registrarId: number };
}
