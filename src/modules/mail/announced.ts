import { codeText } from '#modules/access/passwords/email-code.ts';
import { tokenText } from '#modules/access/passwords/single-use-token.ts';
import type { Company } from './company.ts';
import type { Values } from './liquid.ts';
import { addonWelcome, productTemplate, ticketStaff } from './template-choices.ts';
import type { StaffChoice } from './recipients.ts';
import type { Payload, Reading, TopicKind } from './topic.ts';

/** Values of an email besides those of its topic. */
export interface Extra {
  values: (company: Company) => Values;
  /** The token or code among them, which nobody but the addressee may read. */
  secret?: string;
}

/** An email that an event asks for. */
export interface Announced {
  /** The template's name, or how it is found. */
  template: string | ((reading: Reading, id: number, payload: Payload) => Promise<string | null>);
  /** What it is about; the event's `<about>Id` says which one. */
  about: TopicKind;
  /** Another name of that id in the event. */
  idFrom?: string;
  /** When it is written; by default always but with `sendEmail: false`. */
  when?: (payload: Payload) => boolean;
  /** Which staff get it, instead of whom it is about. */
  staff?: (reading: Reading, payload: Payload) => Promise<StaffChoice> | StaffChoice;
  /** Further values; null where there is nothing to say any more, such as a token that was used. */
  extra?: (reading: Reading, payload: Payload) => Promise<Extra | null>;
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
      : {
          values: ({ url }) => ({ link: `${url}/${page}?token=${encodeURIComponent(token)}` }),
          secret: token,
        };
  };

const code: NonNullable<Announced['extra']> = async ({ app, tx }, { challengeId }) => {
  const digits = await codeText(app, tx, Number(challengeId));
  return digits === null ? null : { values: () => ({ code: digits }), secret: digits };
};

const said: NonNullable<Announced['extra']> = async (_reading, { reason, message, action }) => {
  const words = [action, reason ?? message].filter((param) => typeof param === 'string').join(': ');
  return { values: () => ({ reason: words }) };
};

const isFor = (owner: 'userId' | 'adminId') => (payload: Payload) => payload[owner] !== null;
const opens = ({ tokenId }: Payload) => typeof tokenId === 'number';
const isRefusedHere = (payload: Payload) => !opens(payload);
const isKind = (kind: string) => (payload: Payload) => payload.kind === kind;
const byStaff = (requested: boolean) => (payload: Payload) =>
  payload.byStaff === requested && payload.sendEmail !== false;

/**
 * Which emails each event asks for: one line each. An event of a module that is yet to come may
 * stand here already; until it is announced, nothing happens.
 */
