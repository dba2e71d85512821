import { beforeAll, describe, expect, it } from 'vitest';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { openDesk } from '#test/support/desk.ts';

let gateway: Gateway;
let department: number;
beforeAll(async () => {
  gateway = await openGateway();
  department = await openDesk(gateway);
});

const base64 = (text: string) => Buffer.from(text).toString('base64');

async function openTickets(subject: string, count = 6): Promise<string[]> {
  const ids: string[] = [];
  for (let at = 0; at < count; at += 1) {
    const { openTicket } = await gateway.data(
      `mutation($input:OpenTicketInput!){openTicket(input:$input){ticket{id}}}`,
      {
        input: {
          departmentId: `Department:${department}`,
          clientId: `Client:${gateway.carol}`,
          subject,
          message: 'm',
        },
      },
    );
    ids.push(openTicket.ticket.id);
  }
  return ids;
}

async function page(subject: string, args: string) {
  const { tickets } = await gateway.data(
    `query($s:String!){tickets(filter:{status:"Open",subject:$s},orderBy:{field:ID},${args}){
      edges{cursor node{id}} pageInfo{hasNextPage hasPreviousPage endCursor startCursor}}}`,
    { s: subject },
  );
  return {
    ids: tickets.edges.map(({ node }: { node: { id: string } }) => node.id),
    cursors: tickets.edges.map(({ cursor }: { cursor: string }) => cursor),
    info: tickets.pageInfo,
  };
}

const close = (id: string) =>
  gateway.data(`mutation($id:ID!){closeTicket(input:{ticketId:$id}){ticket{id}}}`, { id });

describe('a cursor is a place', () => {
  it('shows every row behind it when its own row left the list (G21)', async () => {
    const t = await openTickets('pagetest');
    const first = await page('pagetest', 'first:3');
    expect(first.ids).toEqual(t.slice(0, 3));
    await close(t[2]!);
    const next = await page('pagetest', `first:3,after:"${first.cursors[2]}"`);
    expect(next.ids).toEqual(t.slice(3));
    expect(next.info.hasNextPage).toBe(false);

    const u = await openTickets('pageback');
    const last = await page('pageback', 'last:3');
    expect(last.ids).toEqual(u.slice(3));
    await close(u[3]!);
    const before = await page('pageback', `last:3,before:"${last.cursors[0]}"`);
    expect(before.ids).toEqual(u.slice(0, 3));
  });

  it('goes on when its own row was deleted (G22)', async () => {
    const t = await openTickets('pagegone');
    const first = await page('pagegone', 'first:3');
    await gateway.data(`mutation($ids:[ID!]!){deleteTicket(input:{ticketIds:$ids}){__typename}}`, {
      ids: [t[2]],
    });
    const next = await page('pagegone', `first:3,after:"${first.cursors[2]}"`);
    expect(next.ids).toEqual(t.slice(3));
  });

  it('is refused where it was not given out, with its code and place (G23, D43)', async () => {
    const foreign = (await page('pagetest', 'first:1')).cursors[0];
    const requested = [
      `{clients(after:"R1BDOlM6YWJj"){totalCount edges{cursor}}}`,
      `{clients(after:"zzz"){totalCount edges{cursor}}}`,
      `{clients(after:"${base64('GPC:S:["Client id+","x"]')}"){edges{cursor}}}`,
      `{invoices(after:"${foreign}"){edges{cursor}}}`,
      `{tickets(orderBy:{field:SUBJECT},after:"${foreign}"){edges{cursor}}}`,
    ];
    for (const document of requested) {
      const { status, errors } = await gateway.ask(document);
      expect(status, document).toBe(200);
      expect(errors?.[0]?.extensions, document).toMatchObject({
        code: 'CURSOR_INVALID',
        issues: [{ path: ['after'] }],
      });
    }
  });

  it('refuses pages that cannot be, naming the argument (G24, D43)', async () => {
    const wrong = {
      '{clients(first:2,last:1){edges{cursor}}}': 'last',
      '{clients(first:-1){totalCount edges{cursor}}}': 'first',
      '{clients(before:"x",first:2){edges{cursor}}}': 'before',
      '{domains(first:-1){totalCount}}': 'first',
    };
    for (const [document, field] of Object.entries(wrong)) {
      const { errors } = await gateway.ask(document);
      expect(errors?.[0]?.extensions, document).toMatchObject({
        code: 'BAD_INPUT',
        issues: [{ path: [field] }],
      });
    }
  });

  it('gives the end of a list in the order of the list (G24)', async () => {
    for (const [name, company] of [
      ['anna', 'Zeta'],
      ['berta', ''],
      ['cleo', 'Alpha'],
      ['dora', 'Alpha'],
    ])
      await gateway.rapi('AddClient', {
        first_name: name!,
        last_name: 'Owner',
        company_name: company!,
        email: `${name}@example.test`,
        address1: '1 Road',
        city: 'London',
        state: 'London',
        postcode: 'N1',
        country: 'GB',
        phonenumber: '02079460000',
        password: 'a long password',
      });
    await gateway.data(
      'mutation{addUser(input:{firstName:"Solo",lastName:"User",email:"solo@example.test",password:"a long password"}){user{id}}}',
    );
    for (const field of ['COMPANY_NAME', 'GROUP', 'EMAIL'])
      for (const direction of ['ASC', 'DESC']) {
        const order = `orderBy:{field:${field},direction:${direction}}`;
        const ask = async (args: string) =>
          (await gateway.data(`{users(${order},${args}){edges{cursor node{id}}}}`)).users.edges;
        const all = await ask('first:100');
        expect(all.length).toBeGreaterThan(4);
        expect(await ask('last:2'), order).toEqual(all.slice(-2));
        const walked = [];
        for (let after = ''; ;) {
          const next = await ask(`first:1${after}`);
          if (!next.length) break;
          walked.push(...next);
          after = `,after:"${next[0].cursor}"`;
        }
        expect(walked, order).toEqual(all);
      }
  });
});
