import { type FormEvent, useEffect, useState } from 'react';
import { useMutation, useQuery, useSubscription } from 'urql';
import { graphql } from '../generated/index.ts';
import { readCsrfToken } from '../../../shared/session.ts';
import { Badge, Failure, Loading, Time } from '../ui.tsx';

const TICKET = graphql(`
  query Ticket($id: ID!) {
    ticket: node(id: $id) {
      ... on Ticket {
        id
        number
        subject
        messageHtml
        createdAt
        status {
          id
          title
        }
        replies(last: 50) {
          nodes {
            id
            messageHtml
            isByStaff
            staffName
            requestorName
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

const REPLY = graphql(`
  mutation Reply($input: AddTicketReplyInput!) {
    addTicketReply(input: $input) {
      ticketReply {
        id
      }
    }
  }
`);

/** Sends a file beforehand; gives the id to attach it by. */
async function upload(file: File): Promise<string> {
  const body = new FormData();
  body.set('file', file);
  const headers = { 'x-csrf-token': (await readCsrfToken()) ?? '' };
  const answer = await fetch('/files', { method: 'POST', body, headers, credentials: 'include' });
  const { uploads, errors } = (await answer.json()) as {
    uploads?: { uploadId: string }[];
    errors?: { message: string }[];
  };
  if (!uploads?.[0]) throw new Error(errors?.[0]?.message ?? 'The file could not be sent.');
  return uploads[0].uploadId;
}

export function TicketPage({ id }: { id: string }) {
  const [{ data, error, fetching }, read] = useQuery({ query: TICKET, variables: { id } });
  const [live] = useSubscription({ query: LIVE, variables: { id } });
  const [replied, reply] = useMutation(REPLY);
  const cursor = live.data?.ticketUpdated?.cursor;
  useEffect(() => {
    if (cursor) read({ requestPolicy: 'network-only' });
  }, [cursor, read]);
  const ticket = data?.ticket?.__typename === 'Ticket' ? data.ticket : null;
  const [fault, setFault] = useState<string | null>(null);
  const send = async (form: HTMLFormElement) => {
    const fields = new FormData(form);
    const file = fields.get('file') as File | null;
    const attachments = file?.size ? [{ uploadId: await upload(file) }] : [];
    const input = { ticketId: id, message: String(fields.get('message')), attachments };
    const { error: refused } = await reply({ input });
    if (!refused) form.reset();
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setFault(null);
    send(event.currentTarget).catch((thrown: Error) => setFault(thrown.message));
  };
  return (
    <Loading fetching={fetching}>
      <p>
        <a href="#/tickets">All tickets</a>
      </p>
      <Failure error={error} />
      {ticket && (
        <>
          <h1>
            #{ticket.number} {ticket.subject} <Badge>{ticket.status.title}</Badge>
          </h1>
          <article dangerouslySetInnerHTML={{ __html: ticket.messageHtml }} />
          <div aria-live="polite" aria-label="Replies">
            {ticket.replies?.nodes.map((each) => (
              <article key={each.id} className={each.isByStaff ? 'staff' : ''}>
                <header>
                  {each.isByStaff ? each.staffName : each.requestorName},{' '}
                  <Time at={each.createdAt} />
                </header>
                <div dangerouslySetInnerHTML={{ __html: each.messageHtml }} />
                {each.attachments.map((attachment) => (
                  <a key={attachment.id} className="button" href={attachment.url ?? undefined}>
                    {attachment.fileName}
                  </a>
                ))}
              </article>
            ))}
          </div>
          <form className="card" onSubmit={submit}>
            <label>
              Reply
              <textarea name="message" rows={4} required />
            </label>
            <label>
              Attachment
              <input name="file" type="file" />
            </label>
            <Failure error={replied.error} />
            {fault && (
              <p role="alert" className="failure">
                {fault}
              </p>
            )}
            <button disabled={replied.fetching}>Send reply</button>
          </form>
        </>
      )}
    </Loading>
  );
}
