import { fullNameOf } from '#core/names.ts';
import { DomainError } from '#core/errors.ts';
import type { Client } from '#generated/prisma/client.ts';
import type { Tx } from '#platform/database/client.ts';

/** Whom an invoice is addressed to. */
const person = {
  firstName: true,
  lastName: true,
  companyName: true,
  email: true,
  address1: true,
  address2: true,
  city: true,
  state: true,
  postcode: true,
  countryCode: true,
  taxId: true,
} as const;

/** Who pays an invoice, and how. */
type Buyer = Pick<
  Client,
  | keyof typeof person
  | 'resellerId'
  | 'currencyCode'
  | 'taxExempt'
  | 'defaultGatewayId'
  | 'billingContactId'
> & {
  /** The id that the invoice is to have: known before it is written, nobody waits for it. */
  invoiceId: number;
};

/** A client as the buyer of an invoice to be made. */
export type LockedBuyer = Awaited<ReturnType<typeof lockBuyer>>;

/**
 * Locks a client as `lockClient` does and reads it in the same breath, with the columns of an
 * invoice that say whom it is addressed to and the id it is to have.
 * @throws DomainError CLIENT_NOT_FOUND
 */
export async function lockBuyer(tx: Tx, clientId: number) {
  const [client] = await tx.$queryRaw<Buyer[]>`
    select first_name as "firstName", last_name as "lastName", company_name as "companyName", email,
           address1, address2, city, state, postcode, country_code as "countryCode",
           tax_id as "taxId", reseller_id as "resellerId", currency_code as "currencyCode",
           tax_exempt as "taxExempt", default_gateway_id as "defaultGatewayId",
           billing_contact_id as "billingContactId",
           nextval(pg_get_serial_sequence('invoices', 'id'))::int as "invoiceId"
    from clients where id = ${clientId} for no key update`;
  if (!client) throw new DomainError('CLIENT_NOT_FOUND');
  const { billingContactId: id } = client;
  const who =
    id === null ? client : await tx.contact.findUniqueOrThrow({ where: { id }, select: person });
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
