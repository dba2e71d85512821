import { textOrBlank } from '#transports/rapi/format.ts';

/** The roles in the old words, with the graph's. */
export const contactRoleOf = {
  Registrant: 'REGISTRANT',
  Admin: 'ADMIN',
  Tech: 'TECH',
  Billing: 'BILLING',
} as const;

interface Contact {
  role: string;
  firstName: string;
  lastName: string;
  organizationName: string;
  jobTitle?: string;
  email: string;
  address1: string;
  address2: string;
  city: string;
  state: string;
  postcode: string;
  country: string;
  phoneNumber: string;
  faxNumber: string;
}

/** A contact under the old names of its fields. */
const contact = (row: Contact) => ({
  First_Name: row.firstName,
  Last_Name: row.lastName,
  Organisation_Name: row.organizationName,
  Job_Title: textOrBlank(row.jobTitle),
  Email: row.email,
  Address_1: row.address1,
  Address_2: row.address2,
  City: row.city,
  State: row.state,
  Postcode: row.postcode,
  Country: row.country,
  Phone: row.phoneNumber,
  Fax: row.faxNumber,
});

/** `{ Registrant: {…}, Admin: {…} }`: the roles that are there. */
export function contactsByRole(rows: readonly Contact[]) {
  const named = Object.entries(contactRoleOf).flatMap(([param, role]) => {
    const row = rows.find((each) => each.role === role);
    return row ? [[param, contact(row)]] : [];
  });
  return Object.fromEntries(named) as Record<string, ReturnType<typeof contact>>;
}
