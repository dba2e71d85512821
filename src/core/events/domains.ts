import {
  eventChanges as changed,
  eventClient as client,
  eventCount as count,
  defineEvents,
  eventFlag as flag,
  eventSubjectId as subject,
  eventText as text,
} from './define.ts';

const domain = { domainId: subject('Domain'), clientId: client() };
/** Whether the client is to be written to about it. */
const sendEmail = flag();
const expiresOn = text();
const failed = { ...domain, reason: text() };
const tld = { tldId: subject('Tld') };
const registrar = { registrarId: subject('Registrar') };

/** Events of domains, TLDs and registrars. */
export const domainsEvents = defineEvents({
  'domain.changed': {
    description: 'The record of a domain was changed manually.',
    payload: { ...domain, changed: changed() },
    internalFields: ['notes', 'adminNotes'],
  },
  'domain.statusChanged': {
    description: 'A domain moved from one status to another.',
    payload: { ...domain, from: text(), to: text() },
  },
  'domain.registrationStarted': {
    description: 'The registrar was asked to register a domain.',
    payload: { ...domain, years: count() },
  },
  'domain.registered': {
    description: 'A domain was registered.',
    payload: { ...domain, sendEmail, expiresOn: expiresOn.nullable() },
  },
  'domain.registrationFailed': {
    description: 'The registrar did not register a domain.',
    payload: failed,
  },
  'domain.transferStarted': {
    description: 'The registrar was asked to take over a domain.',
    payload: { ...domain, sendEmail },
  },
  'domain.transferred': {
    description: 'A domain was transferred to the registrar.',
    payload: { ...domain, sendEmail, expiresOn: expiresOn.nullable() },
  },
  'domain.transferFailed': {
    description: 'The transfer of a domain failed.',
    payload: failed,
  },
  'domain.renewed': {
    description: 'A domain was renewed.',
    payload: { ...domain, sendEmail, years: count(), expiresOn: expiresOn.nullable() },
  },
  'domain.renewalFailed': {
    description: 'The registrar did not renew a domain.',
    payload: failed,
  },
  'domain.renewalDue': {
    description:
      'The period of a domain ends soon: with auto-renewal it wants an invoice, else a last reminder.',
    payload: { ...domain, sendEmail, expiresOn, daysLeft: count(), autoRenew: flag() },
  },
  'domain.expired': {
    description: 'The period of a domain has ended; the status says how far its end has come.',
    payload: { ...domain, sendEmail, status: text(), expiresOn },
  },
  'domain.transferredAway': {
    description: 'A domain was transferred to another registrar.',
    payload: { ...domain, sendEmail },
  },
  'domain.nameserversChanged': {
    description: 'The name servers of a domain changed.',
    payload: domain,
  },
  'domain.lockChanged': {
    description: 'The registrar lock of a domain was set or lifted.',
    payload: { ...domain, isLocked: flag() },
  },
  'domain.contactsChanged': { description: 'The contacts of a domain changed.', payload: domain },
  'domain.featuresChanged': {
    description: 'DNS hosting, email forwarding or ID protection of a domain changed.',
    payload: domain,
  },
  'domain.dnssecChanged': {
    description: 'The DS records or keys of a domain changed.',
    payload: domain,
  },
  'domain.privateNameserversChanged': {
    description: 'Name servers below a domain were registered, changed or deleted.',
    payload: domain,
  },
  'domain.eppCodeRequested': {
    description: 'Somebody asked for the transfer code of a domain.',
    payload: domain,
  },
  'domain.actionRun': {
    description: 'An action of the registrar was carried out for a domain.',
    payload: { ...domain, action: text() },
  },
  'tld.created': { description: 'A TLD was added.', payload: tld },
  'tld.changed': { description: 'Settings or prices of a TLD changed.', payload: tld },
  'registrar.configured': { description: 'A registrar was configured.', payload: registrar },
  'registrar.deleted': {
    description: 'The configuration of a registrar was deleted.',
    payload: registrar,
  },
});
