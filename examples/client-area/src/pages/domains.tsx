import type { FormEvent } from 'react';
import { useMutation, useQuery } from 'urql';
import type { DomainsQuery } from '../generated/graphql.ts';
import { graphql } from '../generated/index.ts';
import { Badge, Failure, Loading, valueOf } from '../ui.tsx';

const DOMAINS = graphql(`
  query Domains($account: ID!) {
    client: node(id: $account) {
      ... on Client {
        id
        domains(orderBy: [{ field: EXPIRES_ON }], first: 25) {
          nodes {
            id
            unicodeName
            status
            expiresOn
            autoRenew
            isLocked
            nameservers
          }
        }
      }
    }
  }
`);

/** What a customer may set on a domain. */
const UPDATE = graphql(`
  mutation DomainSettings($input: UpdateDomainInput!) {
    updateDomain(input: $input) {
      domain {
        id
        autoRenew
        isLocked
        nameservers
        expiresOn
      }
    }
  }
`);

type Client = Extract<NonNullable<DomainsQuery['client']>, { __typename: 'Client' }>;
type Domain = NonNullable<Client['domains']>['nodes'][number];

export function Domains({ account }: { account: string }) {
  const [{ data, error, fetching }] = useQuery({ query: DOMAINS, variables: { account } });
  const client = data?.client?.__typename === 'Client' ? data.client : null;
  return (
    <Loading fetching={fetching}>
      <h1>Domains</h1>
      <Failure error={error} />
      <div className="boxes">
        {client?.domains?.nodes.map((domain) => (
          <Settings key={domain.id} domain={domain} />
        ))}
      </div>
      {client?.domains && !client.domains.nodes.length && <p className="empty">No domains yet.</p>}
    </Loading>
  );
}

function Settings({ domain }: { domain: Domain }) {
  const { id: domainId, unicodeName, status, expiresOn, nameservers } = domain;
  const [{ error, fetching, data }, update] = useMutation(UPDATE);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const text = valueOf(event.currentTarget, 'nameservers');
    void update({ input: { domainId, nameservers: text.split(/[\s,]+/).filter(Boolean) } });
  };
  const switches = [
    ['autoRenew', `Renew ${unicodeName} automatically`],
    ['isLocked', `Lock ${unicodeName} against transfers`],
  ] as const;
  return (
    <section>
      <h2>
        {unicodeName} <Badge>{status}</Badge>
      </h2>
      <p className="muted">{expiresOn ? `Expires on ${expiresOn}` : 'No expiry known yet'}</p>
      {switches.map(([name, title]) => (
        <label key={name} className="check">
          <input
            type="checkbox"
            checked={domain[name]}
            disabled={fetching}
            onChange={({ target }) => void update({ input: { domainId, [name]: target.checked } })}
          />
          {title}
        </label>
      ))}
      <form onSubmit={submit}>
        <label>
          Name servers of {unicodeName}
          <textarea
            name="nameservers"
            rows={3}
            defaultValue={nameservers.join('\n')}
            key={nameservers.join(' ')}
          />
        </label>
        <Failure error={error} />
        {data && !error && (
          <p role="status" className="done">
            Saved.
          </p>
        )}
        <button disabled={fetching}>Save name servers</button>
      </form>
    </section>
  );
}
