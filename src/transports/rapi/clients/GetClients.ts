import { choice, line, timeStart } from '#transports/rapi/params.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { pageOf, paging, sorting, sortOf } from '#transports/rapi/params-page.ts';
import { date as formatDate, int, list, words } from '#transports/rapi/format.ts';

export const GetClients = legacy({
  params: fields({
    ...paging,
    ...sorting({
      id: 'ID',
      first_name: 'FIRST_NAME',
      last_name: 'LAST_NAME',
      company_name: 'COMPANY_NAME',
      email: 'EMAIL',
      groupid: 'GROUP',
      group_id: 'GROUP',
      datecreated: 'CREATED_AT',
      entry_date: 'CREATED_AT',
      status: 'STATUS',
    }),
    status: choice({ Active: 'ACTIVE', Inactive: 'INACTIVE', Closed: 'CLOSED' }).optional(),
    first_name: line(255).optional(),
    last_name: line(255).optional(),
    company_name: line(255).optional(),
    email: line(255).optional(),
    phonenumber: line(32).optional(),
    entry_date: timeStart.optional(),
  }),
  operation: graphql(`
    query GetClients($filter: ClientFilter, $orderBy: ClientOrder, $first: Int, $offset: Int) {
      clients(filter: $filter, orderBy: $orderBy, first: $first, offset: $offset) {
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
      orderBy: { field: column ?? 'ID', direction },
      filter: {
        status: p.status,
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
    list('clients', 'client', {
      total: clients.totalCount,
      start: pageOf(p).offset,
      items: clients.edges.map(({ node }) => ({
        id: node.databaseId,
        first_name: node.firstName,
        last_name: node.lastName,
        company_name: node.companyName,
        email: node.email,
        entry_date: formatDate(node.createdAt),
        group_id: int(node.group?.databaseId),
        status: words(node.status),
      })),
    }),
});
