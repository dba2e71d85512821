import { useEffect, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { graphql } from './generated/index.ts';
import { Dashboard } from './pages/dashboard.tsx';
import { Domains } from './pages/domains.tsx';
import { InvoicePage } from './pages/invoice.tsx';
import { Invoices } from './pages/invoices.tsx';
import { Security } from './pages/security.tsx';
import { ServicePage } from './pages/service.tsx';
import { Services } from './pages/services.tsx';
import { SignIn } from './pages/sign-in.tsx';
import { Shop } from './pages/shop.tsx';
import { TicketPage } from './pages/ticket.tsx';
import { Tickets } from './pages/tickets.tsx';

const VIEWER = graphql(`
  query Viewer {
    viewer {
      user {
        id
        fullName
      }
      accounts {
        id
        name
      }
    }
  }
`);

const SIGN_OUT = graphql(`
  mutation SignOut {
    signOut {
      signedOut
    }
  }
`);

const pages = {
  '': 'Overview',
  services: 'Services',
  invoices: 'Invoices',
  domains: 'Domains',
  tickets: 'Tickets',
  shop: 'Order',
};

function useHash(): string {
  const [hash, setHash] = useState(location.hash.slice(2));
  useEffect(() => {
    const follow = () => setHash(location.hash.slice(2));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return hash;
}

interface Props {
  isSignedIn: boolean;
  onSession: (csrfToken: string | null) => void;
}

export function App({ isSignedIn, onSession }: Props) {
  return isSignedIn ? (
    <Area onSignedOut={() => onSession(null)} />
  ) : (
    <SignIn onSession={onSession} />
  );
}

function Area({ onSignedOut }: { onSignedOut: () => void }) {
  const hash = useHash();
  const [{ data }] = useQuery({ query: VIEWER });
  const [, signOut] = useMutation(SIGN_OUT);
  const [account] = data?.viewer?.accounts ?? [];
  const [page = '', id = ''] = hash.split('/');
  return (
    <>
      <a className="skip" href="#main">
        To the content
      </a>
      <title>{`${pages[page as keyof typeof pages] ?? 'Account'} – Client area`}</title>
      <header>
        <strong>{account?.name ?? '…'}</strong>
        <nav aria-label="Pages">
          {Object.entries(pages).map(([path, title]) => (
            <a key={path} href={`#/${path}`} aria-current={path === page ? 'page' : undefined}>
              {title}
            </a>
          ))}
        </nav>
        <a href="#/security">{data?.viewer?.user?.fullName ?? 'You'}</a>
        <button onClick={() => void signOut({}).then(onSignedOut)}>Sign out</button>
      </header>
      <main id="main" tabIndex={-1}>
        {account && <Page page={page} id={decodeURIComponent(id)} account={account.id} />}
      </main>
    </>
  );
}

function Page({ page, id, account }: { page: string; id: string; account: string }) {
  if (page === 'invoices')
    return id ? <InvoicePage key={id} id={id} /> : <Invoices account={account} />;
  if (page === 'services')
    return id ? <ServicePage key={id} id={id} /> : <Services account={account} />;
  if (page === 'domains') return <Domains account={account} />;
  if (page === 'tickets') return id ? <TicketPage id={id} /> : <Tickets account={account} />;
  if (page === 'security') return <Security />;
  if (page === 'shop') return <Shop account={account} />;
  return <Dashboard account={account} />;
}
