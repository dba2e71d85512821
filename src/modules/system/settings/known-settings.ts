/** How a setting's text is read. */
export type SettingType =
  | 'text'
  | 'boolean'
  | 'integer'
  | 'decimal'
  | 'choice'
  | 'address'
  | 'email'
  | 'timezone';

/** One setting the company knows. */
export interface KnownSetting {
  type: SettingType;
  /** What holds until somebody sets it, written as it is stored. */
  default: string;
  /** The words of a `choice`. */
  choices?: readonly string[];
  /** Kept encrypted and never shown. */
  isSecret?: true;
  /** Among the parameters a storefront may read (GetParameters). */
  isPublic?: true;
  description: string;
}

const text = (description: string, value = ''): KnownSetting => ({
  type: 'text',
  default: value,
  description,
});
const flag = (description: string, on = false): KnownSetting => ({
  type: 'boolean',
  default: on ? 'on' : '',
  description,
});
const count = (description: string, value: number): KnownSetting => ({
  type: 'integer',
  default: String(value),
  description,
});
const amount = (description: string, value: string): KnownSetting => ({
  type: 'decimal',
  default: value,
  description,
});
const shown = <Setting extends KnownSetting>(setting: Setting) => ({
  ...setting,
  isPublic: true as const,
});

/**
 * Every setting of the company by its name; no other name can be read or set. Booleans are `on` or
 * empty, as old programs write them.
 */
