import { useQuery, useSubscription } from '@apollo/client/react';
import { useState } from 'react';
import type { OrderStatus } from '../generated/graphql.ts';
import { graphql } from '../generated/index.ts';
import { to } from '../route.ts';
import { Badge, Failure, More, Money, say, Table, Time } from '../ui.tsx';

const ORDERS = graphql(`
  query Orders($filter: OrderFilter, $after: String) {
    orders(
      filter: $filter
      orderBy: [{ field: CREATED_AT, direction: DESC }]
      first: 25
      after: $after
    ) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        cursor
        node {
          id
          number
          status
          createdAt
          fraudVerdict
          amount {
            amount
            currency
          }
          client {
            id
            fullName
          }
          invoice {
            id
            status
          }
        }
      }
    }
    orderStatuses {
      status
      count
    }
  }
`);

const LIVE = graphql(`
  subscription OrdersLive {
    orderUpdated {
      cursor
      type
    }
  }
`);

export function Orders() {
  const [status, setStatus] = useState<OrderStatus>('PENDING');
  const { data, previousData, error, loading, fetchMore, refetch } = useQuery(ORDERS, {
    variables: { filter: { status: [status] } },
  });
  const live = useSubscription(LIVE, { onData: () => void refetch() });
  const { orders: page, orderStatuses: counts } = data ?? previousData ?? {};
  return (
    <div aria-busy={loading}>
      <h1>Orders</h1>
      <div className="tools" role="group" aria-label="Status">
        {counts?.map((each) => (
          <button
            key={each.status}
            aria-pressed={each.status === status}
            onClick={() => setStatus(each.status)}
          >
            {say(each.status)} ({each.count})
          </button>
        ))}
      </div>
      <Failure error={error ?? live.error} />
      <div className="card">
        <Table
          label="Orders"
          head={['Order', 'Client', 'Placed', 'Amount', 'Invoice', 'Check']}
          numbers={['Amount']}
        >
          {page?.edges.map(({ cursor, node }) => (
            <tr key={cursor}>
              <th scope="row">
                <a href={to('orders', node.id)}>{node.number}</a>
              </th>
              <td>{node.client?.fullName}</td>
              <td>
                <Time at={node.createdAt} />
              </td>
              <td className="number">
                <Money {...node.amount} />
              </td>
              <td>{node.invoice ? <Badge>{node.invoice.status}</Badge> : '–'}</td>
              <td>{node.fraudVerdict ? <Badge>{node.fraudVerdict}</Badge> : '–'}</td>
            </tr>
          ))}
        </Table>
        {page && !page.edges.length && <p className="empty">No {say(status)} orders.</p>}
        <More page={page?.pageInfo} onMore={fetchMore} />
      </div>
    </div>
  );
}
