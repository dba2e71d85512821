import { useMutation, useQuery, useSubscription } from '@apollo/client/react';
import { useEffect } from 'react';
import type { TicketPageQuery } from '../generated/graphql.ts';
import { graphql } from '../generated/index.ts';
import { to } from '../route.ts';
import { Badge, Failure, Time } from '../ui.tsx';
import { TicketAnswer } from './ticket-answer.tsx';
import { TicketSettings } from './ticket-settings.tsx';

const TICKET = graphql(`
  query TicketPage($id: ID!) {
    ticket: node(id: $id) {
      id
      ... on Ticket {
        number
        subject
        messageHtml
        createdAt
        requestorName
        openedByStaffName
        priority
        status {
          id
          title
        }
        department {
          id
          name
        }
        assignee {
          id
          fullName
        }
        client {
          id
          fullName
        }
        notes {
          id
          messageHtml
          staffName
          createdAt
        }
        attachments {
          id
          fileName
          url(expiresIn: 300)
        }
        replies(last: 50) {
          totalCount
          nodes {
            id
            isByStaff
            authorName
            messageHtml
            createdAt
            attachments {
              id
              fileName
              url(expiresIn: 300)
            }
          }
        }
      }
    }
  }
`);

const LIVE = graphql(`
  subscription TicketLive($id: ID!) {
    ticketUpdated(ticketId: $id) {
      cursor
      type
    }
  }
`);

const READ = graphql(`
  mutation MarkRead($id: ID!) {
    markTicketRead(input: { ticketId: $id }) {
      ticket {
        id
      }
    }
  }
`);

export type TicketData = Extract<NonNullable<TicketPageQuery['ticket']>, { __typename: 'Ticket' }>;

export function TicketPage({ id, adminId }: { id: string; adminId: string | null }) {
  const { data, error, loading, refetch } = useQuery(TICKET, { variables: { id } });
  const live = useSubscription(LIVE, { variables: { id }, onData: () => void refetch() });
  const [markRead] = useMutation(READ);
  useEffect(() => void markRead({ variables: { id } }), [id, markRead]);
  const ticket = data?.ticket?.__typename === 'Ticket' ? data.ticket : null;
  return (
    <div aria-busy={loading}>
      <p>
        <a href={to('tickets')}>All tickets</a>
      </p>
      <Failure error={error ?? live.error} />
      {!loading && !ticket && <p className="empty">There is no such ticket.</p>}
      {ticket && (
        <>
          <h1>
            #{ticket.number} {ticket.subject} <Badge>{ticket.status.title}</Badge>
          </h1>
          <div className="split">
            <div>
              <Thread ticket={ticket} />
              <TicketAnswer ticketId={id} adminId={adminId} onSent={() => void refetch()} />
            </div>
            <TicketSettings ticket={ticket} adminId={adminId} />
          </div>
        </>
      )}
    </div>
  );
}

function Thread({ ticket }: { ticket: TicketData }) {
  const opener = ticket.openedByStaffName || ticket.requestorName;
  return (
    <div className="thread" aria-live="polite" aria-label="Conversation">
      <Post author={opener} at={ticket.createdAt} {...ticket} isByStaff={false} />
      {ticket.replies?.nodes.map((reply) => (
        <Post key={reply.id} author={reply.authorName} at={reply.createdAt} {...reply} />
      ))}
      {ticket.notes.map((note) => (
        <article key={note.id}>
          <header>
            Note by {note.staffName}, <Time at={note.createdAt} />
          </header>
          <div dangerouslySetInnerHTML={{ __html: note.messageHtml }} />
        </article>
      ))}
    </div>
  );
}

/** A message; its HTML was made safe by the gateway. */
function Post({ author, at, isByStaff, messageHtml, attachments }: PostProps) {
  return (
    <article className={isByStaff ? 'staff' : ''}>
      <header>
        {author}, <Time at={at} />
      </header>
      <div dangerouslySetInnerHTML={{ __html: messageHtml }} />
      {attachments.map(({ id, fileName, url }) => (
        <a key={id} className="button" href={url ?? undefined}>
          {fileName}
        </a>
      ))}
    </article>
  );
}

interface PostProps extends Pick<TicketData, 'messageHtml' | 'attachments'> {
  author: string;
  at: string;
  isByStaff: boolean;
}