export const knownSettings = {
  CompanyName: shown(text('What the company is called.', 'Hostgraph')),
  CompanyAddress: shown(text('Postal address of the company, line by line; stands on invoices.')),
  Email: shown({ type: 'email', default: '', description: 'Where customers write to.' }),
  Domain: shown({ type: 'address', default: '', description: 'The web site of the company.' }),
  SystemURL: shown({ type: 'address', default: '', description: 'Where the client area is.' }),
  LogoURL: shown({
    type: 'address',
    default: '',
    description: 'The picture on emails and pages.',
  }),
  Language: shown(text('English name of the usual language.', 'english')),
  Timezone: shown({
    type: 'timezone',
    default: 'UTC',
    description: 'Where the company is: its days begin at midnight there.',
  }),
  Country: shown(text('Country of the company, two letters.', 'US')),
  DateFormat: shown({
    type: 'choice',
    default: 'YYYY-MM-DD',
    choices: ['YYYY-MM-DD', 'YYYY/MM/DD', 'DD/MM/YYYY', 'DD.MM.YYYY', 'DD-MM-YYYY', 'MM/DD/YYYY'],
    description: 'How dates are written for people.',
  } as KnownSetting),
  Charset: shown(text('Encoding of pages.', 'utf-8')),
  MaintenanceMode: shown(flag('The client area is closed.')),
  MaintenanceModeMessage: shown(text('What a closed client area says.')),
  TermsOfServiceURL: shown({ type: 'address', default: '', description: 'What buyers agree to.' }),
  AcceptTermsOfService: shown(flag('Buyers must agree to the terms.')),
  RegistrationEnabled: shown(flag('Visitors may open an account.', true)),
  EnableEmailVerification: flag('New users must prove their e-mail address.'),
  RequiredPasswordStrength: count('0 to 100: how strong a password must be.', 50),
  AllowIDNDomains: shown(flag('Domains may have letters beyond a to z.')),
  TaxEnabled: shown(flag('Invoices carry tax.')),
  TaxType: {
    type: 'choice',
    default: 'Exclusive',
    choices: ['Exclusive', 'Inclusive'],
    description: 'Whether prices have the tax in them.',
  } as KnownSetting,
  EuReverseCharge: flag(
    'No tax for a client in another EU member state than `Country` whose tax id has that state’s format; its invoices say so.',
  ),
  TaxDomains: flag('Domains are taxed.', true),
  TaxCustomInvoices: flag('Free lines of invoices are taxed.', true),
  TaxLateFee: flag('Late fees are taxed.'),
  TaxCode: shown(text('Tax number of the company.')),
  CreateInvoiceDaysBefore: count('Days before the due date an invoice is made.', 14),
  ContinuousInvoiceGeneration: flag(
    'Bill further periods of what is suspended or has an unpaid earlier one.',
    true,
  ),
  AutoApplyCredit: flag('Pay recurring invoices from the credit of their clients.', true),
  SendReminder: flag('Remind of invoices before they are due.', true),
  SendInvoiceReminderDays: count('Days before the due date of the first reminder.', 7),
  SendFirstOverdueInvoiceReminder: count(
    'Days after the due date of the first notice; 0 for none.',
    1,
  ),
  SendSecondOverdueInvoiceReminder: count(
    'Days after the due date of the second notice; 0 for none.',
    3,
  ),
  SendThirdOverdueInvoiceReminder: count(
    'Days after the due date of the third notice; 0 for none.',
    5,
  ),
  AddLateFeeDays: count('Days after the due date of the late fee; 0 for none.', 5),
  LateFeeType: {
    type: 'choice',
    default: 'Percentage',
    choices: ['Percentage', 'Fixed Amount'],
    description: 'What the late fee’s amount is.',
  } as KnownSetting,
  InvoiceLateFeeAmount: amount('The late fee, in percent or in the base currency.', '10.00'),
  LateFeeMinimum: amount('The least a late fee is, in the base currency.', '0.00'),
  AutoSuspension: flag('Suspend services whose invoices are overdue.', true),
  AutoSuspensionDays: count('Days after the due date of the suspension.', 5),
  AutoUnsuspend: flag('Bring services back when they are paid.', true),
  AutoTermination: flag('Terminate services that stay unpaid.'),
  AutoTerminationDays: count('Days after the due date of the termination.', 30),
  AutoCancellationRequests: flag('Carry out cancellation requests by the daily run.', true),
  CCProcessDaysBefore: count('Days before the due date stored cards are charged.', 0),
  SequentialInvoiceNumbering: flag('Paid invoices get a number of a gap-free series.', true),
  SequentialInvoiceNumberFormat: text('How such a number is written.', '{NUMBER}'),
  AddFundsEnabled: shown(flag('Clients may pay in advance.', true)),
  AddFundsMinimum: shown(amount('The least a client may pay in advance.', '10.00')),
  AddFundsMaximum: shown(amount('The most a client may pay in advance.', '100.00')),
  AddFundsMaximumBalance: shown(amount('The most credit a client may have.', '300.00')),
  AddFundsRequireOrder: shown(flag('Clients may pay in advance only with an active order.')),
  DailyCronHour: {
    type: 'integer',
    default: '9',
    description: 'Hour of the day, 0 to 23 in the company’s time zone, of the daily run.',
  } as KnownSetting,
  CCRetryEveryDays: count('Days until a stored card that was declined is tried again.', 3),
  CCMaximumAttempts: count('How often a stored card is tried for one invoice; 0 for no end.', 5),
  CCAttemptOnlyOnce: flag('Stored cards are charged once only.'),
  AffiliateEnabled: shown(flag('Clients may earn by bringing customers.')),
  AffiliateEarningPercent: shown(amount('Percent of a sale an affiliate earns.', '10.00')),
  AffiliateBonusDeposit: shown(amount('What an affiliate starts with.', '0.00')),
  AffiliatePayout: shown(amount('The least an affiliate may take out.', '25.00')),
  AffiliatesDelayCommission: count('Days before a commission counts.', 0),
  SupportTicketOrder: {
    type: 'choice',
    default: 'ASC',
    choices: ['ASC', 'DESC'],
    description: 'Which end of a conversation comes first.',
  } as KnownSetting,
  CloseInactiveTickets: count('Hours after which a silent ticket closes; 0 for never.', 0),
  TicketAllowedFileTypes: shown(
    text('Endings of files that may be attached.', '.jpg,.jpeg,.gif,.png,.txt,.pdf'),
  ),
  TicketRatingEnabled: shown(flag('Clients may rate answers.')),
  DefaultNameserver1: text('First nameserver of new domains.'),
  DefaultNameserver2: text('Second nameserver of new domains.'),
  DefaultNameserver3: text('Third nameserver of new domains.'),
  DefaultNameserver4: text('Fourth nameserver of new domains.'),
  DefaultNameserver5: text('Fifth nameserver of new domains.'),
  DNSResolver: text('DNS server asked for proofs, as 192.0.2.53:53; empty for the system’s own.'),
  OwnDomainProofRequired: flag(
    'A domain of one’s own is taken into a cart after it was proved only.',
  ),
  CartDays: count('Days after the last change when a cart is forgotten.', 30),
  DomainSyncEnabled: flag('Ask registrars for dates and states by the daily run.', true),
  InvalidLoginBanLength: count('Minutes an account is locked after wrong passwords.', 15),
  MailFromName: text('From whom emails come.'),
  MailFromEmail: { type: 'email', default: '', description: 'From where letters come.' },
  EmailCSS: text('Style of HTML emails.'),
  EmailGlobalHeader: text('HTML above every email.'),
  EmailGlobalFooter: text('HTML below every email.'),
  Signature: text('What emails end with.'),
  RecaptchaSiteKey: shown(text('Public half of the captcha’s key.')),
  RecaptchaSecretKey: {
    type: 'text',
    default: '',
    isSecret: true,
    description: 'Secret half of the captcha’s key.',
  } as KnownSetting,
  MaxMindAccountId: text('Account at the fraud check.'),
  MaxMindLicenseKey: {
    type: 'text',
    default: '',
    isSecret: true,
    description: 'Key at the fraud check.',
  } as KnownSetting,
} as const satisfies Record<string, KnownSetting>;

/** The name of a setting the company knows. */
export type SettingName = keyof typeof knownSettings;

const byFoldedName = new Map(
  Object.keys(knownSettings).map((name) => [name.toLowerCase(), name as SettingName]),
);

/** The setting of this name, in any case; undefined when the company knows none. */
export const settingNamed = (name: string): SettingName | undefined =>
  byFoldedName.get(name.trim().toLowerCase());
