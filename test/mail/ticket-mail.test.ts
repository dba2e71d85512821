import { beforeAll, describe, expect, it } from 'vitest';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { startMail } from '#modules/mail/start-mail.ts';
import { open, openDesk, PNG, REPLY } from '#test/support/desk.ts';

let gateway: Gateway;
let carol: string;

interface OpenTicket {
  id: string;
  number: string;
  accessKey: string;
}

/** A ticket that a person who is no client opened. */
async function guestTicket(email: string): Promise<OpenTicket> {
  const ticket = await open(gateway, 'staff', {
    name: 'Gus Guest',
    email,
    subject: 'Before I buy',
  });
  const { node } = await gateway.data(
    'query($id:ID!){node(id:$id){...on Ticket{id number accessKey}}}',
    { id: ticket.id },
  );
  return node;
}

/** A request by whoever has a guest's link. */
const byLink = (
  { number, accessKey }: Pick<OpenTicket, 'number' | 'accessKey'>,
  document: string,
  variables: object = {},
) =>
  gateway.ask(document, variables, null, { authorization: `Bearer ticket:${number}:${accessKey}` });

const ANSWER = `mutation($input:AddTicketReplyInput!){addTicketReply(input:$input){ticketReply{id}}}`;

const THREAD = `query($id:ID!){node(id:$id){...on Ticket{subject status{title}
  replies{nodes{message isByStaff authorName requestorType requestorEmail attachments{fileName}}}}}}`;

beforeAll(async () => {
  gateway = await openGateway(startMail);
  await openDesk(gateway);
  const { client } = await gateway.data('query($id:ID!){client(by:{id:$id}){email}}', {
    id: `Client:${gateway.carol}`,
  });
  carol = client.email;
});

describe('the link in an email to a guest', () => {
  it('reads and answers that ticket, and nothing else (G69)', async () => {
    const ticket = await guestTicket('gus@example.com');
    const other = await guestTicket('other@example.com');
    const { data } = await byLink(
      ticket,
      '{tickets{totalCount nodes{id}} ticket(by:{number:"NUMBER"}){id subject}}'.replace(
        'NUMBER',
        ticket.number,
      ),
    );
    expect(data).toEqual({
      tickets: { totalCount: 1, nodes: [{ id: ticket.id }] },
      ticket: { id: ticket.id, subject: 'Before I buy' },
    });
    const answered = await byLink(ticket, ANSWER, {
      input: { ticketId: ticket.id, message: 'It is me.' },
    });
    expect(answered.errors ?? []).toEqual([]);
    const { node } = (await byLink(ticket, THREAD, { id: ticket.id })).data;
    expect(node).toMatchObject({
      status: { title: 'Customer-Reply' },
      replies: {
        nodes: [
          {
            message: 'It is me.',
            isByStaff: false,
            authorName: 'Gus Guest',
            requestorType: 'GUEST',
            requestorEmail: 'gus@example.com',
          },
        ],
      },
    });
    expect((await byLink(ticket, THREAD, { id: other.id })).data).toEqual({ node: null });
    const foreign = await byLink(ticket, ANSWER, { input: { ticketId: other.id, message: 'x' } });
    expect(foreign.errors).toMatchObject([{ extensions: { code: 'TICKET_NOT_FOUND' } }]);
    const rest = await byLink(ticket, '{clients{totalCount} invoices{totalCount} viewer{kind}}');
    expect(rest.data).toEqual({ clients: null, invoices: null, viewer: { kind: 'CUSTOMER' } });
    expect(rest.errors?.map(({ extensions }) => extensions.code)).toEqual([
      'FORBIDDEN',
      'FORBIDDEN',
    ]);
  });

  it('opens nothing with a wrong key, or the ticket of a client (G69)', async () => {
    const { number, accessKey } = await guestTicket('gus2@example.com');
    const carols = await open(gateway, 'carol');
    const { node } = await gateway.data(
      'query($id:ID!){node(id:$id){...on Ticket{number accessKey}}}',
      { id: carols.id },
    );
    for (const wrong of [
      { number, accessKey: `${accessKey.slice(0, -1)}${accessKey.endsWith('A') ? 'B' : 'A'}` },
      { number: '99999999', accessKey },
      node,
    ]) {
      const { status, data, errors } = await byLink(wrong, '{viewer{kind}}');
      expect([status, data ?? null]).toEqual([404, null]);
      expect(errors).toMatchObject([{ extensions: { code: 'TICKET_NOT_FOUND' } }]);
    }
  });
});

const RECEIVE = `mutation($input:ReceiveEmailInput!){receiveEmail(input:$input){
  ignored ticketReply{message isByStaff authorName attachments{fileName}} ticket{id status{title}}}}`;

let emails = 0;

/** An email that comes in. */
async function receive(input: object) {
  emails += 1;
  const { receiveEmail } = await gateway.data(RECEIVE, {
    input: { subject: 'Re:', text: 'Words.', messageId: `<in-${emails}@example.com>`, ...input },
  });
  return receiveEmail;
}

