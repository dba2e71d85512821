import { authExchange } from '@urql/exchange-auth';
import { createClient } from 'graphql-ws';
import { cacheExchange, Client, fetchExchange, subscriptionExchange } from 'urql';
import { socketUrl } from '../../shared/session.ts';
import { graphql } from './generated/index.ts';

const REFRESH = graphql(`
  mutation Refresh {
    refreshSession(input: {}) {
      session {
        csrfToken
      }
    }
  }
`);

/**
 * A client whose session is in cookies. The CSRF token goes with every request; when the session
 * has run out it is refreshed once, and the operation is sent again.
 * @param onSignedOut called when there is nothing left to refresh
 */
export function makeClient(csrfToken: string | null, onSignedOut: () => void): Client {
  let csrf = csrfToken;
  const sockets = createClient({ url: socketUrl, lazy: true });
  return new Client({
    url: '/graphql',
    preferGetMethod: false,
    fetchOptions: { credentials: 'include' },
    exchanges: [
      cacheExchange,
      authExchange(async (utils) => ({
        addAuthToOperation: (operation) =>
          csrf ? utils.appendHeaders(operation, { 'x-csrf-token': csrf }) : operation,
        didAuthError: ({ graphQLErrors }) =>
          graphQLErrors.some(({ extensions }) => extensions.code === 'UNAUTHENTICATED'),
        refreshAuth: async () => {
          const { data } = await utils.mutate(REFRESH, {});
          csrf = data?.refreshSession?.session.csrfToken ?? null;
          if (!csrf) onSignedOut();
        },
      })),
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query, variables }) => ({
          subscribe: (sink) => ({
            unsubscribe: sockets.subscribe({ query: query ?? '', variables }, sink as never),
          }),
        }),
      }),
    ],
  });
}
