import { useMutation, useQuery, useSubscription } from '@apollo/client/react';
import { useState } from 'react';
import type { TicketDeskQuery, TicketFilter } from '../generated/graphql.ts';
import { graphql } from '../generated/index.ts';
import { to } from '../route.ts';
import { Badge, Choice, count, Failure, More, Table, Time } from '../ui.tsx';

/** The ticket desk. */
const DESK = graphql(`
  query TicketDesk($filter: TicketFilter, $after: String) {
    tickets(
      filter: $filter
      orderBy: [{ field: LAST_REPLY_AT, direction: DESC }]
      first: 25
      after: $after
    ) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        cursor
        node {
          id
          number
          subject
          priority
          lastReplyAt
          requestorName
          status {
            id
            title
            isAwaitingReply
          }
          assignee {
            id
            fullName
          }
          client {
            id
            fullName
          }
        }
      }
    }
    ticketCounts {
      awaitingReply
      active
      statuses {
        id
        title
        ticketCount
      }
    }
  }
`);

const LIVE = graphql(`
  subscription DeskLive {
    ticketUpdated {
      cursor
      type
      ticketId
    }
  }
`);

/** One change to many rows, each with its own outcome. */
const CLOSE = graphql(`
  mutation CloseTickets($ids: [ID!]!) {
    updateTickets(input: { ticketIds: $ids, changes: { status: "Closed" } }) {
      succeededCount
      results {
        id
        error {
          message
        }
      }
    }
  }
`);

type Ticket = NonNullable<TicketDeskQuery['tickets']>['edges'][number]['node'];

export function Tickets({ adminId }: { adminId: string | null }) {
  const [status, setStatus] = useState('');
  const [assignee, setAssignee] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [fresh, setFresh] = useState<string | null>(null);
  const filter: TicketFilter = {
    ...(status ? { status: [status] } : { isActive: true }),
    ...(assignee === 'mine' && adminId && { assignee: [adminId] }),
    // Null in the list means nobody.
    ...(assignee === 'nobody' && { assignee: [null] }),
  };
  const { data, error, loading, previousData, fetchMore, refetch } = useQuery(DESK, {
    variables: { filter },
  });
  const live = useSubscription(LIVE, {
    onData: ({ data: { data: event } }) => {
      setFresh(event?.ticketUpdated?.ticketId ?? null);
      void refetch();
    },
  });
  const [close, closed] = useMutation(CLOSE);
  const { tickets: page, ticketCounts: counts } = data ?? previousData ?? {};
  const closeChosen = async () => {
    await close({ variables: { ids: [...chosen] } });
    setChosen([]);
    await refetch();
  };
  return (
    <div aria-busy={loading} className="desk">
      <h1>Tickets</h1>
      <div className="tools">
        <Choice
          label="Status"
          value={status}
          onChange={setStatus}
          options={[
            ['', `active (${counts?.active ?? '…'})`],
            ...(counts?.statuses ?? []).map(
              ({ title, ticketCount }) => [title, `${title} (${ticketCount})`] as const,
            ),
          ]}
        />
        <Choice
          label="Assigned to"
          value={assignee}
          onChange={setAssignee}
          options={[
            ['', 'anybody'],
            ['mine', 'me'],
            ['nobody', 'nobody'],
          ]}
        />
        <button disabled={!chosen.length || closed.loading} onClick={() => void closeChosen()}>
          Close {chosen.length || ''} chosen
        </button>
        <span className="muted end" role="status">
          {page
            ? `${count(page.totalCount, 'ticket')}, waiting for an answer: ${counts?.awaitingReply}`
            : ''}
        </span>
      </div>
      <Failure error={error ?? live.error ?? closed.error} />
      <div className="card">
        <Table label="Tickets" head={['', 'Ticket', 'From', 'Status', 'Assigned to', 'Last reply']}>
          {page?.edges.map(({ cursor, node }) => (
            <Row
              key={cursor}
              ticket={node}
              isFresh={node.id === fresh}
              isChosen={chosen.includes(node.id)}
              onChosen={(yes) =>
                setChosen(yes ? [...chosen, node.id] : chosen.filter((id) => id !== node.id))
              }
            />
          ))}
        </Table>
        {page && !page.edges.length && <p className="empty">No tickets here.</p>}
        <More page={page?.pageInfo} onMore={fetchMore} />
      </div>
    </div>
  );
}

function Row({ ticket, isFresh, isChosen, onChosen }: RowProps) {
  const { id, number, subject, priority, status, assignee, client, lastReplyAt } = ticket;
  return (
    <tr className={`${isFresh ? 'fresh' : ''} ${status.isAwaitingReply ? 'unread' : ''}`}>
      <td>
        <input
          type="checkbox"
          aria-label={`Choose ticket ${number}`}
          checked={isChosen}
          onChange={({ target }) => onChosen(target.checked)}
        />
      </td>
      <th scope="row">
        <a href={to('tickets', id)}>
          #{number} {subject}
        </a>{' '}
        {priority === 'HIGH' && <Badge>HIGH</Badge>}
      </th>
      <td>{client?.fullName ?? ticket.requestorName}</td>
      <td>
        <Badge>{status.title}</Badge>
      </td>
      <td>{assignee?.fullName ?? '–'}</td>
      <td>
        <Time at={lastReplyAt} />
      </td>
    </tr>
  );
}

interface RowProps {
  ticket: Ticket;
  isFresh: boolean;
  isChosen: boolean;
  onChosen: (isChosen: boolean) => void;
}
