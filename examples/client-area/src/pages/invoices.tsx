import { useState } from 'react';
import { useQuery } from 'urql';
import type { InvoiceFilter, InvoiceStatus } from '../generated/graphql.ts';
import { graphql } from '../generated/index.ts';
import { Badge, count, Failure, Loading, Money, say } from '../ui.tsx';

/** The table of invoices. */
const INVOICES = graphql(`
  query Invoices($account: ID!, $filter: InvoiceFilter, $after: String) {
    client: node(id: $account) {
      ... on Client {
        id
        invoices(
          filter: $filter
          orderBy: [{ field: DUE_ON, direction: DESC }]
          first: 10
          after: $after
        ) {
          ...InvoiceTable
        }
      }
    }
  }

  fragment InvoiceTable on InvoiceConnection {
    totalCount
    totals {
      currency
      balance
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
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
    }
  }
`);

const statuses: readonly InvoiceStatus[] = ['UNPAID', 'PAID', 'CANCELLED', 'REFUNDED'];

const none = { status: '', from: '', to: '', isOverdue: false };

type Wanted = typeof none;

/** What is chosen on the page, as the graph filters. */
const filterOf = ({ status, from, to, isOverdue }: Wanted): InvoiceFilter => ({
  ...(status && { status: [status as InvoiceStatus] }),
  ...((from || to) && { dueOn: { from: from || null, to: to || null } }),
  ...(isOverdue && { isOverdue }),
});

export function Invoices({ account }: { account: string }) {
  const [wanted, setWanted] = useState(none);
  const [after, setAfter] = useState<string | null>(null);
  const [{ data, error, fetching }] = useQuery({
    query: INVOICES,
    variables: { account, filter: filterOf(wanted), after },
  });
  const client = data?.client?.__typename === 'Client' ? data.client : null;
  const page = client?.invoices;
  const choose = (change: Partial<Wanted>) => {
    setWanted({ ...wanted, ...change });
    setAfter(null);
  };
  return (
    <Loading fetching={fetching}>
      <h1>Invoices</h1>
      <Filters wanted={wanted} onChange={choose} />
      <Failure error={error} />
      <div className="card scroll" role="region" aria-label="Invoices" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Invoice</th>
              <th scope="col">Issued</th>
              <th scope="col">Due</th>
              <th scope="col">Status</th>
              <th scope="col">Total</th>
              <th scope="col">To pay</th>
            </tr>
          </thead>
          <tbody>
            {page?.nodes.map(({ id, databaseId, status, isOverdue, ...invoice }) => (
              <tr key={id}>
                <th scope="row">
                  <a href={`#/invoices/${encodeURIComponent(id)}`}>Invoice {databaseId}</a>
                </th>
                <td>{invoice.issuedOn}</td>
                <td>{invoice.dueOn}</td>
                <td>
                  <Badge>{isOverdue ? 'OVERDUE' : status}</Badge>
                </td>
                <td className="number">
                  <Money {...invoice.total} />
                </td>
                <td className="number">
                  <Money {...invoice.balance} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="tools">
        <span role="status">{page ? count(page.totalCount, 'invoice') : ''}</span>
        {page?.totals.map(({ currency, balance }) => (
          <span key={currency}>
            to pay in all: <Money amount={balance} currency={currency} />
          </span>
        ))}
        {after && <button onClick={() => setAfter(null)}>First page</button>}
        {page?.pageInfo.hasNextPage && (
          <button onClick={() => setAfter(page.pageInfo.endCursor ?? null)}>Next page</button>
        )}
      </p>
    </Loading>
  );
}

interface FiltersProps {
  wanted: Wanted;
  onChange: (change: Partial<Wanted>) => void;
}

function Filters({ wanted, onChange }: FiltersProps) {
  return (
    <div className="tools" role="search">
      <label>
        Status
        <select value={wanted.status} onChange={({ target }) => onChange({ status: target.value })}>
          <option value="">any</option>
          {statuses.map((each) => (
            <option key={each} value={each}>
              {say(each)}
            </option>
          ))}
        </select>
      </label>
      <label>
        Due from
        <input
          type="date"
          value={wanted.from}
          onChange={({ target }) => onChange({ from: target.value })}
        />
      </label>
      <label>
        Due until
        <input
          type="date"
          value={wanted.to}
          onChange={({ target }) => onChange({ to: target.value })}
        />
      </label>
      <label className="check">
        <input
          type="checkbox"
          checked={wanted.isOverdue}
          onChange={({ target }) => onChange({ isOverdue: target.checked })}
        />
        Only overdue ones
      </label>
    </div>
  );
}
