import { useQuery } from '@apollo/client/react';
import { useDeferredValue, useState } from 'react';
import type { ClientFilter, ClientOrder, ClientStatus } from '../generated/graphql.ts';
import { graphql } from '../generated/index.ts';
import { to } from '../route.ts';
import { Badge, Choice, count, Failure, More, Money, Table, Time } from '../ui.tsx';

const CLIENTS = graphql(`
  query Clients($query: String, $filter: ClientFilter, $orderBy: [ClientOrder!], $after: String) {
    clients(query: $query, filter: $filter, orderBy: $orderBy, first: 25, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        cursor
        node {
          id
          fullName
          companyName
          email
          status
          createdAt
          group {
            id
            name
          }
          credit {
            amount
            currency
          }
        }
      }
    }
  }
`);

const GROUPS = graphql(`
  query ClientGroups {
    clientGroups {
      id
      name
    }
  }
`);

const orders: Record<string, ClientOrder> = {
  name: { field: 'LAST_NAME' },
  newest: { field: 'CREATED_AT', direction: 'DESC' },
  credit: { field: 'CREDIT', direction: 'DESC' },
};

export function Clients() {
  const [query, setQuery] = useState('');
  const [status, setStatus] = useState('');
  const [group, setGroup] = useState('');
  const [order, setOrder] = useState('name');
  const filter: ClientFilter = {
    ...(status && { status: [status as ClientStatus] }),
    // Null in the list means those without a group.
    ...(group && { group: [group === 'none' ? null : group] }),
  };
  const typed = useDeferredValue(query.trim());
  const variables = { query: typed || null, filter, orderBy: [orders[order]!] };
  const { data, error, loading, previousData, fetchMore } = useQuery(CLIENTS, { variables });
  const { data: known } = useQuery(GROUPS);
  const page = (data ?? previousData)?.clients;
  return (
    <div aria-busy={loading}>
      <h1>Clients</h1>
      <div className="tools" role="search">
        <label>
          Name, company or email
          <input type="search" value={query} onChange={({ target }) => setQuery(target.value)} />
        </label>
        <Choice
          label="Status"
          value={status}
          onChange={setStatus}
          options={[
            ['', 'any'],
            ['ACTIVE', 'active'],
            ['INACTIVE', 'inactive'],
            ['CLOSED', 'closed'],
          ]}
        />
        <Choice
          label="Group"
          value={group}
          onChange={setGroup}
          options={[
            ['', 'any'],
            ['none', 'without'],
            ...(known?.clientGroups ?? []).map(({ id, name }) => [id, name] as const),
          ]}
        />
        <Choice
          label="Order"
          value={order}
          onChange={setOrder}
          options={[
            ['name', 'by name'],
            ['newest', 'newest first'],
            ['credit', 'most credit first'],
          ]}
        />
        <span className="muted end" role="status">
          {page ? count(page.totalCount, 'client') : ''}
        </span>
      </div>
      <Failure error={error} />
      <div className="card">
        <Table
          label="Clients"
          head={['Name', 'Email', 'Group', 'Status', 'Credit', 'Since']}
          numbers={['Credit']}
        >
          {page?.edges.map(({ cursor, node }) => (
            <tr key={cursor}>
              <th scope="row">
                <a href={to('clients', node.id)}>{node.fullName}</a>{' '}
                <span className="muted">{node.companyName}</span>
              </th>
              <td>{node.email}</td>
              <td>{node.group?.name}</td>
              <td>
                <Badge>{node.status}</Badge>
              </td>
              <td className="number">{node.credit && <Money {...node.credit} />}</td>
              <td>
                <Time at={node.createdAt} />
              </td>
            </tr>
          ))}
        </Table>
        <More page={page?.pageInfo} onMore={fetchMore} />
      </div>
    </div>
  );
}
