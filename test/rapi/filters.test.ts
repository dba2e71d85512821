import { beforeAll, describe, expect, it } from 'vitest';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { openDesk } from '#test/support/desk.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
  await openDesk(gateway);
  for (const email of ['john_doe@example.com', 'johnxdoe@example.com'])
    await gateway.rapi('AddContact', {
      user_id: gateway.carol,
      first_name: 'John',
      last_name: 'Doe',
      email,
      city: 'Leeds',
    });
});

const rows = async (command: string, form: Record<string, string | number>) => {
  const reply = await gateway.rapi(command, form);
  expect(reply.result, JSON.stringify([command, form, reply])).toBe('success');
  return Number(reply.totalresults);
};

const client = (more: Record<string, string | number>) =>
  gateway.rapi('AddClient', {
    first_name: 'Petra',
    last_name: 'Groß',
    address1: '1 Weg',
    city: 'Bonn',
    state: 'NRW',
    postcode: '53111',
    country: 'DE',
    phonenumber: '+49 228 1234567',
    password: 'kontakt-123',
    ...more,
  });

describe('filters take text literally', () => {
  it('finds nothing by signs that are not there, and fails on none (R22, G34, D52)', async () => {
    expect(await rows('GetContacts', { email: 'john_doe@example.com' })).toBe(1);
    for (const sign of ['%', '_', '\\', 'a\\', '%_\\'])
      for (const [command, field] of [
        ['GetContacts', 'city'],
        ['GetClients', 'first_name'],
        ['GetClients', 'email'],
        ['GetUsers', 'last_name'],
        ['GetTickets', 'subject'],
        ['GetTickets', 'status'],
        ['GetActivityLog', 'user'],
        ['GetProducts', 'module_name'],
      ] as const)
        expect(await rows(command, { [field]: sign }), `${command} ${field}=${sign}`).toBe(0);
    for (const document of [
      '{ list: domains(filter: {name: "%"}) { totalCount } }',
      '{ list: services(filter: {domainName: "%"}) { totalCount } }',
      '{ list: tickets(filter: {subject: "%"}) { totalCount } }',
      '{ list: tickets(filter: {status: "\\\\"}) { totalCount } }',
      '{ list: contacts(filter: {city: "_\\\\"}) { totalCount } }',
      '{ list: emails(filter: {client: ["Client:1"], subject: "%"}) { totalCount } }',
      '{ list: knowledgeBaseArticles(query: "%") { totalCount } }',
    ])
      expect((await gateway.data(document)).list.totalCount, document).toBe(0);
  });

  it('does not choose a row to change by a sign (R23)', async () => {
    const ticket = await gateway.data(
      `mutation($input:OpenTicketInput!){openTicket(input:$input){ticket{id databaseId}}}`,
      {
        input: {
          departmentId: `Department:${(await gateway.app.db.department.findFirstOrThrow()).id}`,
          clientId: `Client:${gateway.carol}`,
          subject: 's',
          message: 'm',
        },
      },
    );
    const { databaseId, id } = ticket.openTicket.ticket;
    const reply = await gateway.rapi('AddTicketReply', {
      ticket_id: databaseId,
      message: 'x',
      status: 'c%',
    });
    expect(reply).toEqual({ result: 'error', message: 'Invalid Ticket Status' });
    const { errors } = await gateway.ask(
      `mutation($id:ID!){updateTicket(input:{ticketId:$id,status:"%"}){ticket{id}}}`,
      { id },
    );
    expect(errors?.[0]?.extensions.code).toBe('TICKET_STATUS_NOT_FOUND');
    expect((await gateway.rapi('GetTicket', { ticket_id: databaseId })).status).toBe('Open');
  });
});

