import { useQuery } from '@apollo/client/react';
import { graphql } from '../generated/index.ts';
import { to } from '../route.ts';
import { Badge, count, Failure, Money, More, Table } from '../ui.tsx';
import { daysOf } from './bills.tsx';

/** The invoices of a month, with the sums of all of them. */
const INVOICES = graphql(`
  query InvoicesOfMonth($days: DateRange!, $after: String) {
    invoices(
      filter: { issuedOn: $days, not: { status: [DRAFT] } }
      orderBy: [{ field: ISSUED_ON, direction: DESC }, { field: ID, direction: DESC }]
      first: 50
      after: $after
    ) {
      totalCount
      totals {
        currency
        count
        tax
        total
        balance
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        cursor
        node {
          id
          databaseId
          issuedOn
          dueOn
          status
          isOverdue
          total {
            amount
            currency
          }
          balance {
            amount
            currency
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

const columns = ['Invoice', 'Client', 'Issued', 'Due', 'Status', 'Total', 'To pay'];

export function InvoicesOfMonth({ month }: { month: string }) {
  const { data, previousData, error, loading, fetchMore } = useQuery(INVOICES, {
    variables: { days: daysOf(month) },
  });
  const page = (data ?? previousData)?.invoices;
  return (
    <div aria-busy={loading}>
      <Failure error={error} />
      <div className="tools" role="status">
        {page && <span>{count(page.totalCount, 'invoice')}</span>}
        {page?.totals.map(({ currency, total, tax, balance }) => (
          <span key={currency}>
            in all <Money amount={total} currency={currency} />, of it tax{' '}
            <Money amount={tax} currency={currency} />, still to pay{' '}
            <Money amount={balance} currency={currency} />
          </span>
        ))}
      </div>
      <div className="card">
        <Table label="Invoices" head={columns} numbers={['Total', 'To pay']}>
          {page?.edges.map(({ cursor, node }) => (
            <tr key={cursor}>
              <th scope="row">{node.databaseId}</th>
              <td>
                {node.client && <a href={to('clients', node.client.id)}>{node.client.fullName}</a>}
              </td>
              <td>{node.issuedOn}</td>
              <td>{node.dueOn}</td>
              <td>
                <Badge>{node.isOverdue ? 'OVERDUE' : node.status}</Badge>
              </td>
              <td className="number">
                <Money {...node.total} />
              </td>
              <td className="number">
                <Money {...node.balance} />
              </td>
            </tr>
          ))}
        </Table>
        <More page={page?.pageInfo} onMore={fetchMore} />
      </div>
    </div>
  );
}
