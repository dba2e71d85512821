import { useQuery } from 'urql';
import { graphql } from '../generated/index.ts';
import { Badge, Failure, Loading, Money, say } from '../ui.tsx';

const SERVICES = graphql(`
  query Services($account: ID!) {
    client: node(id: $account) {
      ... on Client {
        id
        services(orderBy: [{ field: NEXT_DUE_ON }], first: 25) {
          nodes {
            id
            status
            domainName
            nextDueOn
            billingCycle
            recurring {
              amount
              currency
            }
            product {
              id
              name
            }
          }
        }
      }
    }
  }
`);

export function Services({ account }: { account: string }) {
  const [{ data, error, fetching }] = useQuery({ query: SERVICES, variables: { account } });
  const client = data?.client?.__typename === 'Client' ? data.client : null;
  return (
    <Loading fetching={fetching}>
      <h1>Services</h1>
      <Failure error={error} />
      <ul className="plain card" aria-label="Services">
        {client?.services?.nodes.map(({ id, product, domainName, status, ...service }) => (
          <li key={id}>
            <a href={`#/services/${encodeURIComponent(id)}`}>
              {product?.name} {domainName}
            </a>{' '}
            <Badge>{status}</Badge>
            <div className="muted">
              <Money {...service.recurring} /> {say(service.billingCycle)}
              {service.nextDueOn && `, next due on ${service.nextDueOn}`}
            </div>
          </li>
        ))}
      </ul>
      {client?.services && !client.services.nodes.length && (
        <p className="empty">No services yet.</p>
      )}
    </Loading>
  );
}