describe('what was given is found as it was given', () => {
  it('an international address, in either spelling (R29, G35)', async () => {
    const { clientid } = await client({ email: 'Petra@Größe.de' });
    expect(
      await gateway.rapi('ValidateLogin', { email: 'petra@größe.de', password: 'kontakt-123' }),
    ).toMatchObject({ result: 'success' });
    for (const email of ['petra@größe', 'petra@größe.de', 'petra@xn--gre-6ka8i', 'PETRA@'])
      expect(await rows('GetClients', { email }), email).toBe(1);
    expect(await rows('GetUsers', { email: 'petra@größe' })).toBe(1);
    await gateway.rapi('AddContact', {
      user_id: clientid,
      first_name: 'Kon',
      last_name: 'Takt',
      email: 'kont@größe.de',
    });
    expect(await rows('GetContacts', { email: 'kont@größe.de' })).toBe(1);
    for (const root of ['client', 'user'])
      expect(
        (await gateway.data(`{ ${root}(by: {email: "Petra@größe.de"}) { databaseId } }`))[root],
        root,
      ).not.toBeNull();
  });

  it('a telephone number with and without its calling code (R28)', async () => {
    await client({ email: 'tel@example.com', first_name: 'Telefon' });
    for (const phonenumber of [
      '+49',
      '+49.228',
      '49228',
      '0049228',
      '0228',
      '228',
      '+49 228 1234567',
    ])
      expect(await rows('GetClients', { phonenumber, first_name: 'Telefon' }), phonenumber).toBe(1);
    for (const phonenumber of ['+44', '+1', '0229', '9'])
      expect(await rows('GetClients', { phonenumber, first_name: 'Telefon' }), phonenumber).toBe(0);
    const { contactid } = await gateway.rapi('AddContact', {
      user_id: gateway.carol,
      first_name: 'Con',
      last_name: 'Tact',
      phonenumber: '+44 20 7946 0000',
    });
    expect((await gateway.rapi('GetContact', { contact_id: contactid })).contact).toMatchObject({
      phonenumber: '2079460000',
      phonecc: '44',
      phonenumberformatted: '+44.2079460000',
      telephoneNumber: '+44.2079460000',
    });
    for (const phonenumber of ['+44.2079460000', '+44 20 7946 0000', '02079460000', '2079460000'])
      expect(await rows('GetContacts', { phonenumber, first_name: 'Con' }), phonenumber).toBe(1);
  });

  it('a date by its beginning (R43)', async () => {
    const { clientid } = await client({ email: 'day@example.com', first_name: 'Dated' });
    await gateway.app.db.client.update({
      where: { id: Number(clientid) },
      data: { createdAt: new Date('2025-11-21T23:59:59Z') },
    });
    for (const entry_date of ['2025', '2025-11', '2025-1', '2025-11-2', '2025-11-21', '20'])
      expect(await rows('GetClients', { entry_date, first_name: 'Dated' }), entry_date).toBe(1);
    for (const entry_date of ['2024', '2025-12', '2025-11-1', '2025-11-22'])
      expect(await rows('GetClients', { entry_date, first_name: 'Dated' }), entry_date).toBe(0);
    expect((await gateway.rapi('GetClients', { entry_date: 'yesterday' })).message).toMatch(
      /^entry_date must be the beginning of/,
    );
  });
});

describe('sorting does what was asked', () => {
  it('has empty values last in both directions (R30, D50)', async () => {
    const { createClientGroup } = await gateway.data(
      'mutation{createClientGroup(input:{name:"A"}){clientGroup{databaseId}}}',
    );
    const group = createClientGroup.clientGroup.databaseId;
    const grouped = await client({ email: 'g1@example.com', group_id: group });
    expect(grouped.result).toBe('success');
    for (const sort_order of ['ASC', 'DESC']) {
      const { clients } = await gateway.rapi('GetClients', {
        sort_order_field: 'groupid',
        sort_order,
        limit_num: 100,
      });
      const groups = clients.client.map(({ group_id }: { group_id: number }) => group_id);
      expect(groups[0], sort_order).toBe(group);
      expect(groups.at(-1), sort_order).toBe(0);
    }
  });

  it('sorts tickets by a direction alone (R31)', async () => {
    const numbers = async (form: Record<string, string>) =>
      (await gateway.rapi('GetTickets', form)).tickets.ticket.map(({ id }: { id: number }) =>
        Number(id),
      );
    const up = await numbers({ sort_order: 'ASC' });
    expect(up).toEqual(up.toSorted((one: number, other: number) => one - other));
    expect(await numbers({ sort_order: 'DESC' })).toEqual(up.toReversed());
  });
});
