import { useQuery } from '@apollo/client/react';
import { graphql } from '../generated/index.ts';
import { to } from '../route.ts';
import { count, Failure, Money, More, say, Table, Time } from '../ui.tsx';
import { daysOf } from './bills.tsx';

/** The payments and refunds of a month, with the sums of all of them. */
const PAYMENTS = graphql(`
  query PaymentsOfMonth($from: DateTime!, $before: DateTime!, $after: String) {
    transactions(
      filter: { kind: [PAYMENT, REFUND], happenedAt: [{ from: $from, before: $before }] }
      orderBy: [{ field: HAPPENED_AT, direction: DESC }]
      first: 50
      after: $after
    ) {
      totalCount
      totals {
        currency
        amountIn
        amountOut
        fees
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        cursor
        node {
          id
          happenedAt
          kind
          transactionRef
          amountIn {
            amount
            currency
          }
          amountOut {
            amount
            currency
          }
          gateway {
            id
            displayName
          }
          client {
            id
            fullName
          }
        }
      }
    }
  }
`);

const columns = ['When', 'Kind', 'Client', 'By', 'Reference', 'In', 'Out'];

export function PaymentsOfMonth({ month }: { month: string }) {
  const { from, to: last } = daysOf(month);
  const before = new Date(Date.parse(last) + 86_400_000).toISOString();
  const { data, previousData, error, loading, fetchMore } = useQuery(PAYMENTS, {
    variables: { from: `${from}T00:00:00Z`, before },
  });
  const page = (data ?? previousData)?.transactions;
  return (
    <div aria-busy={loading}>
      <Failure error={error} />
      <div className="tools" role="status">
        {page && <span>{count(page.totalCount, 'payment')}</span>}
        {page?.totals.map(({ currency, amountIn, amountOut, fees }) => (
          <span key={currency}>
            in <Money amount={amountIn} currency={currency} />, out{' '}
            <Money amount={amountOut} currency={currency} />, fees{' '}
            <Money amount={fees} currency={currency} />
          </span>
        ))}
      </div>
      <div className="card">
        <Table label="Payments" head={columns} numbers={['In', 'Out']}>
          {page?.edges.map(({ cursor, node }) => (
            <tr key={cursor}>
              <th scope="row">
                <Time at={node.happenedAt} />
              </th>
              <td>{say(node.kind)}</td>
              <td>
                {node.client && <a href={to('clients', node.client.id)}>{node.client.fullName}</a>}
              </td>
              <td>{node.gateway?.displayName ?? 'recorded by staff'}</td>
              <td>{node.transactionRef}</td>
              <td className="number">
                <Money {...node.amountIn} />
              </td>
              <td className="number">
                <Money {...node.amountOut} />
              </td>
            </tr>
          ))}
        </Table>
        <More page={page?.pageInfo} onMore={fetchMore} />
      </div>
    </div>
  );
}
