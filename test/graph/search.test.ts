import { beforeAll, describe, expect, it } from 'vitest';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { openDesk } from '#test/support/desk.ts';

let gateway: Gateway;
let petra: string;
let ticket: { id: string; number: string };

const client = async (input: object) => {
  const { addClient } = await gateway.data(
    `mutation($input:AddClientInput!){addClient(input:$input){client{id}}}`,
    {
      input: {
        address1: '1 Weg',
        city: 'Bonn',
        state: 'NRW',
        postcode: '53111',
        country: 'DE',
        phoneNumber: '+49 228 1234567',
        password: 'kontakt-12345',
        ...input,
      },
    },
  );
  return addClient.client.id as string;
};

beforeAll(async () => {
  gateway = await openGateway();
  petra = await client({
    firstName: 'Petra',
    lastName: 'Zwiebelkuchen',
    companyName: 'Bakery 100% & Sons',
    email: 'petra@zwiebel.example',
  });
  await client({ firstName: 'Zwiebel', lastName: 'Other', email: 'z@other.example' });
  const { openTicket } = await gateway.data(
    `mutation($input:OpenTicketInput!){openTicket(input:$input){ticket{id number}}}`,
    {
      input: {
        departmentId: `Department:${await openDesk(gateway)}`,
        clientId: `Client:${gateway.carol}`,
        subject: 'The oven of the bakery',
        message: 'm',
      },
    },
  );
  ticket = openTicket.ticket;
});

const SEARCH = `query($q:String!,$types:[SearchType!],$first:Int,$after:String){
  search(query:$q,types:$types,first:$first,after:$after){
    counts{type count} pageInfo{hasNextPage endCursor} nodes{id}
    edges{cursor matchedOn node{__typename id ...on Client{fullName} ...on Ticket{subject}}}}}`;

async function found(q: string, more: object = {}, as?: 'carol' | 'reseller') {
  const { search } = await gateway.data(SEARCH, { q, ...more }, as);
  expect(search.nodes.map(({ id }: any) => id)).toEqual(
    search.edges.map(({ node }: any) => node.id),
  );
  return search;
}

const ids = async (q: string, more: object = {}, as?: 'carol' | 'reseller') =>
  ((await found(q, more, as)).edges as { node: { id: string } }[]).map(({ node }) => node.id);

