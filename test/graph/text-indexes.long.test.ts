import pg from 'pg';
import { beforeAll, expect } from 'vitest';
import { Cells } from '#platform/database/cells.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { together } from '#test/setup/together.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

interface Sent {
  text: string;
  values?: unknown[] | undefined;
}

type Query = (this: unknown, ...args: unknown[]) => unknown;

/** The statements that are sent while `work` runs, with their values. */
async function sentBy(work: () => Promise<unknown>): Promise<Sent[]> {
  const sent: Sent[] = [];
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const original = prototype.query;
  prototype.query = function (...args) {
    const [first, values] = args;
    if (first instanceof Cells) sent.push(...first.requested.map(({ statement }) => statement));
    else if (typeof first === 'string') sent.push({ text: first, values: values as unknown[] });
    else sent.push(first as Sent);
    return original.apply(this, args);
  };
  try {
    await work();
  } finally {
    prototype.query = original;
  }
  return sent;
}

const MANY = 30_000;

/** What 200,000 clients leave, on a smaller scale. */
const FILL = `
  insert into clients (uuid, first_name, last_name, email, country_code, currency_code, updated_at)
    select gen_random_uuid(), 'F' || md5(n::text), 'L' || md5('l' || n), md5('e' || n) || '@example.test', 'GB', 'USD', now()
    from generate_series(1, ${MANY}) n;
  insert into users (first_name, last_name, email, updated_at)
    select 'F' || md5(n::text), 'L' || md5('l' || n), md5('u' || n) || '@example.test', now()
    from generate_series(1, ${MANY}) n;
  insert into emails (subject, html, from_email, "to", message_id, status, updated_at)
    select 'Subject ' || md5(n::text), '', 'shop@example.test', md5('t' || n) || '@example.test',
      md5('m' || n) || '@example.test', 'KEPT', now()
    from generate_series(1, ${MANY}) n;
  insert into activity_entries (username, description)
    select md5('u' || n) || '@example.test', 'Invoice ' || md5(n::text) || ' was seen'
    from generate_series(1, ${MANY}) n;
  -- What a vacuum does to indexes of words after so many rows at once.
  select gin_clean_pending_list(indexrelid) from pg_stat_user_indexes
    where indexrelname in ('clients_search_idx', 'users_search_idx', 'emails_search_idx',
                           'activity_entries_search_idx');
  analyze clients; analyze users; analyze emails; analyze activity_entries;`;

together(
  'finds words by an index in lists of many rows (F37)',
  async () => {
    const { database } = gateway.app;
    await database.query({ text: FILL });
    const [word] = await database.query<{ first: string; last: string; to: string; user: string }>({
      text: `select substr(md5('77'), 1, 12) as first, substr(md5('l77'), 1, 12) as last,
                    substr(md5('t77'), 3, 14) as to, md5('u77') || '@example.test' as user`,
      values: [],
    });
    const lists: [string, string, string][] = [
      ['clients', 'firstName', `F${word!.first}`],
      ['clients', 'lastName', `L${word!.last}`],
      ['users', 'firstName', `F${word!.first}`],
      ['users', 'lastName', `L${word!.last}`],
      ['emails', 'subject', word!.first],
      ['emails', 'to', word!.to],
      ['activity', 'description', word!.first],
      ['activity', 'username', word!.user.toUpperCase()],
    ];
    for (const [list, field, text] of lists) {
      const query = `{ ${list}(filter: { ${field}: "${text}" }, first: 10) { nodes { id } } }`;
      const sent = await sentBy(async () => {
        expect([list, field, (await gateway.data(query))[list].nodes.length]).toEqual([
          list,
          field,
          1,
        ]);
      });
      const own = sent.filter(({ text: sql }) => / i?like |~>=~|lower\(\$/i.test(sql));
      expect([list, field, own.length > 0]).toEqual([list, field, true]);
      for (const { text: sql, values } of own) {
        const plan = await database.query<Record<string, string>>({
          text: `explain ${sql}`,
          values: values ?? [],
        });
        const lines = plan.map((row) => row['QUERY PLAN']).join('\n');
        expect([list, field, lines]).toEqual([
          list,
          field,
          expect.stringMatching(/Index Cond: .*(~~|lower|~>=~)/),
        ]);
      }
    }
  },
  120_000,
);
