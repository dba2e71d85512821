import { asFormatted } from '#core/money.ts';
import { fullNameOf } from '#core/names.ts';
import { type ClientRow, clientColumns } from '#modules/mail/recipients.ts';
import { dayOfIn, type Company } from '#modules/mail/company.ts';
import type { ReadTopic } from '#modules/mail/topic.ts';
import type { Values } from '#modules/mail/liquid.ts';

/** What templates may say of a client, as `client`. */
export const clientValues = (client: ClientRow, company: Company): Values => ({
  id: client.id,
  first_name: client.firstName,
  last_name: client.lastName,
  full_name: fullNameOf(client),
  company_name: client.companyName,
  email: client.email,
  address1: client.address1,
  address2: client.address2,
  city: client.city,
  state: client.state,
  postcode: client.postcode,
  country: client.countryCode,
  phone: client.phoneNumber ? `+${client.phoneCountryCode} ${client.phoneNumber}` : '',
  tax_id: client.taxId,
  language: client.language,
  currency: client.currencyCode,
  credit: asFormatted(client.creditBalance, client.currency),
  status: client.status,
  created_on: dayOfIn(company, client.createdAt),
});

/** An email about the client itself. */
export const clientTopic: ReadTopic = async ({ tx }, id) => {
  const client = await tx.client.findUnique({ where: { id }, select: clientColumns });
  return client && { clientId: id, values: () => ({}) };
};
