import { StrictMode, useMemo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { Provider } from 'urql';
import '../../shared/look.css';
import { App } from './app.tsx';
import { makeClient } from './client.ts';
import { readCsrfToken } from '../../shared/session.ts';

function Root({ initial }: { initial: string | null }) {
  const [csrfToken, setCsrfToken] = useState(initial);
  const client = useMemo(() => makeClient(csrfToken, () => setCsrfToken(null)), [csrfToken]);
  return (
    <Provider value={client}>
      <App isSignedIn={csrfToken !== null} onSession={setCsrfToken} />
    </Provider>
  );
}

const initial = await readCsrfToken();
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Root initial={initial} />
  </StrictMode>,
);
