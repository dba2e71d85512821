import { fullNameOf } from '#core/names.ts';
import { Refusal } from '#core/refusal.ts';
import type { Tx } from '#platform/database/client.ts';

/** Whom an invoice is addressed to. */
interface Person {
  firstName: string;
  lastName: string;
  companyName: string;
  email: string;
  address1: string;
  address2: string;
  city: string;
  state: string;
  postcode: string;
  countryCode: string;
  taxId: string;
}

/** Who pays an invoice, and how. */
interface Buyer extends Person {
  resellerId: number | null;
  currencyCode: string;
  taxExempt: boolean;
  defaultGatewayId: number | null;
  billingContactId: number | null;
}

/**
 * Locks a client as `lockClient` does and reads it in the same breath, with the columns of an
 * invoice that say whom it is addressed to.
 * @throws Refusal CLIENT_NOT_FOUND
 */
export async function lockBuyer(tx: Tx, clientId: number) {
  const [client] = await tx.$queryRaw<Buyer[]>`
    select first_name as "firstName", last_name as "lastName", company_name as "companyName", email,
           address1, address2, city, state, postcode, country_code as "countryCode",
           tax_id as "taxId", reseller_id as "resellerId", currency_code as "currencyCode",
           tax_exempt as "taxExempt", default_gateway_id as "defaultGatewayId",
           billing_contact_id as "billingContactId"
    from clients where id = ${clientId} for no key update`;
  if (!client) throw new Refusal('CLIENT_NOT_FOUND');
  const { billingContactId: id } = client;
  const who: Person = id === null ? client : await tx.contact.findUniqueOrThrow({ where: { id } });
  const place = [who.city, who.state, who.postcode].filter(Boolean).join(', ');
  return {
    client,
    billingName: fullNameOf(who),
    billingCompanyName: who.companyName,
    billingEmail: who.email,
    billingAddress: [who.address1, who.address2, place].filter(Boolean).join('\n'),
    billingCountryCode: who.countryCode,
    billingTaxId: who.taxId,
  };
}
