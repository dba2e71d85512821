/** The CSRF token of the session in the cookies; null where nobody is signed in. */
export async function readCsrfToken(): Promise<string | null> {
  const query = new URLSearchParams({ query: '{ viewer { kind csrfToken } }' });
  const answer = await fetch(`/graphql?${query}`, { credentials: 'include' });
  const { data } = (await answer.json()) as { data?: { viewer?: { csrfToken: string | null } } };
  return data?.viewer?.csrfToken ?? null;
}

/** Where GraphQL over WebSocket is. */
export const socketUrl = () => `${location.origin.replace(/^http/, 'ws')}/graphql`;
