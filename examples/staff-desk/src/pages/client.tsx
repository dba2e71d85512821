import { useQuery } from '@apollo/client/react';
import type { ReactNode } from 'react';
import type { ClientPageQuery } from '../generated/graphql.ts';
import { graphql } from '../generated/index.ts';
import { to } from '../route.ts';
import { Badge, Failure, Money, Time } from '../ui.tsx';

/** The whole client page in one request. */
const CLIENT = graphql(`
  query ClientPage($id: ID!) {
    client: node(id: $id) {
      id
      ... on Client {
        fullName
        companyName
        email
        phoneCountryCode
        phoneNumber
        address1
        postcode
        city
        country
        status
        createdAt
        notes
        group {
          id
          name
        }
        credit {
          amount
          currency
        }
        overdue: invoices(filter: { isOverdue: true }) {
          totalCount
          totals {
            currency
            balance
          }
        }
        invoices(first: 8, orderBy: [{ field: ISSUED_ON, direction: DESC }]) {
          totalCount
          nodes {
            id
            databaseId
            dueOn
            status
            total {
              amount
              currency
            }
          }
        }
        services(first: 8, filter: { not: { status: [TERMINATED, CANCELLED] } }) {
          totalCount
          nodes {
            id
            status
            domainName
            nextDueOn
            product {
              id
              name
            }
          }
        }
        domains(first: 8, orderBy: [{ field: EXPIRES_ON }]) {
          totalCount
          nodes {
            id
            unicodeName
            status
            expiresOn
          }
        }
        tickets(first: 8, orderBy: [{ field: LAST_REPLY_AT, direction: DESC }]) {
          totalCount
          nodes {
            id
            number
            subject
            status {
              id
              title
            }
          }
        }
        orders(first: 8, orderBy: [{ field: ID, direction: DESC }]) {
          totalCount
          nodes {
            id
            number
            status
          }
        }
        users {
          email
          isOwner
        }
        activity(first: 8, orderBy: [{ field: ID, direction: DESC }]) {
          nodes {
            id
            happenedAt
            description
          }
        }
      }
    }
  }
`);

type Client = Extract<NonNullable<ClientPageQuery['client']>, { __typename: 'Client' }>;

export function ClientPage({ id }: { id: string }) {
  const { data, error, loading } = useQuery(CLIENT, { variables: { id } });
  const client = data?.client?.__typename === 'Client' ? data.client : null;
  return (
    <div aria-busy={loading}>
      <p>
        <a href={to('clients')}>All clients</a>
      </p>
      <Failure error={error} />
      {!loading && !client && <p className="empty">There is no such client.</p>}
      {client && (
        <>
          <h1>
            {client.fullName} <Badge>{client.status}</Badge>
          </h1>
          <div className="boxes">
            <Facts client={client} />
            <Bills client={client} />
            <Holdings client={client} />
          </div>
          <Happened client={client} />
        </>
      )}
    </div>
  );
}

/** A box with a title, how many there are, and the first of them. */
function Box({ title, count, children }: { title: string; count?: number; children: ReactNode }) {
  return (
    <section>
      <h2>
        {title} {count !== undefined && <span className="muted">{count}</span>}
      </h2>
      {count === 0 ? <p className="empty">None.</p> : children}
    </section>
  );
}

function Facts({ client }: { client: Client }) {
  const { address1, postcode, city, country } = client;
  return (
    <Box title="Who">
      <dl className="facts">
        <dt>Company</dt>
        <dd>{client.companyName || '–'}</dd>
        <dt>Email</dt>
        <dd>{client.email}</dd>
        <dt>Phone</dt>
        <dd>
          +{client.phoneCountryCode} {client.phoneNumber}
        </dd>
        <dt>Address</dt>
        <dd>{[address1, `${postcode} ${city}`, country].filter(Boolean).join(', ')}</dd>
        <dt>Group</dt>
        <dd>{client.group?.name ?? '–'}</dd>
        <dt>Users</dt>
        <dd>{client.users?.map(({ email }) => email).join(', ') || '–'}</dd>
        <dt>Since</dt>
        <dd>
          <Time at={client.createdAt} />
        </dd>
      </dl>
      {client.notes && <p>{client.notes}</p>}
    </Box>
  );
}

function Bills({ client }: { client: Client }) {
  return (
    <Box title="Invoices" count={client.invoices?.totalCount}>
      <p className="tools">
        {client.credit && (
          <span>
            Credit: <Money {...client.credit} />
          </span>
        )}
        {client.overdue?.totals.map(({ currency, balance }) => (
          <span key={currency} className="badge bad">
            overdue: <Money amount={balance} currency={currency} />
          </span>
        ))}
      </p>
      <ul className="plain">
        {client.invoices?.nodes.map(({ id, databaseId, dueOn, status, total }) => (
          <li key={id}>
            {databaseId}, due {dueOn}: <Money {...total} /> <Badge>{status}</Badge>
          </li>
        ))}
      </ul>
    </Box>
  );
}

function Holdings({ client }: { client: Client }) {
  return (
    <>
      <Box title="Services" count={client.services?.totalCount}>
        <ul className="plain">
          {client.services?.nodes.map(({ id, product, domainName, status, nextDueOn }) => (
            <li key={id}>
              {product?.name} {domainName} <Badge>{status}</Badge>
              {nextDueOn && <div className="muted">next due {nextDueOn}</div>}
            </li>
          ))}
        </ul>
      </Box>
      <Box title="Domains" count={client.domains?.totalCount}>
        <ul className="plain">
          {client.domains?.nodes.map(({ id, unicodeName, status, expiresOn }) => (
            <li key={id}>
              {unicodeName} <Badge>{status}</Badge>
              {expiresOn && <div className="muted">expires on {expiresOn}</div>}
            </li>
          ))}
        </ul>
      </Box>
      <Box title="Tickets" count={client.tickets?.totalCount}>
        <ul className="plain">
          {client.tickets?.nodes.map(({ id, number, subject, status }) => (
            <li key={id}>
              <a href={to('tickets', id)}>
                #{number} {subject}
              </a>{' '}
              <Badge>{status.title}</Badge>
            </li>
          ))}
        </ul>
      </Box>
      <Box title="Orders" count={client.orders?.totalCount}>
        <ul className="plain">
          {client.orders?.nodes.map(({ id, number, status }) => (
            <li key={id}>
              <a href={to('orders', id)}>{number}</a> <Badge>{status}</Badge>
            </li>
          ))}
        </ul>
      </Box>
    </>
  );
}

const Happened = ({ client }: { client: Client }) => (
  <Box title="What happened">
    <ul className="plain">
      {client.activity?.nodes.map(({ id, happenedAt, description }) => (
        <li key={id}>
          <span className="muted">
            <Time at={happenedAt} />
          </span>{' '}
          {description}
        </li>
      ))}
    </ul>
  </Box>
);
