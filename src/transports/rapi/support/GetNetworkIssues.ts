import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { pageOf, pagingOfAll } from '#transports/rapi/params-page.ts';
import { dateTime, int, words, wrapped } from '#transports/rapi/format.ts';

export const GetNetworkIssues = legacy({
  params: fields({ ...pagingOfAll }),
  operation: graphql(`
    query GetNetworkIssues($first: Int, $offset: Int) {
      networkIssues(first: $first, offset: $offset) {
        totalCount
        edges {
          node {
            databaseId
            title
            html
            type
            affecting
            serverId
            priority
            status
            startAt
            endAt
            updatedAt
          }
        }
      }
    }
  `),
  variables: (p) => pageOf(p),
  present: ({ networkIssues }) => ({
    totalresults: networkIssues.totalCount,
    ...wrapped(
      'issues',
      'issue',
      networkIssues.edges.map(({ node }) => ({
        id: node.databaseId,
        title: node.title,
        description: node.html,
        type: words(node.type),
        affecting: node.affecting,
        server: int(node.serverId),
        priority: words(node.priority),
        status: words(node.status),
        startdate: dateTime(node.startAt),
        enddate: dateTime(node.endAt),
        lastupdate: dateTime(node.updatedAt),
      })),
    ),
  }),
});
