import { keyIn } from '#core/ids.ts';
import { countryName } from '#core/country.ts';
import type { GetClientDetailsQuery } from '#generated/rapi/graphql.ts';
import {
  dateText,
  dateTimeText,
  html,
  int,
  money,
  oneOrZero,
  oneOrZeroText,
  textOrBlank,
  enumWords,
} from '#transports/rapi/format.ts';
import { phoneWords } from './phone-words.ts';

type Client = NonNullable<GetClientDetailsQuery['client']>;

/** A client as GetClientDetails spells it. */
export function clientReply(client: Client) {
  const owner = client.users.find(({ isOwner }) => isOwner);
  return {
    client_id: client.databaseId,
    user_id: client.databaseId,
    owner_user_id: int(keyIn(owner?.userId)),
    id: client.databaseId,
    uuid: client.uuid,
    ...personFields(client),
    email_preferences: preferenceFields(client.emailPreferences),
    billingcid: int(client.billingContact?.databaseId),
    notes: textOrBlank(client.notes),
    currency: client.currencyDetails.databaseId,
    currency_code: client.currencyDetails.code,
    defaultgateway: textOrBlank(client.defaultGatewayModule),
    group_id: int(client.group?.databaseId),
    status: enumWords(client.status),
    credit: client.credit ? money(client.credit) : '',
    ...switchFields(client),
    email_verified: owner?.isEmailVerified ?? false,
    language: client.language,
    entry_date: dateText(client.createdAt),
    lastlogin: lastLogin(client),
    signup_ip: client.signupIp ?? '',
    customfields: client.customFieldValues.map(({ field, value }) => ({
      id: field.databaseId,
      value,
    })),
    ...Object.fromEntries(
      client.customFieldValues.map(({ value }, index) => [`customfields${index + 1}`, value]),
    ),
    users: {
      user: client.users.map(({ userId, name, email, isOwner }) => ({
        id: keyIn(userId),
        name,
        email,
        is_owner: isOwner,
      })),
    },
  };
}

function personFields(client: Client) {
  return {
    first_name: client.firstName,
    last_name: client.lastName,
    fullname: client.fullName,
    company_name: client.companyName,
    email: client.email,
    address1: client.address1,
    address2: client.address2,
    city: client.city,
    fullstate: client.state,
    state: client.state,
    statecode: client.state,
    postcode: client.postcode,
    countrycode: client.country,
    country: client.country,
    countryname: textOrBlank(countryName(client.country)),
    ...phoneWords(client),
    tax_id: client.taxId,
  };
}

const preferenceFields = (wants: Client['emailPreferences']) => ({
  general: oneOrZeroText(wants.general),
  invoice: oneOrZeroText(wants.invoice),
  support: oneOrZeroText(wants.support),
  product: oneOrZeroText(wants.product),
  domain: oneOrZeroText(wants.domain),
  affiliate: oneOrZeroText(wants.affiliate),
});

const switchFields = (client: Client) => ({
  taxexempt: client.isTaxExempt,
  latefeeoveride: client.isLateFeeExempt,
  overideduenotices: !client.hasOverdueNotices,
  separateinvoices: client.hasSeparateInvoices,
  disableautocc: !client.isCardChargedUnasked,
  emailoptout: client.isOptedOutOfMarketing,
  marketing_emails_opt_in: client.isOptedInToMarketing,
  isOptedInToMarketingEmails: client.isOptedInToMarketing,
  overrideautoclose: client.isNeverClosedWhenIdle,
  allowSingleSignOn: oneOrZero(client.allowsSingleSignOn),
});

function lastLogin({ lastLoginAt, lastLoginIp, lastLoginHost }: Client): string {
  if (!lastLoginAt) return 'No Login Logged';
  const [ip, host] = [lastLoginIp, lastLoginHost ?? lastLoginIp].map((part) => html(part));
  return `Date: ${dateTimeText(lastLoginAt)}<br>IP Address: ${ip}<br>Host: ${host}`;
}
