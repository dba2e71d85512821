import { createHash } from 'node:crypto';
import { exact } from '#core/money.ts';
import * as is from '#import/columns.ts';
import { type ColumnMap, type Look, noun } from '#import/noun.ts';
import type { SourceRow } from '#import/source/source.ts';

/** Nothing can be sent there: RFC 2606 keeps the name free. */
const nobody = ({ id }: Look) => `client-${id}@imported.invalid`;

const uuid = is.made(['uuid'], (row, { id }) => {
  const found = String(row.uuid ?? '').toLowerCase();
  if (/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(found)) return found;
  const sum = createHash('md5').update(`client ${id}`).digest('hex');
  return sum.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
});

/** `+44.2079460000`: the calling code apart. */
const phone = (part: 1 | 2): ColumnMap =>
  is.made(['phonenumber'], (row, look) => {
    const found = is.plain(row, 'phonenumber', look).trim();
    const [, code = '', number = found] = /^\+(\d{1,3})\.(.*)$/.exec(found) ?? [];
    return part === 1 ? code : number;
  });

const country = is.made(['country'], (row, look) => {
  const found = String(row.country ?? '').toUpperCase();
  if (/^[A-Z]{2}$/.test(found)) return found;
  look.note('country', 'no country: that of the company instead');
  return look.installation.setting('DefaultCountry') || 'US';
});

/** Since version 8 in one column, as JSON. */
const emails = (kind: string): ColumnMap =>
  is.made(['email_preferences'], ({ email_preferences: found }: SourceRow) => {
    try {
      const chosen = JSON.parse(String(found || '{}')) as Record<string, unknown>;
      return String(chosen[kind] ?? '1') !== '0';
    } catch {
      return true;
    }
  });

const address = {
  first_name: is.text('firstname'),
  last_name: is.text('lastname'),
  company_name: is.text('companyname'),
  address1: is.text('address1'),
  address2: is.text('address2'),
  city: is.text('city'),
  state: is.text('state'),
  postcode: is.text('postcode'),
  phone_number: phone(2),
  phone_country_code: phone(1),
  tax_id: is.text('tax_id'),
};

export const clients = noun({
  name: 'clients',
  table: 'tblclients',
  target: 'clients',
  columns: {
    id: is.int('id'),
    uuid,
    ...address,
    email: is.once(
      'email',
      (row, look) => is.plain(row, 'email', look).trim().toLowerCase() || nobody(look),
      'email',
      nobody,
    ),
    country_code: country,
    status: is.oneOf(
      'status',
      { Active: 'ACTIVE', Inactive: 'INACTIVE', Closed: 'CLOSED' },
      'INACTIVE',
    ),
    group_id: is.ref('client groups', 'groupid'),
    currency_code: is.currency('currency'),
    language: is.made(['language'], (row, { installation }) =>
      String(row.language || installation.setting('Language') || 'english').toLowerCase(),
    ),
    notes: is.text('notes'),
    credit_balance: is.money('credit'),
    credit_limit: is.made(['credit'], (row, look) => {
      const credit = exact(String(row.credit ?? '0'));
      if (!credit.isNegative()) return '0';
      look.note('credit', 'below zero: the credit limit is set to it');
      return credit.negated().toFixed();
    }),
    default_gateway_id: is.gateway('defaultgateway'),
    tax_exempt: is.flag('taxexempt'),
    late_fee_exempt: is.flag('latefeeoveride'),
    overdue_notices_disabled: is.flag('overideduenotices'),
    separate_invoices: is.flag('separateinvoices'),
    auto_card_disabled: is.flag('disableautocc'),
    email_opt_out: is.flag('emailoptout'),
    marketing_opt_in: is.flag('marketing_emails_opt_in'),
    override_auto_close: is.flag('overrideautoclose'),
    allow_single_sign_on: is.made(['allow_sso'], (row) => is.isOn(row.allow_sso ?? 1)),
    general_emails: emails('general'),
    invoice_emails: emails('invoice'),
    support_emails: emails('support'),
    product_emails: emails('product'),
    domain_emails: emails('domain'),
    affiliate_emails: emails('affiliate'),
    last_login_at: is.time('lastlogin'),
    last_login_ip: is.text('ip'),
    last_login_host: is.text('host'),
    created_at: is.firstTime('datecreated', 'created_at'),
  },
  left: {
    cardnum: 'a number of a card, stored by the source itself: clients store their cards anew',
    bankacct: 'bank data is encrypted at the source',
    gatewayid: 'a token of a gateway that is entered anew',
    securityqans: 'answers are encrypted at the source',
    pwresetkey: 'ends with the old system',
    password: 'is that of the user; see users',
  },
});

/** Who gets a client's invoices: its contacts come after it. */
export const billingContacts = noun({
  name: 'billing contacts',
  table: 'tblclients',
  target: 'clients',
  isUpdate: true,
  columns: { id: is.int('id'), billing_contact_id: is.ref('contacts', 'billingcid') },
});

export const contacts = noun({
  name: 'contacts',
  table: 'tblcontacts',
  target: 'contacts',
  columns: {
    id: is.int('id'),
    client_id: is.owner('clients', 'userid'),
    ...address,
    email: is.made(['email', 'subaccount'], (row, look) => {
      if (is.isOn(row.subaccount))
        look.note('subaccount', 'signed in of its own: invite it as a user');
      return is.plain(row, 'email', look).trim().toLowerCase();
    }),
    country_code: is.made(['country'], (row) => String(row.country ?? '').toUpperCase()),
    permissions: is.always([]),
    general_emails: is.flag('generalemails'),
    product_emails: is.flag('productemails'),
    domain_emails: is.flag('domainemails'),
    invoice_emails: is.flag('invoiceemails'),
    support_emails: is.flag('supportemails'),
    affiliate_emails: is.flag('affiliateemails'),
    created_at: is.firstTime('created_at'),
  },
  left: { password: 'contacts sign in as users since version 8', permissions: 'of sub-accounts' },
});

export const clientNotes = noun({
  name: 'client notes',
  table: 'tblnotes',
  target: 'client_notes',
  columns: {
    id: is.int('id'),
    client_id: is.owner('clients', 'userid'),
    admin_id: is.ref('staff', 'adminid'),
    note: is.text('note'),
    is_sticky: is.flag('sticky'),
    created_at: is.firstTime('created', 'modified'),
  },
});
