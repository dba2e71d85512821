import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { line } from '#transports/rapi/params.ts';
import { findingPeople, sortingPeople } from '#transports/rapi/clients/people-params.ts';
import { pageOf, paging, sortOf } from '#transports/rapi/params-page.ts';
import { dateText, int, listReply, enumWords } from '#transports/rapi/format.ts';

export const GetClients = legacy({
  params: fields({
    ...paging,
    ...sortingPeople,
    ...findingPeople,
    // What WHMCS looks for in names and addresses.
    search: line(255).optional(),
  }),
  operation: graphql(`
    query GetClients(
      $filter: ClientFilter
      $orderBy: [ClientOrder!]
      $query: String
      $first: Int
      $offset: Int
    ) {
      clients(
        filter: $filter
        orderBy: $orderBy
        query: $query
        first: $first
        offset: $offset
      ) {
        totalCount
        edges {
          node {
            databaseId
            firstName
            lastName
            companyName
            email
            createdAt
            group {
              databaseId
            }
            status
          }
        }
      }
    }
  `),
  variables: (p) => {
    const { column, direction } = sortOf(p);
    return {
      ...pageOf(p),
      query: p.search,
      orderBy: { field: column ?? 'ID', direction },
      filter: {
        status: p.status && [p.status],
        firstName: p.first_name,
        lastName: p.last_name,
        companyName: p.company_name,
        email: p.email,
        phoneNumber: p.phonenumber,
        createdAt: p.entry_date,
      },
    };
  },
  present: ({ clients }, p) =>
    listReply('clients', 'client', {
      total: clients.totalCount,
      start: pageOf(p).offset,
      items: clients.edges.map(({ node }) => ({
        id: node.databaseId,
        first_name: node.firstName,
        last_name: node.lastName,
        company_name: node.companyName,
        email: node.email,
        entry_date: dateText(node.createdAt),
        group_id: int(node.group?.databaseId),
        status: enumWords(node.status),
      })),
    }),
});
