import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { listed } from '#transports/rapi/filter-values.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { findingPeople, sortingPeople } from '#transports/rapi/clients/people-params.ts';
import { pageOf, paging, sortOf } from '#transports/rapi/params-page.ts';
import { dateTimeText, flatList, int, textOrBlank, enumWords } from '#transports/rapi/format.ts';

export const GetUsers = legacy({
  params: fields({
    ...paging,
    ...sortingPeople,
    ...findingPeople,
  }),
  operation: graphql(`
    query GetUsers($filter: UserFilter, $orderBy: [UserOrder!], $first: Int, $offset: Int) {
      users(filter: $filter, orderBy: $orderBy, first: $first, offset: $offset) {
        totalCount
        edges {
          node {
            databaseId
            firstName
            lastName
            email
            status
            language
            createdAt
            clientLinks {
              isOwner
              client {
                databaseId
                companyName
                phoneNumber
                group {
                  databaseId
                }
              }
            }
          }
        }
      }
    }
  `),
  variables: (p) => {
    const { column, direction } = sortOf(p);
    return {
      ...pageOf(p),
      orderBy: [{ field: column ?? 'ID', direction }],
      filter: {
        status: listed(p.status),
        firstName: p.first_name,
        lastName: p.last_name,
        companyName: p.company_name,
        email: p.email,
        phoneNumber: p.phonenumber,
        createdAt: p.entry_date,
      },
    };
  },
  present: ({ users }, p) =>
    flatList('users', {
      total: users.totalCount,
      start: pageOf(p).offset,
      items: users.edges.map(({ node }) => ({
        id: node.databaseId,
        ...accountWords(node.clientLinks),
        first_name: node.firstName,
        last_name: node.lastName,
        email: node.email,
        status: enumWords(node.status),
        language: node.language,
        entry_date: dateTimeText(node.createdAt),
        validationdata: '',
        clients: node.clientLinks.map(({ client, isOwner }) => ({
          id: client.databaseId,
          isOwner,
        })),
      })),
    }),
});

interface Link {
  isOwner: boolean;
  client: { companyName: string; phoneNumber: string; group: { databaseId: number } | null };
}

/** What users are found and sorted by: the account they own, or joined first. */
function accountWords(links: readonly Link[]) {
  const client = (links.find(({ isOwner }) => isOwner) ?? links[0])?.client;
  return {
    company_name: textOrBlank(client?.companyName),
    phonenumber: textOrBlank(client?.phoneNumber),
    group_id: int(client?.group?.databaseId),
  };
}
