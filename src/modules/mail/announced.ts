import { codeText } from '#modules/access/email-code.ts';
import { tokenText } from '#modules/access/single-use-token.ts';
import type { House } from './house.ts';
import type { Values } from './liquid.ts';
import { addonWelcome, productLetter, ticketStaff } from './letter-choices.ts';
import type { StaffChoice } from './recipients.ts';
import type { Payload, Reading, TopicKind } from './topic.ts';

/** A letter that an event asks for. */
export interface Announced {
  /** The template's name, or how it is found. */
  letter: string | ((reading: Reading, id: number, payload: Payload) => Promise<string | null>);
  /** What it is about; the event's `<about>Id` says which one. */
  about: TopicKind;
  /** Another name of that id in the event. */
  idFrom?: string;
  /** When it is written; unless told, always but with `sendEmail: false`. */
  when?: (payload: Payload) => boolean;
  /** Which staff get it, instead of whom it is about. */
  staff?: (reading: Reading, payload: Payload) => Promise<StaffChoice> | StaffChoice;
  /** Further values; null where there is nothing to say any more, such as a token that was used. */
  extra?: (reading: Reading, payload: Payload) => Promise<((house: House) => Values) | null>;
  /** Its text is removed once it was sent. */
  isSensitive?: boolean;
}

const accounts = (): StaffChoice => ({ role: 'receivesAccountEmail' });
const system = (): StaffChoice => ({ role: 'receivesSystemEmail' });

/** `link`: a page of the client area that is opened with a token. */
const link =
  (page: string): NonNullable<Announced['extra']> =>
  async ({ app, tx }, { tokenId }) => {
    const token = await tokenText(app, tx, Number(tokenId));
    return token === null
      ? null
      : ({ url }) => ({ link: `${url}/${page}?token=${encodeURIComponent(token)}` });
  };

const code: NonNullable<Announced['extra']> = async ({ app, tx }, { challengeId }) => {
  const digits = await codeText(app, tx, Number(challengeId));
  return digits === null ? null : () => ({ code: digits });
};

const said: NonNullable<Announced['extra']> = async (_reading, { reason, message, action }) => {
  const words = [action, reason ?? message].filter((word) => typeof word === 'string').join(': ');
  return () => ({ reason: words });
};

const isFor = (owner: 'userId' | 'adminId') => (payload: Payload) => payload[owner] !== null;
const isKind = (kind: string) => (payload: Payload) => payload.kind === kind;
const byStaff = (wanted: boolean) => (payload: Payload) =>
  payload.byStaff === wanted && payload.sendEmail !== false;

/**
 * Which letters each event asks for: one line each. An event of a module that is yet to come may
 * stand here already; until it is announced, nothing happens.
 */
