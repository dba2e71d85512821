/**
 * What a careful person would write who has to leave the same rows behind as the gateway: key, lock,
 * row, audit entry, activity line, event, kept answer, with the same checks, in one statement. Two
 * things it is spared: the kept answer is not encrypted, and nobody reads the event.
 */
const claim = `
  insert into idempotency_keys (scope, key, request_hash, created_at, expires_at)
  values ('credential:1', k, request, at, at + interval '48 hours')
  on conflict (scope, key) do nothing returning id into key_id;
  if key_id is null then raise exception 'IDEMPOTENCY_KEY_REUSED'; end if;`;

const record = (action: string, sentence: string, event: string) => `
  insert into audit_entries (actor, action, input, credential_id, ip, request_id, at)
  values ('credential:1', '${action}', input, 1, '127.0.0.1', k, at);
  insert into activity_entries (client_id, username, description, ip, happened_at)
  select about, 'API: ' || name, ${sentence}, '127.0.0.1', at from api_credentials where id = 1;
  insert into outbox_events (type, payload, client_id, reseller_id, department_id, subject_id,
                             credential_id, at)
  values (${event}, 1, at);
  perform pg_notify('outbox', '');
  update idempotency_keys set result = given::text, answer = given::text,
    answer_hash = request where id = key_id;
  return given;`;

/** The functions, as \`create function\`. */
export const tracedFunctions = [
  `create function bench_invoice_traced(k text, request text, client int, input jsonb) returns json
   language plpgsql as $$
   declare
     key_id int; about int := client; c record; made int; given json; lines numeric; taxed text;
     at timestamptz := clock_timestamp();
   begin
     ${claim}
     select * into c from clients where id = client for no key update;
     if c.id is null then raise exception 'CLIENT_NOT_FOUND'; end if;
     select value into taxed from settings where name = 'TaxCustomInvoices';
     select value into taxed from settings where name = 'TaxEnabled';
     select sum(round((line->>'unitPrice')::numeric, 2)) into lines
       from jsonb_array_elements(input->'lines') line;
     if lines < 0 then raise exception 'INVOICE_TOTAL_NEGATIVE'; end if;
     insert into invoices (client_id, reseller_id, currency_code, billing_name,
       billing_company_name, billing_email, billing_address, billing_country_code, issued_on,
       due_on, created_at, updated_at, subtotal, total)
     values (client, c.reseller_id, c.currency_code, c.first_name || ' ' || c.last_name,
       c.company_name, c.email, c.address1, c.country_code, current_date,
       current_date, at, at, lines, lines) returning id into made;
     insert into invoice_items (invoice_id, description, unit_price, amount, currency_code,
       sort_order, updated_at)
     select made, line->>'description', (line->>'unitPrice')::numeric,
       round((line->>'unitPrice')::numeric, 2), c.currency_code, place - 1, at
     from jsonb_array_elements(input->'lines') with ordinality as l (line, place);
     given := json_build_object('createInvoice',
       json_build_object('invoice', json_build_object('databaseId', made)));
     ${record(
       'createInvoice',
       `'Invoice created - Invoice ID: ' || made || ', Client ID: ' || client`,
       `'invoice.created', jsonb_build_object('invoiceId', made, 'clientId', client,
        'sendEmail', false), client, c.reseller_id, null, made`,
     )}
   end $$`,
  `create function bench_reply_traced(k text, request text, ticket int, input jsonb) returns json
   language plpgsql as $$
   declare
     key_id int; about int; t record; made int; given json; status int;
     at timestamptz := clock_timestamp();
   begin
     ${claim}
     select * into t from tickets where id = ticket for update;
     if t.id is null then raise exception 'TICKET_NOT_FOUND'; end if;
     if t.merged_into_id is not null then raise exception 'TICKET_MERGED'; end if;
     about := t.client_id;
     select id into status from ticket_statuses
       where lower(title) = 'customerreply' or lower(key) = 'customerreply' order by id limit 1;
     insert into ticket_replies (ticket_id, requestor_type, name, email, message, ip, created_at,
       updated_at)
     values (ticket, 'GUEST', input->>'name', input->>'email', input->>'message', '127.0.0.1', at, at)
     returning id into made;
     update tickets set status_id = status, closed_at = null, is_client_unread = false,
       last_reply_at = greatest(last_reply_at, at), updated_at = at where id = ticket;
     given := json_build_object('addTicketReply',
       json_build_object('ticketReply', json_build_object('databaseId', made)));
     ${record(
       'addTicketReply',
       `'Ticket reply added - Ticket ID: ' || ticket || ', Reply ID: ' || made`,
       `'ticket.replied', jsonb_build_object('ticketId', ticket, 'clientId', t.client_id,
        'departmentId', t.department_id, 'replyId', made, 'byStaff', false, 'sendEmail', true),
        t.client_id, (select reseller_id from clients where id = t.client_id), t.department_id,
        made`,
     )}
   end $$`,
];
