import { useMutation, useQuery } from '@apollo/client/react';
import { type FormEvent, useState } from 'react';
import { graphql } from '../generated/index.ts';
import { Choice, Failure, valueOf } from '../ui.tsx';

/** Answer, set the status and take the ticket, in one change. */
const ANSWER = graphql(`
  mutation AnswerTicket($reply: AddTicketReplyInput!, $ticket: UpdateTicketInput!) {
    addTicketReply(input: $reply) {
      ticketReply {
        id
      }
    }
    updateTicket(input: $ticket) {
      ticket {
        id
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

const NOTE = graphql(`
  mutation AddNote($input: AddTicketNoteInput!) {
    addTicketNote(input: $input) {
      ticketNote {
        id
      }
    }
  }
`);

const PREPARED = graphql(`
  query PreparedReplies {
    ticketStatuses {
      id
      title
    }
    predefinedReplyCategories {
      id
      name
      replies {
        id
        name
        message
      }
    }
  }
`);

interface Props {
  ticketId: string;
  adminId: string | null;
  onSent: () => void;
}

/** Writes to the customer, or a note that only staff see. */
export function TicketAnswer({ ticketId, adminId, onSent }: Props) {
  const [message, setMessage] = useState('');
  const [isNote, setIsNote] = useState(false);
  const [answer, answered] = useMutation(ANSWER);
  const [note, noted] = useMutation(NOTE);
  const { data } = useQuery(PREPARED);
  const prepared = data?.predefinedReplyCategories?.flatMap(({ replies }) => replies) ?? [];
  const send = (status: string) => {
    const reply = { ticketId, message };
    if (isNote) return note({ variables: { input: reply } });
    const ticket = { ticketId, status, ...(adminId && { assigneeId: adminId }) };
    return answer({ variables: { reply, ticket } });
  };
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { error } = await send(valueOf(event.currentTarget, 'status'));
    if (error) return;
    setMessage('');
    onSent();
  };
  return (
    <form className="card" onSubmit={(event) => void submit(event)}>
      <div className="tools">
        <Choice
          label="Prepared reply"
          value=""
          options={[['', 'choose …'], ...prepared.map(({ id, name }) => [id, name] as const)]}
          onChange={(id) => setMessage(prepared.find((each) => each.id === id)?.message ?? '')}
        />
        <label>
          Status afterwards
          <select name="status" defaultValue="Answered" disabled={isNote}>
            {(data?.ticketStatuses ?? [{ id: '', title: 'Answered' }]).map(({ id, title }) => (
              <option key={id}>{title}</option>
            ))}
          </select>
        </label>
      </div>
      <label>
        Message
        <textarea
          rows={5}
          required
          value={message}
          onChange={({ target }) => setMessage(target.value)}
        />
      </label>
      <label className="check">
        <input
          type="checkbox"
          checked={isNote}
          onChange={({ target }) => setIsNote(target.checked)}
        />
        Only a note for staff
      </label>
      <Failure error={answered.error ?? noted.error} />
      <button disabled={answered.loading || noted.loading}>
        {isNote ? 'Add note' : 'Send reply'}
      </button>
    </form>
  );
}
