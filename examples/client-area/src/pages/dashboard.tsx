import { useQuery } from 'urql';
import { graphql } from '../generated/index.ts';
import { Badge, Failure, Loading, Money } from '../ui.tsx';

/** All boxes in one answer, each may fail alone. */
const DASHBOARD = graphql(`
  query Dashboard($account: ID!) {
    client: node(id: $account) {
      ... on Client {
        id
        credit {
          amount
          currency
        }
        unpaid: invoices(filter: { status: [UNPAID] }, orderBy: [{ field: DUE_ON }], first: 5) {
          totalCount
          nodes {
            id
            databaseId
            dueOn
            balance {
              amount
              currency
            }
          }
        }
        services(filter: { status: [ACTIVE, SUSPENDED] }, first: 5) {
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
        tickets(orderBy: [{ field: LAST_REPLY_AT, direction: DESC }], first: 5) {
          totalCount
          nodes {
            id
            subject
            isClientUnread
          }
        }
      }
    }
  }
`);

export function Dashboard({ account }: { account: string }) {
  const [{ data, error, fetching }] = useQuery({ query: DASHBOARD, variables: { account } });
  const client = data?.client?.__typename === 'Client' ? data.client : null;
  return (
    <Loading fetching={fetching}>
      <h1>Overview</h1>
      <Failure error={error} />
      {client && (
        <div className="boxes">
          <section>
            <h2>To pay: {client.unpaid?.totalCount ?? '–'}</h2>
            <ul className="plain">
              {client.unpaid?.nodes.map(({ id, databaseId, dueOn, balance }) => (
                <li key={id}>
                  <a href={`#/invoices/${encodeURIComponent(id)}`}>Invoice {databaseId}</a> due{' '}
                  {dueOn} <Money {...balance} />
                </li>
              ))}
            </ul>
            {client.credit && (
              <p>
                Credit: <Money {...client.credit} />
              </p>
            )}
          </section>
          <section>
            <h2>Services: {client.services?.totalCount ?? '–'}</h2>
            <ul className="plain">
              {client.services?.nodes.map(({ id, product, domainName, status }) => (
                <li key={id}>
                  <a href={`#/services/${encodeURIComponent(id)}`}>
                    {product?.name} {domainName}
                  </a>{' '}
                  <Badge>{status}</Badge>
                </li>
              ))}
            </ul>
          </section>
          <section>
            <h2>Tickets: {client.tickets?.totalCount ?? '–'}</h2>
            <ul className="plain">
              {client.tickets?.nodes.map(({ id, subject, isClientUnread }) => (
                <li key={id}>
                  <a href={`#/tickets/${encodeURIComponent(id)}`}>{subject}</a>{' '}
                  {isClientUnread && <Badge>NEW</Badge>}
                </li>
              ))}
            </ul>
          </section>
        </div>
      )}
    </Loading>
  );
}
