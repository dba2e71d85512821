import { z } from 'zod';
import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields, wrongParameter } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { country, id } from '#transports/rapi/params.ts';
import { base64Json, keyed } from '#transports/rapi/params-data.ts';
import { contactRoles } from './contact-fields.ts';
import { actionErrors } from './domain-fields.ts';

const names = {
  First_Name: 'firstName',
  Last_Name: 'lastName',
  Organisation_Name: 'organizationName',
  Job_Title: 'jobTitle',
  Email: 'email',
  Address_1: 'address1',
  Address_2: 'address2',
  City: 'city',
  State: 'state',
  Postcode: 'postcode',
  Phone: 'phoneNumber',
  Fax: 'faxNumber',
} as const;

/** A role's fields; the official sample shows them as JSON text of their own. */
const person = base64Json(keyed(z.string().max(255)));

export const DomainUpdateWhoisInfo = legacy({
  params: fields({ domain_id: id, whois_info: base64Json(keyed(person)) }),
  operation: graphql(`
    mutation DomainUpdateWhoisInfo($input: DomainUpdateWhoisInfoInput!) {
      domainUpdateWhoisInfo(input: $input) {
        domain {
          databaseId
        }
      }
    }
  `),
  variables: (p) => ({
    input: { domainId: encodeId('Domain', p.domain_id), contacts: contactsOf(p.whois_info) },
  }),
  present: () => ({}),
  errors: actionErrors('Domain ID Not Found'),
  missing: { whois_info: 'XML Required' },
});

function contactsOf(provided: Record<string, Record<string, string>>) {
  return Object.entries(provided).map(([param, fields]) => {
    if (!Object.hasOwn(contactRoles, param))
      throw wrongParameter(
        `whois_info[${param}]`,
        `must be one of ${Object.keys(contactRoles).join(', ')}`,
      );
    const role = contactRoles[param as keyof typeof contactRoles];
    return { role, ...personOf(param, fields) };
  });
}

function personOf(role: string, fields: Record<string, string>) {
  const known = Object.entries(names).flatMap(([param, name]) =>
    fields[param] === undefined ? [] : [[name, fields[param]]],
  );
  if (fields.Country === undefined) return Object.fromEntries(known) as Record<string, string>;
  const code = country.safeParse(fields.Country);
  if (!code.success)
    throw wrongParameter(`whois_info[${role}][Country]`, 'must be a two-letter ISO country code');
  return { ...(Object.fromEntries(known) as Record<string, string>), country: code.data };
}