export const announced: Readonly<Record<string, Announced | readonly Announced[]>> = {
  'client.added': { letter: 'Welcome', about: 'client', when: (p) => p.sendWelcomeEmail === true },
  'user.invited': {
    letter: 'Account Invitation',
    about: 'invitation',
    extra: link('invitation'),
    isSensitive: true,
  },
  'user.locked': { letter: 'Account Locked', about: 'user' },
  'admin.locked': { letter: 'Account Locked', about: 'admin' },
  'password.forgotten': [
    { letter: 'Password Reset', about: 'user', extra: link('reset-password'), isSensitive: true },
    {
      letter: 'Password Reset',
      about: 'admin',
      extra: link('admin/reset-password'),
      isSensitive: true,
    },
  ],
  'password.changed': [
    { letter: 'Password Changed', about: 'user', when: isFor('userId') },
    { letter: 'Password Changed', about: 'admin', when: isFor('adminId') },
  ],
  'email.verificationRequested': {
    letter: 'Email Verification',
    about: 'user',
    extra: link('verify-email'),
    isSensitive: true,
  },
  'secondFactor.codeRequested': [
    { letter: 'Sign-in Code', about: 'user', extra: code, isSensitive: true },
    { letter: 'Sign-in Code', about: 'admin', extra: code, isSensitive: true },
  ],
  'secondFactor.activated': [
    { letter: 'Second Factor Activated', about: 'user' },
    { letter: 'Second Factor Activated', about: 'admin' },
  ],
  'secondFactor.deactivated': [
    { letter: 'Second Factor Deactivated', about: 'user' },
    { letter: 'Second Factor Deactivated', about: 'admin' },
  ],

  'invoice.published': { letter: 'Invoice Created', about: 'invoice' },
  'invoice.paid': { letter: 'Invoice Paid', about: 'invoice' },
  'invoice.refunded': { letter: 'Invoice Refunded', about: 'invoice' },
  'invoice.reminderDue': [
    { letter: 'Invoice Reminder', about: 'invoice', when: isKind('upcoming') },
    { letter: 'Invoice Overdue', about: 'invoice', when: isKind('overdue1') },
    { letter: 'Invoice Overdue, Second Notice', about: 'invoice', when: isKind('overdue2') },
    { letter: 'Invoice Overdue, Last Notice', about: 'invoice', when: isKind('overdue3') },
    { letter: 'Late Fee Added', about: 'invoice', when: isKind('lateFee') },
  ],
  'payment.declined': { letter: 'Payment Declined', about: 'invoice', extra: said },
  'payment.refunded': { letter: 'Payment Refunded', about: 'payment', idFrom: 'transactionId' },
  'credit.added': { letter: 'Credit Added', about: 'credit' },

  'quote.sent': { letter: 'Quote', about: 'quote' },
  'quote.accepted': { letter: 'Quote Accepted', about: 'quote' },

  'order.placed': [
    { letter: 'Order Confirmation', about: 'order' },
    { letter: 'New Order (Staff)', about: 'order', when: () => true, staff: accounts },
  ],
  'order.accepted': {
    letter: 'Order Accepted',
    about: 'order',
    when: (p) => p.sendConfirmationEmail === true,
  },
  'order.cancelled': { letter: 'Order Cancelled', about: 'order' },
  'service.activated': {
    letter: productLetter('welcome'),
    about: 'service',
    when: (p) => p.sendWelcomeEmail !== false,
    isSensitive: true,
  },
  'serviceAddon.activated': {
    letter: addonWelcome,
    about: 'serviceAddon',
    when: (p) => p.sendWelcomeEmail !== false,
    isSensitive: true,
  },
  'service.suspended': { letter: 'Service Suspended', about: 'service' },
  'service.unsuspended': { letter: 'Service Unsuspended', about: 'service' },
  'service.terminated': { letter: productLetter('terminate'), about: 'service' },
  'service.packageChanged': { letter: productLetter('upgrade'), about: 'service' },
  'service.passwordChanged': { letter: 'Service Password Changed', about: 'service' },
  'service.releasedByHand': {
    letter: 'Service Waits (Staff)',
    about: 'service',
    staff: system,
    extra: said,
  },
  'moduleAction.failed': {
    letter: 'Service Action Failed (Staff)',
    about: 'service',
    staff: system,
  },
  'cancellation.requested': [
    { letter: 'Cancellation Requested', about: 'cancellation', idFrom: 'requestId' },
    {
      letter: 'Cancellation Requested (Staff)',
      about: 'cancellation',
      idFrom: 'requestId',
      staff: accounts,
    },
  ],

  'automation.finished': { letter: 'Automation Summary (Staff)', about: 'run', staff: system },

  'domain.registered': { letter: 'Domain Registered', about: 'domain' },
  'domain.registrationFailed': {
    letter: 'Domain Action Failed (Staff)',
    about: 'domain',
    staff: system,
    extra: said,
  },
  'domain.transferStarted': { letter: 'Domain Transfer Started', about: 'domain' },
  'domain.transferred': { letter: 'Domain Transferred', about: 'domain' },
  'domain.transferFailed': [
    { letter: 'Domain Transfer Failed', about: 'domain', extra: said },
    { letter: 'Domain Action Failed (Staff)', about: 'domain', staff: system, extra: said },
  ],
  'domain.renewed': { letter: 'Domain Renewed', about: 'domain' },
  'domain.renewalFailed': {
    letter: 'Domain Action Failed (Staff)',
    about: 'domain',
    staff: system,
    extra: said,
  },
  'domain.renewalDue': { letter: 'Domain Expiring', about: 'domain' },
  'domain.expired': { letter: 'Domain Expired', about: 'domain' },
  'domain.transferredAway': { letter: 'Domain Transferred Away', about: 'domain' },
  'domain.eppCodeRequested': { letter: 'Domain EPP Code', about: 'domain', isSensitive: true },

  'ticket.opened': [
    { letter: 'Ticket Opened', about: 'ticket', when: byStaff(false) },
    { letter: 'Ticket Opened by Staff', about: 'ticket', when: byStaff(true) },
    { letter: 'New Ticket (Staff)', about: 'ticket', when: byStaff(false), staff: ticketStaff },
  ],
  'ticket.replied': [
    { letter: 'Ticket Reply', about: 'ticket', when: byStaff(true) },
    {
      letter: 'New Ticket Reply (Staff)',
      about: 'ticket',
      when: byStaff(false),
      staff: ticketStaff,
    },
  ],

  'affiliate.activated': { letter: 'Affiliate Activated', about: 'affiliate' },
  'affiliate.applied': {
    letter: 'Affiliate Application (Staff)',
    about: 'application',
    staff: accounts,
  },
  'affiliate.rejected': { letter: 'Affiliate Application Declined', about: 'application' },
  'affiliate.commissionEarned': { letter: 'Affiliate Commission', about: 'affiliate' },
  'affiliate.withdrawalRequested': {
    letter: 'Withdrawal Requested (Staff)',
    about: 'affiliate',
    staff: accounts,
  },
  'affiliate.withdrawalSettled': { letter: 'Affiliate Withdrawal', about: 'affiliate' },
};
