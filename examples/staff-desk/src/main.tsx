import { ApolloProvider } from '@apollo/client/react';
import { StrictMode, useMemo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import '../../shared/look.css';
import { readCsrfToken } from '../../shared/session.ts';
import { App } from './app.tsx';
import { makeClient } from './client.ts';
import './style.css';

function Root({ initial }: { initial: string | null }) {
  const [csrfToken, setCsrfToken] = useState(initial);
  const client = useMemo(() => makeClient(csrfToken, () => setCsrfToken(null)), [csrfToken]);
  return (
    <ApolloProvider client={client}>
      <App isSignedIn={csrfToken !== null} onSession={setCsrfToken} />
    </ApolloProvider>
  );
}

const initial = await readCsrfToken();
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Root initial={initial} />
  </StrictMode>,
);
