import { builder } from '#schema/builder.ts';
import { Money } from '#schema/money.ts';

// What was agreed with a client and how it is billed, beside who it is.
builder.prismaObjectFields('Client', (t) => ({
  isTaxExempt: t.exposeBoolean('taxExempt', { description: 'Its invoices carry no tax.' }),
  isLateFeeExempt: t.exposeBoolean('lateFeeExempt', { description: 'Pays no late fees.' }),
  hasOverdueNotices: t.boolean({
    description: 'Is reminded of overdue invoices.',
    select: { overdueNoticesDisabled: true },
    resolve: ({ overdueNoticesDisabled }) => !overdueNoticesDisabled,
  }),
  hasSeparateInvoices: t.exposeBoolean('separateInvoices', {
    description: 'One invoice for each service rather than one for a day.',
  }),
  isCardChargedUnasked: t.boolean({
    description: 'A stored card is charged when an invoice is due.',
    select: { autoCardDisabled: true },
    resolve: ({ autoCardDisabled }) => !autoCardDisabled,
  }),
  isOptedOutOfMarketing: t.exposeBoolean('emailOptOut', {
    description: 'No marketing e-mail at all.',
  }),
  isOptedInToMarketing: t.boolean({
    description: 'Asked for marketing e-mail.',
    select: { marketingOptIn: true, emailOptOut: true },
    resolve: ({ marketingOptIn, emailOptOut }) => marketingOptIn && !emailOptOut,
  }),
  isNeverClosedWhenIdle: t.exposeBoolean('overrideAutoClose', {
    description: 'The daily run never closes it.',
  }),
  allowsSingleSignOn: t.exposeBoolean('allowSingleSignOn', {
    description: 'May be entered by a one-time link.',
  }),
  creditLimit: t.field({
    type: Money,
    nullable: true,
    authScopes: { permission: 'billing:read' },
    description: 'How far the account may go below zero.',
    select: { creditLimit: true, currencyCode: true },
    resolve: ({ creditLimit, currencyCode }) => ({ amount: creditLimit, currency: currencyCode }),
  }),
}));

builder.prismaObjectFields('Client', (t) => ({
  billingContact: t.relation('billingContact', {
    nullable: true,
    description: 'Whose address invoices carry; null for its own.',
  }),
  defaultGatewayModule: t.string({
    nullable: true,
    description: 'System name of how it pays unless told otherwise.',
    select: { defaultGateway: { select: { module: true } } },
    resolve: ({ defaultGateway }) => defaultGateway?.module,
  }),
  lastLoginAt: t.expose('lastLoginAt', {
    type: 'DateTime',
    nullable: true,
    description: 'Last sign-in of any of its users.',
  }),
  lastLoginIp: t.exposeString('lastLoginIp', {
    nullable: true,
    description: 'From where that was.',
  }),
  lastLoginHost: t.exposeString('lastLoginHost', {
    nullable: true,
    description: 'The name of that address then.',
  }),
  closedAt: t.expose('closedAt', {
    type: 'DateTime',
    nullable: true,
    description: 'When it was closed.',
  }),
}));
