import { graphql } from '#generated/rapi/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { globalId } from '#transports/rapi/global-id.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { date, id, ipAddress, line } from '#transports/rapi/params.ts';
import { pageOf, paging, sorting, sortOf } from '#transports/rapi/params-page.ts';
import { dateTime, int, list } from '#transports/rapi/format.ts';

export const GetActivityLog = legacy({
  params: clientFields({
    ...paging,
    ...sorting({
      id: 'ID',
      userid: 'CLIENT',
      user_id: 'CLIENT',
      timestamp: 'HAPPENED_AT',
      user: 'USERNAME',
      ipaddr: 'IP',
    }),
    user_id: id.optional(),
    timestamp: date.optional(),
    user: line(255).optional(),
    description: line(255).optional(),
    ipaddr: ipAddress.optional(),
  }),
  operation: graphql(`
    query GetActivityLog(
      $filter: ActivityFilter
      $orderBy: ActivityOrder
      $first: Int
      $offset: Int
    ) {
      activity(filter: $filter, orderBy: $orderBy, first: $first, offset: $offset) {
        totalCount
        edges {
          node {
            databaseId
            clientId
            userId
            adminId
            happenedAt
            description
            username
            ip
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
        clientId: globalId('Client', p.user_id),
        on: p.timestamp,
        username: p.user,
        description: p.description,
        ip: p.ipaddr,
      },
    };
  },
  present: ({ activity }, p) =>
    list('activity', 'entry', {
      total: activity.totalCount,
      start: pageOf(p).offset,
      items: activity.edges.map(({ node }) => ({
        id: node.databaseId,
        clientId: int(node.clientId),
        user_id: int(node.clientId),
        userId: int(node.userId),
        adminId: int(node.adminId),
        date: dateTime(node.happenedAt),
        description: node.description,
        username: node.username,
        ipaddress: node.ip,
        ip_address: node.ip,
        userid: int(node.clientId),
      })),
    }),
});
