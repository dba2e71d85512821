import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { choice, date } from '#transports/rapi/params.ts';
import { pageOf, paging, sorting, sortOf } from '#transports/rapi/params-page.ts';
import {
  countTexts,
  dateTime,
  date as formatDate,
  idText,
  wrapped,
  words,
} from '#transports/rapi/format.ts';

const types = {
  Immediate: 'IMMEDIATE',
  'End of Billing Period': 'END_OF_BILLING_PERIOD',
} as const;
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
    status: choice({ Completed: 'COMPLETED', Pending: 'PENDING' } as const).optional(),
    cancellation_date: date.optional(),
  }),
  operation: graphql(`
    query GetCancelledPackages(
      $filter: CancellationFilter
      $orderBy: CancellationOrder
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
      orderBy: { field: column ?? 'ID', direction },
      filter: { type: p.type, status: p.status, cancelOn: p.cancellation_date },
    };
  },
  present: ({ cancellationRequests: { totalCount, edges } }, p) => {
    const items = edges.map(({ node }) => ({
      id: idText(node.databaseId),
      date: dateTime(node.createdAt),
      relid: idText(node.service.databaseId),
      service_id: idText(node.service.databaseId),
      user_id: idText(node.client.databaseId),
      reason: node.reason,
      type: typeLabels[node.type],
      status: words(node.status),
      cancellation_date: formatDate(node.cancelOn),
      cancel_domain: node.cancelDomain ? 'YES' : 'NO',
      created_at: dateTime(node.createdAt),
      updated_at: dateTime(node.updatedAt),
    }));
    const page = { total: totalCount, start: pageOf(p).offset, items };
    return { ...countTexts(page), ...wrapped('packages', 'package', items) };
  },
});
