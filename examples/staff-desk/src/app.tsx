import { useMutation, useQuery } from '@apollo/client/react';
import { graphql } from './generated/index.ts';
import { Bills } from './pages/bills.tsx';
import { ClientPage } from './pages/client.tsx';
import { Clients } from './pages/clients.tsx';
import { Figures } from './pages/figures.tsx';
import { OrderPage } from './pages/order.tsx';
import { Orders } from './pages/orders.tsx';
import { FindForm, Found } from './pages/search.tsx';
import { Security } from './pages/security.tsx';
import { SignIn } from './pages/sign-in.tsx';
import { Tasks } from './pages/tasks.tsx';
import { TicketPage } from './pages/ticket.tsx';
import { Tickets } from './pages/tickets.tsx';
import { to, useRoute } from './route.ts';

const VIEWER = graphql(`
  query Viewer {
    viewer {
      id
      admin {
        id
        fullName
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
  tickets: 'Tickets',
  orders: 'Orders',
  clients: 'Clients',
  tasks: 'Tasks',
  money: 'Money',
  figures: 'Figures',
};

interface Props {
  isSignedIn: boolean;
  onSession: (csrfToken: string | null) => void;
}

export function App({ isSignedIn, onSession }: Props) {
  return isSignedIn ? (
    <Desk onSignedOut={() => onSession(null)} />
  ) : (
    <SignIn onSession={onSession} />
  );
}

function Desk({ onSignedOut }: { onSignedOut: () => void }) {
  const { page, id } = useRoute();
  const { data } = useQuery(VIEWER);
  const [signOut] = useMutation(SIGN_OUT);
  const admin = data?.viewer?.admin;
  const current = page || 'tickets';
  return (
    <>
      <a className="skip" href="#main">
        To the content
      </a>
      <title>{`${pages[current as keyof typeof pages] ?? 'Found'} – Staff desk`}</title>
      <header>
        <strong>Staff desk</strong>
        <nav aria-label="Pages">
          {Object.entries(pages).map(([path, title]) => (
            <a key={path} href={to(path)} aria-current={path === current ? 'page' : undefined}>
              {title}
            </a>
          ))}
        </nav>
        <FindForm key={page === 'find' ? id : ''} initial={page === 'find' ? id : ''} />
        <a href={to('security')}>{admin?.fullName ?? 'You'}</a>
        <button onClick={() => void signOut().then(onSignedOut)}>Sign out</button>
      </header>
      <main id="main" tabIndex={-1}>
        <Page page={current} id={id} adminId={admin?.id ?? null} />
      </main>
    </>
  );
}

function Page({ page, id, adminId }: { page: string; id: string; adminId: string | null }) {
  if (page === 'find') return <Found key={id} query={id} />;
  if (page === 'clients') return id ? <ClientPage key={id} id={id} /> : <Clients />;
  if (page === 'orders') return id ? <OrderPage key={id} id={id} /> : <Orders />;
  if (page === 'tasks') return <Tasks />;
  if (page === 'money') return <Bills />;
  if (page === 'figures') return <Figures />;
  if (page === 'security') return <Security />;
  return id ? <TicketPage key={id} id={id} adminId={adminId} /> : <Tickets adminId={adminId} />;
}