describe('search(query)', () => {
  it('finds by parts of names in any order and case, the best match first (G55)', async () => {
    const types = ['CLIENT'];
    expect(await ids('PETRA zwiebelkuchen', { types })).toEqual([petra]);
    expect(await ids('zwiebelkuchen  petra', { types })).toEqual([petra]);
    expect(await ids('wiebelkuch', { types })).toEqual([petra]);
    // The word is the whole name of nobody, begins two names, and no address of a third.
    const { edges } = await found('zwiebel', { types });
    expect(edges.map(({ matchedOn }: any) => matchedOn)).toEqual(['START', 'START']);
    expect((await found('petra@zwiebel.example', { types })).edges[0]).toMatchObject({
      matchedOn: 'EXACT',
      node: { __typename: 'Client', id: petra, fullName: 'Petra Zwiebelkuchen' },
    });
    expect(await ids('zwiebel.example', { types })).toEqual([petra]);
    expect((await found('wiebelkuch', { types })).edges[0].matchedOn).toBe('PART');
    expect(await ids('2281234567', { types })).toContain(petra);
  });

  it('finds across types, and tickets by their number', async () => {
    expect(await ids(ticket.number)).toContain(ticket.id);
    // Her company begins so, and comes first; the subject of the ticket holds it.
    for (const words of ['bakery', 'akery']) {
      const { edges, counts } = await found(words);
      expect(edges.map(({ node }: any) => node.id)).toEqual([petra, ticket.id]);
      expect(counts.filter(({ count }: any) => count > 0)).toEqual([
        { type: 'CLIENT', count: 1 },
        { type: 'TICKET', count: 1 },
      ]);
    }
    const { edges } = await found('bakery', { first: 1 });
    const next = await found('bakery', { first: 1, after: edges[0].cursor });
    expect(next.edges.map(({ node }: any) => node.id)).toEqual([ticket.id]);
  });

  it('goes by id through more than it sorts, then to the next type', async () => {
    // 1,200 clients and 3 contacts whose company holds the word; what is sorted ends at 1,000.
    await gateway.app.database.query({
      text: `with many as (
          insert into clients (uuid, first_name, last_name, email, company_name, country_code,
            currency_code, updated_at)
          select gen_random_uuid(), 'F', 'L', 'many' || n || '@many.example', 'The gezmanyz ' || n,
            'GB', 'USD', now() from generate_series(1, 1200) n returning id)
        insert into contacts (client_id, first_name, last_name, email, company_name, updated_at)
        select id, 'C', 'C', 'contact' || id || '@many.example', 'A gezmanyz', now()
        from many order by id limit 3`,
      values: [],
    });
    const first = await found('zmanyz', { first: 100, types: ['CLIENT', 'CONTACT'] });
    const numbers = (edges: { node: { id: string } }[]) =>
      edges.map(({ node }) => Number(node.id.split(':')[1]));
    const from = numbers(first.edges)[0]!;
    const next = (start: number, count: number) =>
      Array.from({ length: count }, (_each, at) => start + at);
    expect(numbers(first.edges)).toEqual(next(from, 100));
    expect(first.edges[0].matchedOn).toBe('PART');
    // At most 1,000 are counted.
    expect(first.counts).toEqual([
      { type: 'CLIENT', count: 1000 },
      { type: 'CONTACT', count: 3 },
    ]);
    const walked: string[] = first.edges.map(({ node }: any) => node.id);
    for (let { endCursor: after, hasNextPage } = first.pageInfo; hasNextPage;) {
      const page = await found('zmanyz', { first: 100, after, types: ['CLIENT', 'CONTACT'] });
      walked.push(...page.edges.map(({ node }: any) => node.id));
      ({ endCursor: after, hasNextPage } = page.pageInfo);
    }
    expect(walked).toHaveLength(1_203);
    expect(new Set(walked).size).toBe(1_203);
    expect(walked.slice(0, 1_200)).toEqual(next(from, 1_200).map((id) => `Client:${id}`));
    expect(walked.slice(1_200).every((id) => id.startsWith('Contact:'))).toBe(true);
    await gateway.app.database.query({
      text: `delete from clients where company_name like '%gezmanyz%'`,
      values: [],
    });
  });

  it('begins with any of the columns, each row once, in the order of what begins so', async () => {
    const [b, c, a] = [
      await client({ firstName: 'Quirin', lastName: 'Beck', email: 'q1@q.example' }),
      await client({ firstName: 'Anna', lastName: 'quirinius', email: 'quirin@q.example' }),
      await client({ firstName: 'QUIRIN', lastName: 'Quirin', email: 'quirina@q.example' }),
    ];
    const types = ['CLIENT'];
    // By first name, then by last name, then by address.
    expect(await ids('quirin', { types })).toEqual([b, a, c]);
    expect(await ids('quirin be', { types })).toEqual([b]);
    expect(await ids('quirin quir', { types })).toEqual([b, a, c]);
    // To the letter first, though another begins so as well.
    expect(await ids('quirin@q.example', { types })).toEqual([c]);
    expect(await ids('quirin  QUIRIN', { types })).toEqual([a, b, c]);
  });

  it('takes text as text, and nothing for nothing', async () => {
    expect(await ids('100%')).toEqual([petra]);
    expect(await ids('akery 100% &')).toEqual([petra]);
    // Parts are looked for from three letters on.
    expect(await ids('0%')).toEqual([]);
    for (const q of ['%', '_', '\\', '100_', '   ', '']) expect(await ids(q), q).toEqual([]);
    const { errors } = await gateway.ask(SEARCH, { q: 'x'.repeat(256) });
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_INPUT',
      issues: [{ path: ['query'] }],
    });
  });

  it('shows everybody their own alone, and no types they may not read', async () => {
    expect(await ids('petra', {}, 'carol')).toEqual([]);
    expect(await ids('bakery', {}, 'carol')).toEqual([ticket.id]);
    expect(await ids('bakery', {}, 'reseller')).toEqual([]);
    expect(await ids('Carol', {}, 'reseller')).toEqual([]);
    const { createApiCredential } = await gateway.data(
      `mutation{createApiCredential(input:{kind:STAFF,name:"k",permissions:["support:read"]}){token}}`,
    );
    const { data } = await gateway.ask(SEARCH, { q: 'bakery' }, null, {
      authorization: `Bearer ${createApiCredential.token}`,
    });
    expect(data.search.nodes).toEqual([{ id: ticket.id }]);
    expect(data.search.counts.map(({ type }: any) => type)).toEqual(['TICKET']);
    expect((await gateway.ask(SEARCH, { q: 'bakery' }, null)).errors?.[0]?.extensions.code).toBe(
      'UNAUTHENTICATED',
    );
  });

  it('goes on behind a cursor, whatever became of its row, and refuses others', async () => {
    // By the start of words, and by parts of them.
    for (const [q, fewest] of [
      ['quirin', 2],
      ['xample', 5],
    ] as const) {
      const all = await ids(q, { first: 100 });
      expect(new Set(all).size).toBe(all.length);
      expect(all.length, q).toBeGreaterThan(fewest);
      const walked: string[] = [];
      for (let after: string | undefined; ;) {
        const { edges, pageInfo } = await found(q, { first: 1, after });
        walked.push(...edges.map(({ node }: any) => node.id));
        after = pageInfo.endCursor;
        if (!pageInfo.hasNextPage) break;
      }
      expect(walked).toEqual(all);
    }
    const ofSearch = (text: string) => Buffer.from(`search:${text}`).toString('base64url');
    for (const after of [
      'zzz',
      'R1BDOlM6YWJj',
      ofSearch('START:Client:7:1:c'),
      ofSearch('START:Client:0:1:c\u0000'),
      ofSearch('EXACT:Invoice:1:1:'),
      ofSearch('START:Server:0:1:c'),
    ]) {
      const { errors } = await gateway.ask(SEARCH, { q: 'e', after });
      expect(errors?.[0]?.extensions).toMatchObject({
        code: 'CURSOR_INVALID',
        issues: [{ path: ['after'] }],
      });
    }
  });
});
