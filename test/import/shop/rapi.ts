import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { asReference, asWhmcs } from './whmcs-words.ts';
import { type OldShop, oldShop, type Row } from './old-shop.ts';

/** A stand-in of a running WHASOLS, which speaks as a WHMCS, too. */
export interface OldWhasols {
  /** Where its commands are. */
  address: string;
  /** Where they are as WHMCS has them. */
  api: string;
  token: string;
  shop: OldShop;
  /** The commands it was asked for, in their order. */
  commands: string[];
  /** How many it answers at most in a page, whatever is asked for. */
  pageSize: number;
  /** After so many calls it answers nothing. */
  diesAfter: number;
  /** Commands that the token may not call. */
  forbidden: Set<string>;
  /** Lists of which it counts one more than it tells. */
  countsMore: Set<string>;
  /** Commands it answers once with HTTP 503 and a page. */
  stumbles: Set<string>;
  close(): Promise<void>;
}

/**
 * Serves what the reference documents: `POST /rapi/<Command>` with a form in, JSON out, business
 * errors with HTTP 200 and refusals with 403. Replies as rapi-responses.md has them.
 */
export async function oldWhasols(): Promise<OldWhasols> {
  const server = createServer((req, res) => {
    void (async () => {
      let body = '';
      for await (const chunk of req) body += String(chunk);
      old.diesAfter -= 1;
      if (old.diesAfter < 0) return req.socket.destroy();
      const form = new URLSearchParams(body);
      const isApi = req.url === '/includes/api.php';
      const command = isApi
        ? asReference(form)
        : (/^\/rapi\/(\w+)$/.exec(req.url ?? '')?.[1] ?? '');
      if (!command || req.method !== 'POST') {
        res.writeHead(404, { 'content-type': 'text/html' });
        return res.end('<!doctype html><title>Not found</title>');
      }
      old.commands.push(command);
      if (old.stumbles.delete(command)) {
        res.writeHead(503, { 'content-type': 'text/html', 'retry-after': '0' });
        return res.end('<h1>Down for maintenance</h1>');
      }
      const [status, reply] = answer(old, command, form);
      res.writeHead(status, { 'content-type': 'application/json' });
      res.end(JSON.stringify(isApi ? asWhmcs(reply, command) : reply));
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const old: OldWhasols = {
    address: `http://127.0.0.1:${port}/rapi`,
    api: `http://127.0.0.1:${port}/includes/api.php`,
    token: 'hush',
    shop: oldShop(),
    commands: [],
    pageSize: 100,
    diesAfter: Number.POSITIVE_INFINITY,
    forbidden: new Set(),
    countsMore: new Set(),
    stumbles: new Set(),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return old;
}

const failed = (message: string) => ({ result: 'error', message });

function answer(old: OldWhasols, command: string, form: URLSearchParams): [number, object] {
  if (form.get('token') !== old.token) return [403, failed('Authentication Failed')];
  if (old.forbidden.has(command)) {
    const name = command.toLowerCase();
    return [403, failed(`Invalid Permissions: API action "${name}" is not allowed`)];
  }
  const serve = served[command];
  if (!serve) return [200, failed('Command Not Found')];
  const reply = serve(old, form);
  return [200, typeof reply === 'string' ? failed(reply) : { result: 'success', ...reply }];
}

/** What a command replies; text is an error. */
type Serve = (old: OldWhasols, form: URLSearchParams) => object | string;

const number = (form: URLSearchParams, name: string) => Number(form.get(name) ?? 0);

/** A list in pages: `page_num` from 1, `limit_num`, 25 where nothing is said. */
const paged =
  (wrapper: string, item: string, rows: (shop: OldShop, form: URLSearchParams) => Row[]): Serve =>
  (old, form) => {
    const all = rows(old.shop, form);
    const limit = Math.min(number(form, 'limit_num') || 25, old.pageSize);
    const start = ((number(form, 'page_num') || 1) - 1) * limit;
    const page = all.slice(start, start + limit);
    return {
      totalresults: all.length + (old.countsMore.has(wrapper) ? 1 : 0),
      startnumber: start,
      numreturned: page.length,
      ...(page.length && { [wrapper]: item ? { [item]: page } : page }),
    };
  };

/** A list given at once; an empty one is an empty text, as PHP has it. */
const whole =
  (wrapper: string, item: string, rows: (shop: OldShop, form: URLSearchParams) => Row[]): Serve =>
  ({ shop }, form) => {
    const all = rows(shop, form);
    return {
      totalresults: String(all.length),
      [wrapper]: all.length ? { [item]: all } : '',
    };
  };

const byId = (rows: Row[], id: number) => rows.find((row) => Number(row.id) === id);

const ofClient = (rows: Row[], form: URLSearchParams) =>
  rows.filter((row) => Number(row.user_id) === number(form, 'user_id'));

const isClient = (shop: OldShop, form: URLSearchParams) =>
  byId(shop.clients, number(form, 'user_id')) !== undefined;

const served: Readonly<Record<string, Serve>> = {
  GetCurrencies: whole('currencies', 'currency', ({ currencies }) => currencies),
  GetParameters: () => ({
    parameters: { companyname: 'Old Shop', currency: 'USD', version: '2.4' },
  }),
  GetConfigurationValue: ({ shop }, form) => {
    const setting = form.get('setting') ?? '';
    const value = shop.settings[setting];
    return value === undefined ? 'Invalid name for parameter setting' : { setting, value };
  },
  GetPaymentMethods: whole('paymentmethods', 'paymentmethod', (shop) => shop.paymentMethods),
  GetClientGroups: whole('groups', 'group', ({ clientGroups }) => clientGroups),
  GetProductsGroups: whole('groups', 'group', ({ productGroups }) => productGroups),
  GetProducts: whole('products', 'product', ({ products }) => products),
  GetPromotions: whole('promotions', 'promotion', ({ promotions }) => promotions),
  GetServers: ({ shop }) => ({ servers: shop.servers, fetchStatus: false }),
  GetTLDPricing: ({ shop }) => ({
    currency: { id: 1, code: 'USD', prefix: '$', suffix: ' USD', format: 1, rate: '1.00000' },
    pricing: shop.tlds,
  }),
  GetClients: paged('clients', 'client', ({ clients }) =>
    clients.map(
      ({ id, first_name, last_name, company_name, email, entry_date, group_id, status }) => ({
        id,
        first_name,
        last_name,
        company_name,
        email,
        entry_date,
        group_id,
        status,
      }),
    ),
  ),
  GetClientDetails: ({ shop }, form) => {
    const { stats, ...client } = byId(shop.clients, number(form, 'user_id')) ?? {};
    if (!client.id) return 'Client Not Found';
    return { client, ...(form.get('stats') === 'true' && { stats }) };
  },
  GetClientPassword: ({ shop }, form) => {
    const password = shop.hashes[number(form, 'user_id')];
    return password === undefined ? 'Client ID Not Found' : { password };
  },
  GetUsers: paged('users', '', ({ users }) => users),
  GetContacts: paged('contacts', 'contact', ({ contacts }) => contacts),
  GetClientProducts: whole('products', 'product', (shop, form) => ofClient(shop.services, form)),
  GetClientDomains: whole('domains', 'domain', (shop, form) => ofClient(shop.domains, form)),
  GetCredits: (old, form) =>
    isClient(old.shop, form)
      ? paged('credits', 'credit', (shop) =>
          ofClient(shop.credits, form).map(({ user_id: _owner, ...row }) => row),
        )(old, form)
      : 'Client ID Not Found',
  GetPayMethods: ({ shop }, form) => {
    if (!isClient(shop, form)) return 'Client Not Found';
    const paymethods = ofClient(shop.payMethods, form).map(({ user_id: _owner, ...row }) => row);
    return { clientid: form.get('user_id'), paymethods };
  },
  GetOrders: paged('orders', 'order', ({ orders }) => orders),
  GetInvoices: paged('invoices', 'invoice', ({ invoices }) =>
    invoices.map(({ items: _items, ...head }) => head),
  ),
  GetInvoice: ({ shop }, form) => {
    const { items, id, ...head } = byId(shop.invoices, number(form, 'invoice_id')) ?? {};
    if (!id) return 'Invoice ID Not Found';
    return { invoiceid: id, ...head, items: { item: items }, transactions: '' };
  },
  GetTransactions: whole('transactions', 'transaction', ({ transactions }) => transactions),
  GetQuotes: paged('quotes', 'quote', ({ quotes }) => quotes),
  GetAffiliates: paged('affiliates', 'affiliate', ({ affiliates }) => affiliates),
  GetSupportDepartments: whole('departments', 'department', ({ departments }) => departments),
  GetSupportStatuses: whole('statuses', 'status', ({ statuses }) => statuses),
  GetTickets: paged('tickets', 'ticket', ({ tickets }) =>
    tickets.map(({ replies: _replies, notes: _notes, ...head }) => head),
  ),
  GetTicket: ({ shop }, form) => {
    const {
      replies,
      notes: _notes,
      id,
      ...head
    } = byId(shop.tickets, number(form, 'ticket_id')) ?? {};
    return id ? { ticketid: id, ...head, replies: { reply: replies } } : 'Ticket ID not found';
  },
  GetTicketNotes: ({ shop }, form) => {
    const found = byId(shop.tickets, number(form, 'ticket_id'));
    if (!found) return 'Ticket ID not found';
    return { totalresults: (found.notes as Row[]).length, notes: { note: found.notes } };
  },
  GetAnnouncements: whole('announcements', 'announcement', ({ announcements }) => announcements),
  GetToDoItems: paged('items', 'item', ({ todos }) => todos),
};
