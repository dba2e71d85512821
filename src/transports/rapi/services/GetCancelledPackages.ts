import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { onlyAt, listed } from '#transports/rapi/filter-values.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { choice, date } from '#transports/rapi/params.ts';
import { pageOf, paging, sorting, sortOf } from '#transports/rapi/params-page.ts';
import {
  countTexts,
  dateTimeText,
  dateText as formatDate,
  idText,
  wrapped,
} from '#transports/rapi/format.ts';

const types = {
  Immediate: 'IMMEDIATE',
  'End of Billing Period': 'END_OF_BILLING_PERIOD',
} as const;
const statuses = { Completed: 'COMPLETED', Pending: 'OPEN' } as const;
const statusLabels = { COMPLETED: 'Completed', OPEN: 'Pending', WITHDRAWN: 'Withdrawn' };
const typeLabels = { IMMEDIATE: 'Immediate', END_OF_BILLING_PERIOD: 'End of Billing Period' };

export const GetCancelledPackages = legacy({
  params: fields({
    ...paging,
    ...sorting({
      id: 'ID',
      type: 'TYPE',
      status: 'STATUS',
      cancellation_date: 'CANCEL_ON',
      product_type: 'PRODUCT_TYPE',
    }),
    type: choice(types).optional(),
    status: choice(statuses).optional(),
    cancellation_date: date.optional(),
  }),
  operation: graphql(`
    query GetCancelledPackages(
      $filter: CancellationRequestFilter
      $orderBy: [CancellationRequestOrder!]
      $first: Int
      $offset: Int
    ) {
      cancellationRequests(filter: $filter, orderBy: $orderBy, first: $first, offset: $offset) {
        totalCount
        edges {
          node {
            databaseId
            type
            status
            reason
            cancelDomain
            cancelOn
            createdAt
            updatedAt
            service {
              databaseId
            }
            client {
              databaseId
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
        type: listed(p.type),
        status: listed(p.status),
        // The reference has no word for one that was taken back.
        isWithdrawn: false,
        cancelOn: onlyAt(p.cancellation_date),
      },
    };
  },
  present: ({ cancellationRequests: { totalCount, edges } }, p) => {
    const items = edges.map(({ node }) => ({
      id: idText(node.databaseId),
      date: dateTimeText(node.createdAt),
      relid: idText(node.service.databaseId),
      service_id: idText(node.service.databaseId),
      user_id: idText(node.client.databaseId),
      reason: node.reason,
      type: typeLabels[node.type],
      status: statusLabels[node.status],
      cancellation_date: formatDate(node.cancelOn),
      cancel_domain: node.cancelDomain ? 'YES' : 'NO',
      created_at: dateTimeText(node.createdAt),
      updated_at: dateTimeText(node.updatedAt),
    }));
    const page = { total: totalCount, start: pageOf(p).offset, items };
    return { ...countTexts(page), ...wrapped('packages', 'package', items) };
  },
});
