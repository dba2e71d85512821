import { beforeAll, describe, expect, it } from 'vitest';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { open, openDesk, REPLY } from './desk.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
  await openDesk(gateway);
});

const rapi = async (
  command: string,
  form: Record<string, string | number>,
  as?: 'carol' | 'reseller',
) => {
  const reply = await gateway.rapi(command, form, as);
  expect(reply.result, JSON.stringify([command, reply])).toBe('success');
  return reply;
};

/** The text that `message` stands for: breaks taken out, entities read. */
const textOf = (html: string) =>
  html
    .replaceAll('<br />', '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#039;', "'")
    .replaceAll('&amp;', '&');

describe('text stays text', () => {
  it('loses no character that a customer pastes (R18)', async () => {
    const pasted = {
      'My config:\n<VirtualHost *:80>\n  ServerName a.example\n</VirtualHost>\nplease help':
        'My config:<br />\n&lt;VirtualHost *:80&gt;<br />\n  ServerName a.example<br />\n&lt;/VirtualHost&gt;<br />\nplease help',
      'if a <b and c> d': 'if a &lt;b and c&gt; d',
      '<script>alert(1)</script>\nhi': '&lt;script&gt;alert(1)&lt;/script&gt;<br />\nhi',
      'a**b**c __init__ `x` &lt; "q" \'s\'': null,
    };
    const { databaseId } = await open(gateway, 'carol');
    for (const [message, html] of Object.entries(pasted)) {
      await rapi('AddTicketReply', { ticket_id: databaseId, message }, 'carol');
      await rapi('AddTicketNote', { ticket_id: databaseId, message });
      const ticket = await rapi('GetTicket', { ticket_id: databaseId });
      const shown = ticket.replies.reply.at(-1).message;
      if (html) expect(shown).toBe(html);
      expect(textOf(shown)).toBe(message);
      expect(textOf(ticket.notes.note[0].message)).toBe(message);
      const notes = await rapi('GetTicketNotes', { ticket_id: databaseId });
      expect(JSON.stringify(notes)).toContain(JSON.stringify(shown).slice(1, -1));
    }
  });

  it('shows angle brackets as they are and renders Markdown (G20)', async () => {
    const { id } = await open(gateway, 'carol');
    const expected = {
      'Use <hostname> and <port>': 'Use &lt;hostname&gt; and &lt;port&gt;',
      'List<String> x': 'List&lt;String&gt; x',
      'a<b and c>d': 'a&lt;b and c&gt;d',
      '<b>x</b> Jo <jo@example.com>': '&lt;b&gt;x&lt;/b&gt; Jo &lt;jo@example.com&gt;',
      'staff reply with **bold**': 'staff reply with <strong>bold</strong>',
      'one\ntwo': 'one<br />\ntwo',
      '2 * 3 * 4 and a**b**c': '2 * 3 * 4 and a**b**c',
      'run `rm -rf *` now': 'run <code>rm -rf *</code> now',
    };
    for (const [message, html] of Object.entries(expected)) {
      const { addTicketReply } = await gateway.data(
        REPLY,
        { input: { ticketId: id, message } },
        'carol',
      );
      expect(addTicketReply.ticketReply.message).toBe(message);
      expect(addTicketReply.ticketReply.messageHtml).toBe(html);
    }
  });
});

describe('what a ticket tells', () => {
  it('gives the file of a note or reply by its unique id alone (R41)', async () => {
    const { databaseId } = await open(gateway, 'carol');
    const file = (name: string) => ({
      attachments: Buffer.from(
        JSON.stringify([
          {
            name,
            type: 'text/plain',
            size: 5,
            tmp_name: Buffer.from(`${name}`).toString('base64'),
          },
        ]),
      ).toString('base64'),
    });
    await rapi('AddTicketNote', { ticket_id: databaseId, message: 'n', ...file('n.txt') });
    await rapi('AddTicketReply', { ticket_id: databaseId, message: 'r', ...file('r.txt') });
    const ticket = await rapi('GetTicket', { ticket_id: databaseId });
    const ofNote = ticket.notes.note[0].attachments[0].attachment_id;
    const ofReply = ticket.replies.reply.at(-1).attachments[0].attachment_id;
    for (const [attachment_id, name] of [
      [ofNote, 'n.txt'],
      [ofReply, 'r.txt'],
    ]) {
      const found = await rapi('GetTicketAttachment', { ticket_id: databaseId, attachment_id });
      expect(found.filename).toBe(name);
      expect(Buffer.from(found.data, 'base64').toString()).toBe(name);
    }
    const hidden = await gateway.rapi(
      'GetTicketAttachment',
      { ticket_id: databaseId, attachment_id: ofNote },
      'carol',
    );
    expect(hidden.result).toBe('error');
  });

  it('lets a reseller remark under its brand, whoever it names (R42)', async () => {
    const { databaseId } = await open(gateway, 'rob');
    await rapi('AddTicketNote', { ticket_id: databaseId, message: 'a' }, 'reseller');
    await rapi('AddTicketNote', { ticket_id: databaseId, message: 'b', admin_id: 1 }, 'reseller');
    const { notes } = await rapi('GetTicketNotes', { ticket_id: databaseId }, 'reseller');
    expect(notes.note.map(({ admin }: { admin: string }) => admin)).toEqual([
      'Rita Hosting',
      'Rita Hosting',
    ]);
  });

  it('has the time of the last post that is left (R60)', async () => {
    const { databaseId } = await open(gateway, 'carol');
    const before = (await rapi('GetTicket', { ticket_id: databaseId })).lastreply;
    await gateway.app.db.ticket.update({
      where: { id: databaseId },
      data: { createdAt: new Date('2026-01-01T00:00:00Z') },
    });
    const { reply_id } = await rapi('AddTicketReply', { ticket_id: databaseId, message: 'x' });
    expect(before).not.toBe('2026-01-01 00:00:00');
    await rapi('DeleteTicketReply', { ticket_id: databaseId, reply_id });
    expect((await rapi('GetTicket', { ticket_id: databaseId })).lastreply).toBe(
      '2026-01-01 00:00:00',
    );
  });

  it('takes the words of any client in a guest’s ticket, and says what it was merged into (R61, R66)', async () => {
    const guest = await open(gateway, 'staff', { name: 'Guest', email: 'guest@example.com' });
    await rapi('AddTicketReply', {
      ticket_id: guest.databaseId,
      user_id: gateway.carol,
      message: 'mine',
    });
    const other = await open(gateway, 'carol');
    const kept = await open(gateway, 'carol');
    await rapi('MergeTicket', { ticket_id: kept.databaseId, merge_ticket_id: other.databaseId });
    expect((await rapi('GetTicket', { ticket_id: other.databaseId })).merged_into).toBe(
      String(kept.databaseId),
    );
    expect((await rapi('GetTicket', { ticket_id: kept.databaseId })).merged_into).toBe('0');
  });

  it('counts the views of an article (R36)', async () => {
    const category = await gateway.app.db.knowledgeBaseCategory.create({ data: { name: 'c' } });
    const article = await gateway.app.db.knowledgeBaseArticle.create({
      data: { title: 't', body: 'b', categoryId: category.id },
    });
    for (let at = 0; at < 9; at += 1) await rapi('GetSupportKbArticle', { id: article.id });
    const views = async () =>
      (await gateway.app.db.knowledgeBaseArticle.findUniqueOrThrow({ where: { id: article.id } }))
        .views;
    await expect.poll(views, { timeout: 10_000 }).toBe(9);
  });
});
