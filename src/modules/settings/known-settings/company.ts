import { choice, count, flag, line, of, percent, type KnownSetting, shown, text } from './kinds.ts';

/** The company, its pages, and the people who sign in. */
export const companySettings = {
  CompanyAddress: shown(text('Postal address of the company, line by line; on invoices.')),
  CompanyName: shown(line('Name of the company, on invoices, emails and pages.', 'Hostgraph')),
  Email: shown(of('email', 'Address customers write to; emails come from it by default.')),
  Domain: shown(of('address', 'For storefronts: the web site of the company.')),
  SystemURL: shown(of('address', 'Address of the client area; links in emails lead there.')),
  LogoURL: shown(of('address', 'Picture at the head of emails and pages.')),
  Language: shown(
    of(
      'language',
      'English name of the language of clients, users and staff added without one.',
      'english',
    ),
  ),
  Timezone: shown(
    of('timezone', 'Time zone of the company: its days begin at midnight there.', 'UTC'),
  ),
  Country: shown(
    of('country', 'Country of the company, ISO 3166-1: that of clients made from quotes.', 'US'),
  ),
  DateFormat: shown(
    choice('How dates are written in emails, and read where /rapi says localised.', [
      'YYYY-MM-DD',
      'YYYY/MM/DD',
      'DD/MM/YYYY',
      'DD.MM.YYYY',
      'DD-MM-YYYY',
      'MM/DD/YYYY',
    ]),
  ),
  Charset: shown({
    ...text('For storefronts: encoding of pages.', 'utf-8'),
    grammar: {
      expected: 'the name of a character set, such as utf-8',
      fits: (provided) => /^[A-Za-z0-9][A-Za-z0-9._:-]{0,39}$/.test(provided),
    },
  }),
  MaintenanceMode: shown(flag('For storefronts: the client area is closed.')),
  MaintenanceModeMessage: shown(text('For storefronts: what a closed client area says.')),
  TermsOfServiceURL: shown(of('address', 'For storefronts: the terms buyers agree to.')),
  AcceptTermsOfService: shown(flag('For storefronts: buyers must agree to the terms.')),
  RegistrationEnabled: shown(
    flag(
      'Visitors may open an account (clientSignup); off, only staff and resellers add clients.',
      true,
    ),
  ),
  AllowIDNDomains: shown(flag('Domains may have letters beyond a to z.')),
  PremiumDomains: flag(
    'Premium names are sold for one year at the price their registry asks; off, they are shown as unavailable.',
  ),
  PremiumDomainMarkup: {
    ...percent('Percent added to the price a registry asks for a premium name.', '0.00'),
    range: [0, 1_000],
  },
  EnableEmailVerification: flag('New users must prove their email address before going on.'),
  RequiredPasswordStrength: count(
    'How strong a new password must be, 0 to 100: 100 stands for 80 bits, each character counting by the kinds of characters used. 0 asks for 8 characters only.',
    50,
    [0, 100],
  ),
  InvalidLoginBanLength: count(
    'Minutes an account is locked after ten wrong passwords in a row.',
    15,
    [1, 10_080],
  ),
} as const satisfies Record<string, KnownSetting>;
