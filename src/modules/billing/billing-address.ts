import { fullNameOf } from '#core/names.ts';
import type { Tx } from '#platform/database/client.ts';

/** The columns of an invoice that say whom it is addressed to. */
export async function billingAddress(tx: Tx, clientId: number) {
  const client = await tx.client.findUniqueOrThrow({
    where: { id: clientId },
    select: {
      ...person,
      resellerId: true,
      currencyCode: true,
      taxExempt: true,
      defaultGatewayId: true,
      billingContactId: true,
    },
  });
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
