import { keyIn } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { pageOf, pagingOfAll } from '#transports/rapi/params-page.ts';
import { dateTimeText, int, enumWords, wrapped } from '#transports/rapi/format.ts';

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
        type: enumWords(node.type),
        affecting: node.affecting,
        server: int(keyIn(node.serverId)),
        priority: enumWords(node.priority),
        status: enumWords(node.status),
        startdate: dateTimeText(node.startAt),
        enddate: dateTimeText(node.endAt),
        lastupdate: dateTimeText(node.updatedAt),
      })),
    ),
  }),
});
