import { builder } from '#schema/builder.ts';
import { Money } from '#schema/money.ts';

// What was agreed with a client and how it is billed, beside who it is.
builder.prismaObjectFields('Client', (t) => ({
  isTaxExempt: t.exposeBoolean('taxExempt', {
    description: "Whether the client's invoices carry no tax.",
  }),
  isLateFeeExempt: t.exposeBoolean('lateFeeExempt', {
    description: 'Whether the client is exempt from late fees.',
  }),
  hasOverdueNotices: t.boolean({
    description: 'Whether the client gets reminders of overdue invoices.',
    select: { overdueNoticesDisabled: true },
    resolve: ({ overdueNoticesDisabled }) => !overdueNoticesDisabled,
  }),
  hasSeparateInvoices: t.exposeBoolean('separateInvoices', {
    description: 'Whether each service gets a separate invoice, instead of one invoice per day.',
  }),
  isCardChargedUnasked: t.boolean({
    description: 'Whether a stored card is charged automatically when an invoice is due.',
    select: { autoCardDisabled: true },
    resolve: ({ autoCardDisabled }) => !autoCardDisabled,
  }),
  isOptedOutOfMarketing: t.exposeBoolean('emailOptOut', {
    description: 'Whether the client gets no marketing emails at all.',
  }),
  isOptedInToMarketing: t.boolean({
    description: 'Whether the client asked for marketing emails.',
    select: { marketingOptIn: true, emailOptOut: true },
    resolve: ({ marketingOptIn, emailOptOut }) => marketingOptIn && !emailOptOut,
  }),
  optedInToMarketingAt: t.expose('marketingOptInAt', {
    type: 'DateTime',
    nullable: true,
    description: 'Time at which the client asked for marketing emails. Null if it did not.',
  }),
  isNeverClosedWhenIdle: t.exposeBoolean('overrideAutoClose', {
    description: 'Whether the daily run never closes the client for inactivity.',
  }),
  allowsSingleSignOn: t.exposeBoolean('allowSingleSignOn', {
    description: "Whether the client's account may be entered by a one-time sign-in link.",
  }),
  creditLimit: t.field({
    type: Money,
    nullable: true,
    authScopes: { permission: 'billing:read' },
    description: 'Amount by which the account may go below zero.',
    select: { creditLimit: true, currencyCode: true },
    resolve: ({ creditLimit, currencyCode }) => ({ amount: creditLimit, currency: currencyCode }),
  }),
}));

builder.prismaObjectFields('Client', (t) => ({
  billingContact: t.relation('billingContact', {
    nullable: true,
    description: "Contact whose address appears on invoices; null for the client's own address.",
  }),
  defaultGatewayModule: t.string({
    nullable: true,
    description: 'System name of the gateway the client pays through by default.',
    select: { defaultGateway: { select: { label: true } } },
    resolve: ({ defaultGateway }) => defaultGateway?.label,
  }),
  lastLoginAt: t.expose('lastLoginAt', {
    type: 'DateTime',
    nullable: true,
    description: "Time of the last sign-in of any of the client's users.",
  }),
  lastLoginIp: t.exposeString('lastLoginIp', {
    nullable: true,
    description: 'IP address of the last sign-in.',
  }),
  lastLoginHost: t.exposeString('lastLoginHost', {
    nullable: true,
    description: 'Host name of the IP address at the time of the last sign-in.',
  }),
  closedAt: t.expose('closedAt', {
    type: 'DateTime',
    nullable: true,
    description: 'Time the client was closed.',
  }),
}));
