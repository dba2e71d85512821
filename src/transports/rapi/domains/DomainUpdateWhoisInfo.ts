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

/** Further spellings, of WHMCS and of what people write. */
const spellings: Readonly<Record<string, keyof typeof names | 'Country'>> = {
  Company_Name: 'Organisation_Name',
  Organization_Name: 'Organisation_Name',
  Organisation: 'Organisation_Name',
  Organization: 'Organisation_Name',
  Email_Address: 'Email',
  Phone_Number: 'Phone',
  Fax_Number: 'Fax',
  Postal_Code: 'Postcode',
  ZIP_Code: 'Postcode',
  Region: 'State',
  Country_Code: 'Country',
};

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

/** The fields under their own names. @throws FormError for one that is none, and for none at all */
function ownFields(role: string, given: Record<string, string>): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [param, value] of Object.entries(given)) {
    const written = param.trim().replaceAll(' ', '_');
    const name = spellings[written] ?? written;
    if (name !== 'Country' && !Object.hasOwn(names, name))
      throw wrongParameter(
        `whois_info[${role}][${param}]`,
        `must be one of ${[...Object.keys(names), 'Country'].join(', ')}`,
      );
    fields[name] = value;
  }
  if (Object.keys(fields).length === 0)
    throw wrongParameter(`whois_info[${role}]`, 'must hold at least one field');
  return fields;
}

function personOf(role: string, given: Record<string, string>) {
  const fields = ownFields(role, given);
  const known = Object.entries(names).flatMap(([param, name]) =>
    fields[param] === undefined ? [] : [[name, fields[param]]],
  );
  if (fields.Country === undefined) return Object.fromEntries(known) as Record<string, string>;
  const code = country.safeParse(fields.Country);
  if (!code.success)
    throw wrongParameter(`whois_info[${role}][Country]`, 'must be a two-letter ISO country code');
  return { ...(Object.fromEntries(known) as Record<string, string>), country: code.data };
}
