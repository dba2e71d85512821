import { wrongParameter } from '#transports/rapi/fields.ts';
import { country } from '#transports/rapi/params.ts';
import { base64Json, keyed, scalarText } from '#transports/rapi/params-data.ts';
import { contactRoleOf } from './contact-fields.ts';

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
const person = base64Json(keyed(scalarText(255)));

/** The contacts of a domain by role, as forms of old programs hold them. */
export const whoisForm = base64Json(keyed(person));

/**
 * The contacts as the graph takes them.
 * @param parameter that held them, for errors.
 * @throws FormError for a role or a field that is none
 */
export function formContacts(
  provided: Record<string, Record<string, string>>,
  parameter = 'whois_info',
) {
  return Object.entries(provided).map(([param, fields]) => {
    if (!Object.hasOwn(contactRoleOf, param))
      throw wrongParameter(
        `${parameter}[${param}]`,
        `must be one of ${Object.keys(contactRoleOf).join(', ')}`,
      );
    const role = contactRoleOf[param as keyof typeof contactRoleOf];
    return { role, ...personOf(`${parameter}[${param}]`, fields) };
  });
}

/** The fields under their own names. @throws FormError for one that is none, and for none at all */
function ownFields(place: string, given: Record<string, string>): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [param, value] of Object.entries(given)) {
    const written = param.trim().replaceAll(' ', '_');
    const name = spellings[written] ?? written;
    if (name !== 'Country' && !Object.hasOwn(names, name))
      throw wrongParameter(
        `${place}[${param}]`,
        `must be one of ${[...Object.keys(names), 'Country'].join(', ')}`,
      );
    fields[name] = value;
  }
  if (Object.keys(fields).length === 0) throw wrongParameter(place, 'must hold at least one field');
  return fields;
}

function personOf(place: string, given: Record<string, string>) {
  const fields = ownFields(place, given);
  const known = Object.entries(names).flatMap(([param, name]) =>
    fields[param] === undefined ? [] : [[name, fields[param]]],
  );
  if (fields.Country === undefined) return Object.fromEntries(known) as Record<string, string>;
  const code = country.safeParse(fields.Country);
  if (!code.success)
    throw wrongParameter(`${place}[Country]`, 'must be a two-letter ISO country code');
  return { ...(Object.fromEntries(known) as Record<string, string>), country: code.data };
}
