import { useQuery } from 'urql';
import type { ServicePageQuery } from '../generated/graphql.ts';
import { graphql } from '../generated/index.ts';
import { Badge, Failure, Loading, Money, say } from '../ui.tsx';
import { Cancellation } from './cancellation.tsx';

/** One service, with what it may become. */
const SERVICE = graphql(`
  query ServicePage($id: ID!) {
    service: node(id: $id) {
      ... on Service {
        id
        status
        domainName
        username
        registeredOn
        nextDueOn
        billingCycle
        recurring {
          amount
          currency
        }
        product {
          id
          name
          upgrades {
            product {
              id
              name
            }
          }
        }
        addons {
          id
          name
          status
          nextDueOn
        }
        domain {
          id
          unicodeName
          expiresOn
        }
        invoices(first: 5, orderBy: [{ field: ISSUED_ON, direction: DESC }]) {
          nodes {
            id
            databaseId
            issuedOn
            status
            total {
              amount
              currency
            }
          }
        }
        ...Ending
      }
    }
  }
`);

type Service = Extract<NonNullable<ServicePageQuery['service']>, { __typename: 'Service' }>;

export function ServicePage({ id }: { id: string }) {
  const [{ data, error, fetching }] = useQuery({ query: SERVICE, variables: { id } });
  const service = data?.service?.__typename === 'Service' ? data.service : null;
  return (
    <Loading fetching={fetching}>
      <p>
        <a href="#/services">All services</a>
      </p>
      <Failure error={error} />
      {service && (
        <>
          <h1>
            {service.product?.name} {service.domainName} <Badge>{service.status}</Badge>
          </h1>
          <div className="boxes">
            <Facts service={service} />
            <Bills service={service} />
            <Cancellation service={service} />
          </div>
        </>
      )}
    </Loading>
  );
}

function Facts({ service }: { service: Service }) {
  const { domain, product, addons, nextDueOn, username } = service;
  const facts = [
    ['Price', <Money key="price" {...service.recurring} />],
    ['Paid', say(service.billingCycle)],
    ['Since', service.registeredOn],
    ['Next due', nextDueOn ?? '–'],
    ['Username', username || '–'],
    ['Domain', domain ? `${domain.unicodeName}, until ${domain.expiresOn ?? 'unknown'}` : '–'],
    ['Addons', addons.map(({ name }) => name).join(', ') || 'none'],
    ['May become', product?.upgrades.map((each) => each.product.name).join(', ') || 'no other'],
  ] as const;
  return (
    <section>
      <h2>What it is</h2>
      <dl className="facts">
        {facts.map(([title, value]) => (
          <div key={title} className="fact">
            <dt>{title}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const Bills = ({ service }: { service: Service }) => (
  <section>
    <h2>Invoices</h2>
    <ul className="plain">
      {service.invoices?.nodes.map(({ id, databaseId, issuedOn, status, total }) => (
        <li key={id}>
          <a href={`#/invoices/${encodeURIComponent(id)}`}>Invoice {databaseId}</a> of {issuedOn}:{' '}
          <Money {...total} /> <Badge>{status}</Badge>
        </li>
      ))}
    </ul>
  </section>
);
