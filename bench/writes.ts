import { type BenchRequest, type Case, graphql } from './requests.ts';
import { names } from './names.ts';
import { tracedFunctions } from './traced.ts';

/** Another row each time: eight at once on one client would only wait for each other. */
const vary = { from: '77', to: 9_000 };
/** Always the same row, which everybody waits for. */
const contended = { from: '77', to: 1 };

type Vary = NonNullable<BenchRequest['vary']>;

const once = (query: string, id: string): BenchRequest => ({
  ...graphql(query, { id }),
  isOnce: true,
});
const traced = (path: string, input: object): BenchRequest => ({
  path,
  body: JSON.stringify({ id: 77, input }),
  isOnce: true,
});

const lines = (count: number) =>
  Array.from({ length: count }, () => ({ description: 'Hosting', unitPrice: '9.99' }));
const written = (count: number) =>
  lines(count)
    .map(() => `{ description: "Hosting", unitPrice: "9.99" }`)
    .join();

/** An invoice with so many lines; the bare functions know one. */
const invoice = (count: number): Record<string, BenchRequest> => ({
  ...(count === 1 && { [names.manual]: { path: '/make-invoice', body: '{"id":77}' } }),
  [names.traced]: traced('/make-invoice-traced', { lines: lines(count) }),
  [names.gateway]: once(
    `mutation ($id: ID!) { createInvoice(input: { clientId: $id,
      lines: [${written(count)}] }) { invoice { databaseId } } }`,
    'Client:77',
  ),
  ...(count === 1 && {
    [names.postgraphile]: graphql(
      `mutation ($id: Int!) { benchInvoice(input: { client: $id,
        description: "Hosting", price: "9.99" }) { result } }`,
      { id: 77 },
    ),
  }),
});

const reply: Record<string, BenchRequest> = {
  [names.manual]: { path: '/reply', body: '{"id":77}' },
  [names.traced]: traced('/reply-traced', {
    name: 'Bench',
    email: 'bench@example.test',
    message: 'Thank you.',
  }),
  [names.gateway]: once(
    `mutation ($id: ID!) { addTicketReply(input: { ticketId: $id, name: "Bench",
      email: "bench@example.test", message: "Thank you." }) { ticketReply { databaseId } } }`,
    'Ticket:77',
  ),
  [names.postgraphile]: graphql(
    `mutation ($id: Int!) { benchReply(input: { ticket: $id,
      message: "Thank you." }) { result } }`,
    { id: 77 },
  ),
};

const among = (
  payloads: Record<string, BenchRequest>,
  how: { vary: Vary; connections?: number },
): Case['payloads'] =>
  Object.fromEntries(
    Object.entries(payloads).map(([name, payload]) => [name, { ...payload, ...how }]),
  );

/**
 * The writes. The gateway's leave an audit entry, a line of the activity log, events and a kept
 * idempotency key behind, and so do those of "same traces"; the others are one function in the
 * database that inserts rows.
 */
export const writes: readonly Case[] = [
  { name: 'make an invoice', payloads: among(invoice(1), { vary }) },
  { name: 'reply to a ticket', payloads: among(reply, { vary }) },
  { name: 'make an invoice of 20 lines', payloads: among(invoice(20), { vary }) },
  { name: 'make an invoice, 64 at once', payloads: among(invoice(1), { vary, connections: 64 }) },
  { name: 'make an invoice, all for one client', payloads: among(invoice(1), { vary: contended }) },
];

/** What PostGraphile and the hand-written server call. */
export const functions = [
  ...tracedFunctions,
  // PostGraphile gives this enum and the connection of `exports` one name otherwise.
  `comment on type export_connection is '@name exported_list'`,
  `create function bench_invoice(client int, description text, price numeric) returns int
   language sql volatile as $$
     with made as (
       insert into invoices (client_id, currency_code, issued_on, due_on, updated_at, subtotal, total)
       select id, currency_code, current_date, current_date, now(), price, price
       from clients where id = client returning id, currency_code
     )
     insert into invoice_items (invoice_id, description, unit_price, amount, currency_code, updated_at)
     select id, description, price, price, currency_code, now() from made returning invoice_id
   $$`,
  `create function bench_reply(ticket int, message text) returns int
   language sql volatile as $$
     update tickets set last_reply_at = now(), updated_at = now() where id = ticket;
     insert into ticket_replies (ticket_id, message, updated_at) values (ticket, message, now())
     returning id
   $$`,
];
