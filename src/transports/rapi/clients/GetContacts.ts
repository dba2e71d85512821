import { graphql } from '#generated/rapi/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { encodeId } from '#core/ids.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { country, id, line } from '#transports/rapi/params.ts';
import { pageOf, paging, sorting, sortOf } from '#transports/rapi/params-page.ts';
import { listReply } from '#transports/rapi/format.ts';
import { contactFields } from './contact-fields.ts';

export const GetContacts = legacy({
  params: clientFields({
    ...paging,
    ...sorting({
      id: 'ID',
      user_id: 'CLIENT',
      first_name: 'FIRST_NAME',
      last_name: 'LAST_NAME',
      company_name: 'COMPANY_NAME',
      email: 'EMAIL',
      address1: 'ADDRESS1',
      address2: 'ADDRESS2',
      city: 'CITY',
      state: 'STATE',
      postcode: 'POSTCODE',
      country: 'COUNTRY',
      phonenumber: 'PHONE_NUMBER',
      created_at: 'CREATED_AT',
    }),
    user_id: id.optional(),
    first_name: line(255).optional(),
    last_name: line(255).optional(),
    company_name: line(255).optional(),
    email: line(255).optional(),
    address1: line(255).optional(),
    address2: line(255).optional(),
    city: line(255).optional(),
    state: line(255).optional(),
    postcode: line(32).optional(),
    country: country.optional(),
    phonenumber: line(40).optional(),
  }),
  operation: graphql(`
    query GetContacts(
      $filter: ContactFilter
      $orderBy: [ContactOrder!]
      $first: Int
      $offset: Int
    ) {
      contacts(filter: $filter, orderBy: $orderBy, first: $first, offset: $offset) {
        totalCount
        edges {
          node {
            ...ContactRow
          }
        }
      }
    }
  `),
  variables: (p) => {
    const { column, direction } = sortOf(p);
    return {
      ...pageOf(p),
      orderBy: { field: column ?? 'ID', direction },
      filter: {
        client: p.user_id === undefined ? undefined : [encodeId('Client', p.user_id)],
        firstName: p.first_name,
        lastName: p.last_name,
        companyName: p.company_name,
        email: p.email,
        address1: p.address1,
        address2: p.address2,
        city: p.city,
        state: p.state,
        postcode: p.postcode,
        country: p.country ? [p.country] : undefined,
        phoneNumber: p.phonenumber,
      },
    };
  },
  present: ({ contacts }, p) =>
    listReply('contacts', 'contact', {
      total: contacts.totalCount,
      start: pageOf(p).offset,
      items: contacts.edges.map(({ node }) => contactFields(node)),
    }),
});