export const announced: Readonly<Record<string, Announced | readonly Announced[]>> = {
  'client.added': {
    template: 'Welcome',
    about: 'client',
    when: (p) => p.sendWelcomeEmail === true,
  },
  'user.invited': {
    template: 'Account Invitation',
    about: 'invitation',
    extra: link('invitation'),
    isSensitive: true,
  },
  'user.locked': [
    { template: 'Sign-ins Refused', about: 'user', when: isRefusedHere },
    {
      template: 'Account Locked',
      about: 'user',
      when: opens,
      extra: link('unlock'),
      isSensitive: true,
    },
  ],
  'admin.locked': [
    { template: 'Sign-ins Refused', about: 'admin', when: isRefusedHere },
    {
      template: 'Account Locked',
      about: 'admin',
      when: opens,
      extra: link('admin/unlock'),
      isSensitive: true,
    },
  ],
  'password.forgotten': [
    { template: 'Password Reset', about: 'user', extra: link('reset-password'), isSensitive: true },
    {
      template: 'Password Reset',
      about: 'admin',
      extra: link('admin/reset-password'),
      isSensitive: true,
    },
  ],
  'password.changed': [
    { template: 'Password Changed', about: 'user', when: isFor('userId') },
    { template: 'Password Changed', about: 'admin', when: isFor('adminId') },
  ],
  'user.emailVerificationRequested': {
    template: 'Email Verification',
    about: 'user',
    extra: link('verify-email'),
    isSensitive: true,
  },
  'secondFactor.codeRequested': [
    { template: 'Sign-in Code', about: 'user', extra: code, isSensitive: true },
    { template: 'Sign-in Code', about: 'admin', extra: code, isSensitive: true },
  ],
  'secondFactor.activated': [
    { template: 'Second Factor Activated', about: 'user' },
    { template: 'Second Factor Activated', about: 'admin' },
  ],
  'secondFactor.deactivated': [
    { template: 'Second Factor Deactivated', about: 'user' },
    { template: 'Second Factor Deactivated', about: 'admin' },
  ],

  'invoice.published': { template: 'Invoice Created', about: 'invoice' },
  'invoice.paid': { template: 'Invoice Paid', about: 'invoice' },
  'invoice.refunded': { template: 'Invoice Refunded', about: 'invoice' },
  'invoice.reminderDue': [
    { template: 'Invoice Reminder', about: 'invoice', when: isKind('upcoming') },
    { template: 'Invoice Overdue', about: 'invoice', when: isKind('overdue1') },
    { template: 'Invoice Overdue, Second Notice', about: 'invoice', when: isKind('overdue2') },
    { template: 'Invoice Overdue, Last Notice', about: 'invoice', when: isKind('overdue3') },
    { template: 'Late Fee Added', about: 'invoice', when: isKind('lateFee') },
  ],
  'payment.declined': { template: 'Payment Declined', about: 'invoice', extra: said },
  'payment.refunded': { template: 'Payment Refunded', about: 'payment', idFrom: 'transactionId' },
  'credit.added': { template: 'Credit Added', about: 'credit' },

  'quote.sent': { template: 'Quote', about: 'quote' },
  'quote.accepted': { template: 'Quote Accepted', about: 'quote' },

  'order.placed': [
    { template: 'Order Confirmation', about: 'order' },
    { template: 'New Order (Staff)', about: 'order', when: () => true, staff: accounts },
  ],
  'order.accepted': {
    template: 'Order Accepted',
    about: 'order',
    when: (p) => p.sendConfirmationEmail === true,
  },
  'order.cancelled': { template: 'Order Cancelled', about: 'order' },
  'service.activated': {
    template: productTemplate('welcome'),
    about: 'service',
    when: (p) => p.sendWelcomeEmail !== false,
    isSensitive: true,
  },
  'serviceAddon.activated': {
    template: addonWelcome,
    about: 'serviceAddon',
    when: (p) => p.sendWelcomeEmail !== false,
    isSensitive: true,
  },
  'service.suspended': { template: 'Service Suspended', about: 'service' },
  'service.unsuspended': { template: 'Service Unsuspended', about: 'service' },
  'service.terminated': { template: productTemplate('terminate'), about: 'service' },
  'service.packageChanged': { template: productTemplate('upgrade'), about: 'service' },
  'service.passwordChanged': { template: 'Service Password Changed', about: 'service' },
  'service.releasedByHand': {
    template: 'Service Waits (Staff)',
    about: 'service',
    staff: system,
    extra: said,
  },
  'moduleAction.failed': {
    template: 'Service Action Failed (Staff)',
    about: 'service',
    staff: system,
  },
  'task.waitsForPerson': {
    template: 'Task Waits (Staff)',
    about: 'client',
    when: ({ clientId }) => typeof clientId === 'number',
    staff: system,
    extra: said,
  },
  'cancellation.requested': [
    { template: 'Cancellation Requested', about: 'cancellation', idFrom: 'requestId' },
    {
      template: 'Cancellation Requested (Staff)',
      about: 'cancellation',
      idFrom: 'requestId',
      staff: accounts,
    },
  ],

  'automation.finished': { template: 'Automation Summary (Staff)', about: 'run', staff: system },

  'domain.registered': { template: 'Domain Registered', about: 'domain' },
  'domain.registrationFailed': {
    template: 'Domain Action Failed (Staff)',
    about: 'domain',
    staff: system,
    extra: said,
  },
  'domain.transferStarted': { template: 'Domain Transfer Started', about: 'domain' },
  'domain.transferred': { template: 'Domain Transferred', about: 'domain' },
  'domain.transferFailed': [
    { template: 'Domain Transfer Failed', about: 'domain', extra: said },
    { template: 'Domain Action Failed (Staff)', about: 'domain', staff: system, extra: said },
  ],
  'domain.renewed': { template: 'Domain Renewed', about: 'domain' },
  'domain.renewalFailed': {
    template: 'Domain Action Failed (Staff)',
    about: 'domain',
    staff: system,
    extra: said,
  },
  'domain.renewalDue': { template: 'Domain Expiring', about: 'domain' },
  'domain.expired': { template: 'Domain Expired', about: 'domain' },
  'domain.transferredAway': { template: 'Domain Transferred Away', about: 'domain' },
  'domain.eppCodeRequested': { template: 'Domain EPP Code', about: 'domain', isSensitive: true },

  'ticket.opened': [
    { template: 'Ticket Opened', about: 'ticket', when: byStaff(false) },
    { template: 'Ticket Opened by Staff', about: 'ticket', when: byStaff(true) },
    { template: 'New Ticket (Staff)', about: 'ticket', when: byStaff(false), staff: ticketStaff },
  ],
  'ticket.replied': [
    { template: 'Ticket Reply', about: 'ticket', when: byStaff(true) },
    {
      template: 'New Ticket Reply (Staff)',
      about: 'ticket',
      when: byStaff(false),
      staff: ticketStaff,
    },
  ],

  'affiliate.activated': { template: 'Affiliate Activated', about: 'affiliate' },
  'affiliate.applied': {
    template: 'Affiliate Application (Staff)',
    about: 'application',
    staff: accounts,
  },
  'affiliate.rejected': { template: 'Affiliate Application Declined', about: 'application' },
  'affiliate.commissionEarned': { template: 'Affiliate Commission', about: 'affiliate' },
  'affiliate.withdrawalRequested': {
    template: 'Withdrawal Requested (Staff)',
    about: 'affiliate',
    staff: accounts,
  },
  'affiliate.withdrawalSettled': { template: 'Affiliate Withdrawal', about: 'affiliate' },
};

/** What the template of a name is written about, as far as events ask for it by name. */
export const topicsOfTemplate = (name: string): TopicKind[] =>
  Object.values(announced)
    .flat()
    .filter(({ template }: Announced) => template === name)
    .map(({ about }: Announced) => about);
