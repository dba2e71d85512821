import type { FormEvent } from 'react';
import { useMutation, useQuery } from 'urql';
import { graphql } from '../generated/index.ts';
import { Badge, Failure, Loading } from '../ui.tsx';

const TICKETS = graphql(`
  query Tickets($account: ID!) {
    departments {
      id
      name
    }
    client: node(id: $account) {
      ... on Client {
        id
        tickets(orderBy: [{ field: LAST_REPLY_AT, direction: DESC }], first: 25) {
          nodes {
            id
            number
            subject
            isClientUnread
            status {
              id
              title
            }
          }
        }
      }
    }
  }
`);

const OPEN = graphql(`
  mutation OpenTicket($input: OpenTicketInput!) {
    openTicket(input: $input) {
      ticket {
        id
      }
    }
  }
`);

export function Tickets({ account }: { account: string }) {
  const [{ data, error, fetching }] = useQuery({ query: TICKETS, variables: { account } });
  const [opened, open] = useMutation(OPEN);
  const client = data?.client?.__typename === 'Client' ? data.client : null;
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '');
    const { data: answer } = await open({
      input: {
        departmentId: text('department'),
        subject: text('subject'),
        message: text('message'),
      },
    });
    const id = answer?.openTicket?.ticket?.id;
    if (id) location.hash = `#/tickets/${encodeURIComponent(id)}`;
  };
  return (
    <Loading fetching={fetching}>
      <h1>Tickets</h1>
      <Failure error={error} />
      <ul className="plain card">
        {client?.tickets?.nodes.map(({ id, number, subject, status, isClientUnread }) => (
          <li key={id}>
            <a href={`#/tickets/${encodeURIComponent(id)}`}>
              #{number} {subject}
            </a>{' '}
            <Badge>{status.title}</Badge> {isClientUnread && <Badge>NEW</Badge>}
          </li>
        ))}
      </ul>
      <h2>Open a ticket</h2>
      <form className="card" onSubmit={(event) => void submit(event)}>
        <label>
          Department
          <select name="department" required>
            {data?.departments?.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          Subject
          <input name="subject" required />
        </label>
        <label>
          Message
          <textarea name="message" rows={5} required />
        </label>
        <Failure error={opened.error} />
        <button disabled={opened.fetching}>Open ticket</button>
      </form>
    </Loading>
  );
}
