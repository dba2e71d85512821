import { type Case, graphql } from './requests.ts';
import { names } from './names.ts';

/** Another row each time: eight at once on one client would only wait for each other. */
const vary = { from: '77', to: 9_000 };
const once = (query: string, id: string) => ({ ...graphql(query, { id }), isOnce: true, vary });
const made = (query: string) => ({ ...graphql(query, { id: 77 }), vary });

/**
 * The writes. The gateway's leave an audit entry, a line of the activity log, events and a kept
 * idempotency key behind; those of the others are one function in the database that inserts rows.
 */
export const writes: readonly Case[] = [
  {
    name: 'make an invoice',
    payloads: {
      [names.manual]: { path: '/make-invoice', body: '{"id":77}', vary },
      [names.gateway]: once(
        `mutation ($id: ID!) { createInvoice(input: { clientId: $id,
          lines: [{ description: "Hosting", unitPrice: "9.99" }] }) { invoice { databaseId } } }`,
        'Client:77',
      ),
      [names.postgraphile]: made(`mutation ($id: Int!) { benchInvoice(input: { client: $id,
        description: "Hosting", price: "9.99" }) { result } }`),
    },
  },
  {
    name: 'reply to a ticket',
    payloads: {
      [names.manual]: { path: '/reply', body: '{"id":77}', vary },
      [names.gateway]: once(
        `mutation ($id: ID!) { addTicketReply(input: { ticketId: $id, name: "Bench",
          email: "bench@example.test", message: "Thank you." }) { ticketReply { databaseId } } }`,
        'Ticket:77',
      ),
      [names.postgraphile]: made(`mutation ($id: Int!) { benchReply(input: { ticket: $id,
        message: "Thank you." }) { result } }`),
    },
  },
];

/** What PostGraphile and the hand-written server call. */
export const functions = [
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
