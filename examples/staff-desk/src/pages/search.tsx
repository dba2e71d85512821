import { useQuery } from '@apollo/client/react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { SearchBoxQuery, SearchType } from '../generated/graphql.ts';
import { graphql } from '../generated/index.ts';
import { to } from '../route.ts';
import { Badge, Failure, More, Money, say, valueOf } from '../ui.tsx';

/** The search box. */
const SEARCH = graphql(`
  query SearchBox($query: String!, $types: [SearchType!], $after: String) {
    search(query: $query, types: $types, first: 10, after: $after) {
      counts {
        type
        count
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        cursor
        node {
          id
          ... on Client {
            fullName
            companyName
            email
          }
          ... on Contact {
            fullName
            email
            client {
              ...Owner
            }
          }
          ... on User {
            fullName
            email
          }
          ... on Domain {
            unicodeName
            client {
              ...Owner
            }
          }
          ... on Service {
            domainName
            username
            client {
              ...Owner
            }
          }
          ... on Invoice {
            databaseId
            balance {
              amount
              currency
            }
            client {
              ...Owner
            }
          }
          ... on Order {
            number
            client {
              ...Owner
            }
          }
          ... on Ticket {
            number
            subject
            client {
              ...Owner
            }
          }
          ... on Transaction {
            transactionRef
            amountIn {
              amount
              currency
            }
          }
        }
      }
    }
  }

  fragment Owner on Client {
    id
    fullName
  }
`);

type Hit = NonNullable<NonNullable<SearchBoxQuery['search']>['edges'][number]['node']>;

/** The search box of every page; `/` leads to it. */
export function FindForm({ initial }: { initial: string }) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const lead = (event: KeyboardEvent) => {
      if (event.key !== '/' || (event.target as Element).matches('input, textarea, select')) return;
      event.preventDefault();
      box.current?.focus();
    };
    addEventListener('keydown', lead);
    return () => removeEventListener('keydown', lead);
  }, []);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const query = valueOf(event.currentTarget, 'query').trim();
    if (query) location.hash = to('find', query);
  };
  return (
    <form role="search" className="find" onSubmit={submit}>
      <input
        ref={box}
        type="search"
        name="query"
        aria-label="Search everything"
        placeholder="Search everything ( / )"
        defaultValue={initial}
      />
      <button className="go">Find</button>
    </form>
  );
}

export function Found({ query }: { query: string }) {
  const [type, setType] = useState<SearchType | null>(null);
  const variables = { query, types: type && [type] };
  const { data, error, loading, fetchMore } = useQuery(SEARCH, { variables });
  // What there is of each type is known from the search of all of them.
  const { data: all } = useQuery(SEARCH, { variables: { query, types: null } });
  const counts = all?.search?.counts.filter(({ count }) => count > 0) ?? [];
  const edges = data?.search?.edges ?? [];
  return (
    <div aria-busy={loading}>
      <h1>“{query}”</h1>
      <Failure error={error} />
      <div className="tools" role="group" aria-label="Kinds of results">
        <button aria-pressed={type === null} onClick={() => setType(null)}>
          Everything
        </button>
        {counts.map((each) => (
          <button
            key={each.type}
            aria-pressed={type === each.type}
            onClick={() => setType(each.type)}
          >
            {say(each.type)} ({each.count})
          </button>
        ))}
      </div>
      {!loading && !edges.length && <p className="empty">Nothing was found.</p>}
      <ul className="plain card" aria-label="Results" hidden={!edges.length}>
        {edges.map(({ cursor, node }) => node && <Result key={cursor} hit={node} />)}
      </ul>
      <More page={data?.search?.pageInfo} onMore={fetchMore} />
    </div>
  );
}

function Result({ hit }: { hit: Hit }) {
  const owner = 'client' in hit ? hit.client : null;
  return (
    <li>
      <Badge>{hit.__typename}</Badge> <Title hit={hit} />
      {owner && hit.__typename !== 'Contact' && (
        <>
          {' '}
          <a className="muted" href={to('clients', owner.id)}>
            {owner.fullName}
          </a>
        </>
      )}
    </li>
  );
}

/** What a result is called, with a link where the desk has a page of it. */
function Title({ hit }: { hit: Hit }) {
  if (hit.__typename === 'Client')
    return (
      <>
        <a href={to('clients', hit.id)}>{hit.fullName}</a> {hit.companyName}{' '}
        <span className="muted">{hit.email}</span>
      </>
    );
  if (hit.__typename === 'Ticket')
    return (
      <a href={to('tickets', hit.id)}>
        #{hit.number} {hit.subject}
      </a>
    );
  if (hit.__typename === 'Order') return <a href={to('orders', hit.id)}>{hit.number}</a>;
  if (hit.__typename === 'Contact' || hit.__typename === 'User')
    return (
      <>
        {hit.fullName} <span className="muted">{hit.email}</span>
      </>
    );
  if (hit.__typename === 'Domain') return <>{hit.unicodeName}</>;
  if (hit.__typename === 'Service') return <>{hit.domainName || hit.username}</>;
  if (hit.__typename === 'Invoice')
    return (
      <>
        {hit.databaseId}, to pay: <Money {...hit.balance} />
      </>
    );
  if (hit.__typename === 'Transaction')
    return (
      <>
        {hit.transactionRef} <Money {...hit.amountIn} />
      </>
    );
  return <>{hit.id}</>;
}
