import {
  ApolloClient,
  ApolloLink,
  CombinedGraphQLErrors,
  HttpLink,
  InMemoryCache,
} from '@apollo/client';
import { SetContextLink } from '@apollo/client/link/context';
import { ErrorLink } from '@apollo/client/link/error';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { relayStylePagination } from '@apollo/client/utilities';
import { OperationTypeNode } from 'graphql';
import { createClient } from 'graphql-ws';
import { from, switchMap, throwError } from 'rxjs';
import { socketUrl } from '../../shared/session.ts';

/** A connection is one list in the cache for each way to ask for it; `fetchMore` appends to it. */
const list = relayStylePagination(['query', 'filter', 'orderBy']);

const makeCache = () =>
  new InMemoryCache({
    typePolicies: {
      Query: {
        fields: {
          clients: list,
          tickets: list,
          orders: list,
          tasks: list,
          invoices: list,
          transactions: list,
          search: relayStylePagination(['query', 'types']),
        },
      },
    },
  });

/**
 * A client whose session is in cookies. The CSRF token goes with every request; when the session
 * has run out it is refreshed once, and the operation is sent again.
 * @param onSignedOut called when there is nothing left to refresh
 */
export function makeClient(csrfToken: string | null, onSignedOut: () => void): ApolloClient {
  let csrf = csrfToken;
  const http = new HttpLink({ uri: '/graphql', credentials: 'include' });
  const sockets = new GraphQLWsLink(createClient({ url: socketUrl, lazy: true }));
  const withToken = new SetContextLink(({ headers }) => ({
    headers: csrf ? { ...headers, 'x-csrf-token': csrf } : headers,
  }));
  const refreshed = new ErrorLink(({ error, operation, forward }) => {
    if (!csrf || operation.getContext().isRepeated || !isUnauthenticated(error)) return;
    return from(refresh()).pipe(
      switchMap((token) => {
        csrf = token;
        if (!csrf) onSignedOut();
        operation.setContext({ isRepeated: true });
        return csrf ? forward(operation) : throwError(() => error);
      }),
    );
  });
  return new ApolloClient({
    cache: makeCache(),
    // One field that fails costs that field: the rest of the page is shown.
    defaultOptions: {
      watchQuery: { errorPolicy: 'all', fetchPolicy: 'cache-and-network' },
      mutate: { errorPolicy: 'all' },
    },
    link: ApolloLink.split(
      ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
      sockets,
      ApolloLink.from([refreshed, withToken, http]),
    ),
  });
}

const isUnauthenticated = (error: unknown) =>
  CombinedGraphQLErrors.is(error) &&
  error.errors.some(({ extensions }) => extensions?.code === 'UNAUTHENTICATED');

/** Exchanges the cookies for the next session; its CSRF token, or null where it has ended. */
async function refresh(): Promise<string | null> {
  const query = 'mutation { refreshSession(input: {}) { session { csrfToken } } }';
  const answer = await fetch('/graphql', {
    method: 'POST',
    credentials: 'include',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { data } = (await answer.json()) as {
    data?: { refreshSession?: { session: { csrfToken: string } } };
  };
  return data?.refreshSession?.session.csrfToken ?? null;
}
