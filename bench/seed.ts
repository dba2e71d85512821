import { createHash } from 'node:crypto';
import pg from 'pg';
import { RESELLER_TOKEN } from './requests.ts';

const hash = (token: string) => createHash('sha256').update(token).digest('hex');

/** The address of another database on the same server. */
export function withName(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

export async function run(url: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/**
 * Fills a migrated database that has its essentials: 10,000 clients, 40,000 invoices, 120,000
 * items, 20,000 tickets, 60,000 replies, 500 TLDs.
 * @param times as many of everything; 100 makes a million clients.
 */
export const seed = (url: string, times = 1): Promise<void> =>
  run(
    url,
    `set session_replication_role = replica`,
    `insert into clients (uuid, first_name, last_name, email, country_code, currency_code, updated_at,
       created_at, company_name)
     select gen_random_uuid(), 'First' || n % 997, 'Last' || n % 1009, 'client' || n || '@example.test',
       'GB', 'USD', now(), timestamptz '2026-01-01' + n * interval '1 second', 'Company ' || n % 53
     from generate_series(1, ${10_000 * times}) n`,
    `insert into invoices (client_id, currency_code, issued_on, due_on, updated_at)
     select 1 + n % ${10_000 * times}, 'USD', date '2026-01-01' + n % 300, date '2026-01-15' + n % 300, now()
     from generate_series(1, ${40_000 * times}) n`,
    `insert into invoice_items (invoice_id, description, unit_price, amount, currency_code, updated_at)
     select 1 + n % ${40_000 * times}, 'Hosting ' || n % 31, 9.99, 9.99, 'USD', now()
     from generate_series(1, ${120_000 * times}) n`,
    `insert into departments (name, updated_at) select 'Bench', now()
     where not exists (select 1 from departments)`,
    `insert into tickets (number, access_key, department_id, client_id, subject, message, status_id,
       updated_at, last_reply_at)
     select 'B' || n, 'k' || n, (select min(id) from departments), 1 + n % ${10_000 * times},
       'Subject ' || n, 'Message ' || n, (select min(id) from ticket_statuses), now(),
       timestamptz '2026-01-01' + n * interval '1 minute'
     from generate_series(1, ${20_000 * times}) n`,
    `insert into ticket_replies (ticket_id, message, updated_at, created_at)
     select t.id, 'Reply ' || n, now(), t.last_reply_at + n * interval '1 second'
     from tickets t, generate_series(1, 3) n`,
    `insert into tlds (extension, currency_code, updated_at)
     select 'bench' || n, 'USD', now() from generate_series(1, 500) n on conflict do nothing`,
    `insert into product_keys (key, family, category, tlds, updated_at)
     select 'dombench' || n, 'DOMAIN', 'domorder', array['bench' || n], now() from generate_series(1, 500) n`,
    `insert into price_lists (name, audience, currency_code, updated_at)
     values ('Bench', 'CUSTOMER', 'USD', now())`,
    `insert into price_list_entries (list_id, product_key_id, action, tenure, tenure_unit, price, price_text, updated_at)
     select l.id, k.id, a, y, 'YEARS', 9.99, '9.99', now()
     from price_lists l, product_keys k, generate_series(1, 10) y,
       unnest(array['addnewdomain', 'renewdomain', 'addtransferdomain']) a
     where l.name = 'Bench' and k.key like 'dombench%'`,
    `insert into resellers (client_id, brand_name, customer_price_list_id, currency_code, updated_at)
     select 1, 'Bench', id, 'USD', now() from price_lists where name = 'Bench'`,
    `insert into api_credentials (kind, name, identifier, token_hash, token_last4, client_id, reseller_id, permissions, updated_at)
     select 'RESELLER', 'Bench', 'bench', '${hash(RESELLER_TOKEN)}', 'bnch', 1, id, array['*'], now() from resellers`,
    `set session_replication_role = origin`,
    `vacuum analyze`,
  );
