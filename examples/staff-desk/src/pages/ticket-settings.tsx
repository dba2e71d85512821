import { useMutation, useQuery } from '@apollo/client/react';
import type { TicketPriority, UpdateTicketInput } from '../generated/graphql.ts';
import { graphql } from '../generated/index.ts';
import { to } from '../route.ts';
import { Choice, Failure } from '../ui.tsx';
import type { TicketData } from './ticket.tsx';

const STAFF = graphql(`
  query Staff {
    ticketStatuses {
      id
      title
    }
    admins {
      id
      fullName
    }
  }
`);

const UPDATE = graphql(`
  mutation UpdateTicket($input: UpdateTicketInput!) {
    updateTicket(input: $input) {
      ticket {
        id
        priority
        status {
          id
          title
        }
        assignee {
          id
          fullName
        }
      }
    }
  }
`);

const CLOSE = graphql(`
  mutation CloseTicket($id: ID!) {
    closeTicket(input: { ticketId: $id }) {
      ticket {
        id
        status {
          id
          title
        }
      }
    }
  }
`);

/** Who has the ticket, how urgent it is and how far. */
export function TicketSettings({
  ticket,
  adminId,
}: {
  ticket: TicketData;
  adminId: string | null;
}) {
  const { id: ticketId, status, assignee, priority, client, department } = ticket;
  const { data } = useQuery(STAFF);
  const [update, updated] = useMutation(UPDATE);
  const [close, closed] = useMutation(CLOSE);
  const change = (changes: Omit<UpdateTicketInput, 'ticketId'>) =>
    void update({ variables: { input: { ticketId, ...changes } } });
  return (
    <aside className="card" aria-label="Ticket">
      <dl className="facts">
        <dt>Client</dt>
        <dd>{client ? <a href={to('clients', client.id)}>{client.fullName}</a> : '–'}</dd>
        <dt>Department</dt>
        <dd>{department.name}</dd>
      </dl>
      <form className="tools">
        <Choice
          label="Assigned to"
          value={assignee?.id ?? ''}
          onChange={(id) => change({ assigneeId: id || null })}
          options={[
            ['', 'nobody'],
            ...(data?.admins ?? []).map(({ id, fullName }) => [id, fullName] as const),
          ]}
        />
        <Choice
          label="Status"
          value={status.title}
          onChange={(title) => change({ status: title })}
          options={(data?.ticketStatuses ?? [status]).map(({ title }) => [title, title] as const)}
        />
        <Choice
          label="Priority"
          value={priority}
          onChange={(value) => change({ priority: value as TicketPriority })}
          options={[
            ['LOW', 'low'],
            ['MEDIUM', 'medium'],
            ['HIGH', 'high'],
          ]}
        />
      </form>
      <Failure error={updated.error ?? closed.error} />
      <div className="tools">
        {adminId && assignee?.id !== adminId && (
          <button onClick={() => change({ assigneeId: adminId })}>Take it</button>
        )}
        {status.title !== 'Closed' && (
          <button
            disabled={closed.loading}
            onClick={() => void close({ variables: { id: ticketId } })}
          >
            Close ticket
          </button>
        )}
      </div>
    </aside>
  );
}
