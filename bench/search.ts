import pg from 'pg';
import { gateway, open } from './contenders.ts';
import { TOKEN } from './requests.ts';
import { table, writeSection } from './results.ts';
import { run, withName } from './seed.ts';

const CLIENTS = Number(process.env.BENCH_CLIENTS ?? 1_000_000);
const READ = `query ($id: ID!) { client(by: { id: $id }) { id fullName email } }`;
const SEARCH = `query ($q: String!) { search(query: $q, first: 10) {
  edges { matchedOn node { id ... on Client { fullName email } } } } }`;

/** What is typed into the search box; # is the number of some client. */
const TYPED: readonly [kind: string, typed: string][] = [
  ['a name', 'first# last#'],
  ['a name, turned round', 'last# first#'],
  ['an address', 'client#@example.test'],
  ['a company', 'company#'],
  ['a number', '#'],
  ['a beginning that all have', 'first'],
  ['a part that few have', 'ast#'],
  ['a part of an address', 'ient#@exam'],
  ['parts of two words', 'irst# ast#'],
  ['a part that all have', 'xample'],
  ['nothing that is there', 'zq#xw'],
];

/** What none is found by. */
const isInVain = (typed: string) => typed.startsWith('zq');

/** A million clients of whom each has names of its own. */
async function fill(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  // Indexes are made faster than they are filled, whatever the migrations call them.
  const { rows: indexes } = await client.query<{ name: string; made: string }>(`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as made
    from pg_index where indrelid = 'clients'::regclass and not indisunique`);
  await client.end();
  await run(
    url,
    'set session_replication_role = replica',
    ...indexes.map(({ name }) => `drop index ${name}`),
    `insert into clients (uuid, first_name, last_name, company_name, email, country_code,
       phone_country_code, phone_number, currency_code, updated_at)
     select gen_random_uuid(), 'First' || n, 'Last' || n, 'Company' || n,
       'client' || n || '@example.test', 'GB', '44', '20' || n, 'USD', now()
     from generate_series(1, ${CLIENTS}) n`,
    ...indexes.map(({ made }) => made),
    'vacuum analyze',
  );
}

/** Searches a million clients, beside reading one of them by id: one request at a time, in turns. */
export async function search(server: string, name: string): Promise<void> {
  const url = withName(server, name);
  await run(server, `drop database if exists ${name} with (force)`, `create database ${name}`);
  (await open(gateway, url)).stop();
  console.error(`seeding ${CLIENTS.toLocaleString('en')} clients …`);
  await fill(url);
  const running = await open(gateway, url);
  const ask = async (query: string, variables: object, isFound = true): Promise<number> => {
    const began = performance.now();
    const response = await fetch(`${running.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data: object; errors?: unknown };
    const took = performance.now() - began;
    if (errors) throw new Error(JSON.stringify(errors));
    if (JSON.stringify(data).includes('Client:') !== isFound)
      throw new Error(`${JSON.stringify(variables)}: ${JSON.stringify(data)}`);
    return took;
  };
  const kinds = ['one client by id', ...TYPED.map(([kind]) => kind)];
  const times = new Map<string, number[]>(kinds.map((kind) => [kind, []]));
  for (let at = 0; at < 300; at += 1) {
    const n = 1 + ((at * 7_919) % CLIENTS);
    times.get('one client by id')!.push(await ask(READ, { id: `Client:${n}` }));
    for (const [kind, typed] of TYPED) {
      const q = typed.replaceAll('#', String(n));
      times.get(kind)!.push(await ask(SEARCH, { q }, !isInVain(typed)));
    }
  }
  running.stop();
  await run(server, `drop database if exists ${name} with (force)`);
  const median = (all: number[]) => all.slice(100).toSorted((a, b) => a - b)[100]!;
  const one = median(times.get('one client by id')!);
  const typedAs = new Map(TYPED);
  const rows = [...times].map(([kind, all]) => [
    kind,
    typedAs.has(kind) ? `\`${typedAs.get(kind)}\`` : '',
    `${median(all).toFixed(2)} ms`,
    `${(median(all) / one).toFixed(1)} ×`,
  ]);
  writeSection(
    'Search',
    `${table(['typed', 'median', 'beside one client by id'], rows)}\n\nOne request at a time on ${CLIENTS.toLocaleString('en')} clients; # stands for a number that differs each time.`,
  );
}
