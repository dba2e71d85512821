import { keyIn } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { globalId } from '#transports/rapi/global-id.ts';
import { onlyAt, listed } from '#transports/rapi/filter-values.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { date, id, ipAddress, line } from '#transports/rapi/params.ts';
import { pageOf, paging, sorting, sortOf } from '#transports/rapi/params-page.ts';
import { dateTimeText, int, listReply } from '#transports/rapi/format.ts';

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
      $filter: ActivityEntryFilter
      $orderBy: [ActivityEntryOrder!]
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
      orderBy: [{ field: column ?? 'ID', direction }],
      filter: {
        client: listed(globalId('Client', p.user_id)),
        happenedOn: onlyAt(p.timestamp),
        username: p.user,
        description: p.description,
        ip: p.ipaddr,
      },
    };
  },
  present: ({ activity }, p) =>
    listReply('activity', 'entry', {
      total: activity.totalCount,
      start: pageOf(p).offset,
      items: activity.edges.map(({ node }) => ({
        id: Number(node.databaseId),
        clientId: int(keyIn(node.clientId)),
        user_id: int(keyIn(node.clientId)),
        userId: int(keyIn(node.userId)),
        adminId: int(keyIn(node.adminId)),
        date: dateTimeText(node.happenedAt),
        description: node.description,
        username: node.username,
        ipaddress: node.ip,
        ip_address: node.ip,
        userid: int(keyIn(node.clientId)),
      })),
    }),
});