describe('receiveEmail', () => {
  it('makes a reply by the email that it answers, files included (G69)', async () => {
    const ticket = await open(gateway, 'carol');
    const sent = () =>
      gateway.data(
        'query($id:ID!){client(by:{id:$id}){emails(first:1,orderBy:[{field:ID,direction:DESC}]){nodes{messageId subject}}}}',
        { id: `Client:${gateway.carol}` },
      );
    await expect
      .poll(async () => (await sent()).client.emails.nodes[0]?.subject, { timeout: 30_000 })
      .toContain(ticket.number);
    const [{ messageId }] = (await sent()).client.emails.nodes;
    const email = {
      from: `Carol Customer <${carol}>`,
      subject: 'Re: something else',
      text: 'Thank you.\r\n\r\nIt works.\r\n\r\nOn Mon, 30 Nov 2026 at 10:00, Support wrote:\r\n> Try again.\r\n',
      messageId: '<once@example.com>',
      references: `<first@example.com> <${messageId}>`,
      attachments: [{ fileName: 'shot.png', content: PNG.toString('base64') }],
    };
    expect(await receive(email)).toEqual({
      ignored: null,
      ticketReply: {
        message: 'Thank you.\n\nIt works.',
        isByStaff: false,
        authorName: 'Carol Customer',
        attachments: [{ fileName: 'shot.png' }],
      },
      ticket: { id: ticket.id, status: { title: 'Customer-Reply' } },
    });
    expect(await receive({ ...email, attachments: [] })).toEqual({
      ignored: 'DUPLICATE',
      ticketReply: null,
      ticket: null,
    });
  });

  it('makes a reply by the number in the subject, of a guest and of staff (G69)', async () => {
    const ticket = await guestTicket('gus3@example.com');
    const subject = `AW: [#${ticket.number}] Before I buy`;
    expect(
      await receive({
        from: 'gus3@example.com',
        subject,
        text: null,
        html: '<p>Yes <b>please</b></p>',
      }),
    ).toMatchObject({
      ignored: null,
      ticketReply: { message: 'Yes please', isByStaff: false, authorName: 'Gus Guest' },
    });
    const { node: admin } = await gateway.data('query($id:ID!){node(id:$id){...on Admin{email}}}', {
      id: `Admin:${gateway.adminId}`,
    });
    expect(await receive({ from: admin.email, subject })).toMatchObject({
      ignored: null,
      ticketReply: { isByStaff: true },
      ticket: { status: { title: 'Answered' } },
    });
  });

  it('ignores what no person wrote, what came from here and who takes no part (G69)', async () => {
    const ticket = await guestTicket('gus4@example.com');
    const from = 'gus4@example.com';
    const subject = `[#${ticket.number}] x`;
    for (const [name, value] of [
      ['Auto-Submitted', 'auto-replied'],
      ['auto-submitted', 'auto-generated; x=y'],
      ['Precedence', 'bulk'],
      ['X-Auto-Response-Suppress', 'OOF, AutoReply'],
      ['Return-Path', '<>'],
      ['List-Id', '<list.example.com>'],
    ])
      expect((await receive({ from, subject, headers: [{ name, value }] })).ignored, name).toBe(
        'AUTOMATIC',
      );
    expect((await receive({ from: 'support@house.test', subject })).ignored).toBe('OWN');
    expect((await receive({ from: carol, subject })).ignored).toBe('SENDER_UNKNOWN');
    expect((await receive({ from, subject: '[#99999999] x' })).ignored).toBe('NO_TICKET');
    expect((await receive({ from, subject: 'no number' })).ignored).toBe('NO_TICKET');
    const said = await receive({
      from,
      subject,
      headers: [{ name: 'Auto-Submitted', value: 'no' }],
    });
    expect(said.ignored).toBe(null);
    const { node } = await gateway.data(THREAD, { id: ticket.id });
    expect(node.replies.nodes).toHaveLength(1);
    const byCarol = await gateway.ask(
      RECEIVE,
      { input: { from, subject, text: 'x', messageId: '<y@example.com>' } },
      'carol',
    );
    expect(byCarol.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });
});

describe('forwardTicket', () => {
  it('sends the whole thread to an address, safe in HTML (G69)', async () => {
    const ticket = await open(gateway, 'carol', { message: 'First <b>words</b> {{ company }}.' });
    await gateway.data(REPLY, { input: { ticketId: ticket.id, message: 'Second words.' } });
    const { forwardTicket } = await gateway.data(
      `mutation($input:ForwardTicketInput!){forwardTicket(input:$input){
        email{to subject html text} ticket{id}}}`,
      { input: { ticketId: ticket.id, to: 'Supplier@Example.com', message: 'Please look.' } },
    );
    const { email } = forwardTicket;
    expect(forwardTicket.ticket).toEqual({ id: ticket.id });
    expect(email).toMatchObject({
      to: 'supplier@example.com',
      subject: `Fwd: Mail does not arrive [#${ticket.number}]`,
    });
    // What people wrote is text: no tag of theirs, no template.
    expect(email.html).toContain('First &lt;b&gt;words&lt;/b&gt; {{ company }}.');
    const places = ['Please look.', 'First', 'Second words.'].map((words) =>
      email.text.indexOf(words),
    );
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    const refused = await gateway.ask(
      'mutation($input:ForwardTicketInput!){forwardTicket(input:$input){email{id}}}',
      { input: { ticketId: ticket.id, to: 'x@example.com' } },
      'carol',
    );
    expect(refused.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });
});
