import { z } from 'zod';
import { isStaff } from '#core/actor.ts';
import { keyOf } from '#core/ids.ts';
import { fullNameOf } from '#core/names.ts';
import { DomainError } from '#core/errors.ts';
import { markdownHtml } from '#modules/support/markdown.ts';
import { Ticket } from '#modules/support/tickets/ticket.ts';
import { openTicketFor } from '#modules/support/visible.ts';
import { command } from '#schema/command.ts';
import { emailRule } from '#schema/email-rule.ts';
import type { Work } from '#schema/work.ts';
import { Email } from '#modules/mail/email.ts';
import { writeEmail } from '#modules/mail/write-email.ts';

/** The most posts of a thread that are forwarded; the latest ones. */
const MOST_POSTS = 100;

/** The forwarded thread: values are escaped, the posts were made safe. */
const html = `{{ forwarded.message_html | raw }}
{% for post in forwarded.posts %}<hr><p><strong>{{ post.by }}</strong>, {{ post.at | date: '%Y-%m-%d %H:%M %Z' }}</p>
{{ post.html | raw }}
{% endfor %}`;

command('forwardTicket', {
  description:
    'Send a ticket with all its posts to an address by email, for instance to a supplier. Notes of staff and files stay here. Only for staff of the company.',
  permission: 'support:reply',
  input: (t) => ({
    ticketId: t.globalID({ for: Ticket, required: true, description: 'Ticket to forward.' }),
    to: t.string({
      required: true,
      description: 'Email address that gets it.',
      validate: emailRule,
    }),
    message: t.string({
      description: 'Words before the thread, in Markdown or plain text.',
      validate: z.string().max(20_000),
    }),
  }),
  errors: ['FORBIDDEN', 'TICKET_NOT_FOUND', 'TICKET_MERGED', 'EMAIL_NOT_WRITTEN'],
  run: async (work, { ticketId, to, message }) => {
    if (!isStaff(work.actor)) throw new DomainError('FORBIDDEN');
    const ticket = await openTicketFor(work, keyOf(ticketId));
    const posts = await postsOf(work, ticket.id);
    const [emailId] = await writeEmail(work, {
      about: 'ticket',
      id: ticket.id,
      type: 'SUPPORT',
      words: { subject: 'Fwd: {{ ticket.subject }} [#{{ ticket.number }}]', html, text: '' },
      staff: [{ name: '', email: to, language: '' }],
      extra: () => ({ forwarded: { message_html: markdownHtml(message ?? ''), posts } }),
    });
    if (emailId === undefined) throw new DomainError('EMAIL_NOT_WRITTEN');
    return { emailId, ticketId: ticket.id };
  },
  payload: (t) => ({
    email: t.prismaField({
      type: Email,
      description: 'Email that was written. Whether it was sent is in its `status`.',
      resolve: (query, { emailId }, _args, { db }) =>
        db.email.findUniqueOrThrow({ ...query, where: { id: emailId } }),
    }),
    ticket: t.prismaField({
      type: Ticket,
      description: 'The ticket, as it was.',
      resolve: (query, { ticketId }, _args, { db }) =>
        db.ticket.findUniqueOrThrow({ ...query, where: { id: ticketId } }),
    }),
  }),
});

/** The posts of a ticket, the first one first. */
async function postsOf({ tx }: Work, id: number) {
  const { client, replies, ...first } = await tx.ticket.findUniqueOrThrow({
    where: { id },
    select: {
      name: true,
      message: true,
      createdAt: true,
      client: { select: { firstName: true, lastName: true } },
      replies: {
        select: { name: true, adminName: true, message: true, createdAt: true },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        take: MOST_POSTS,
      },
    },
  });
  const opened = {
    ...first,
    name: first.name || (client ? fullNameOf(client) : ''),
    adminName: '',
  };
  return [opened, ...replies.toReversed()].map(({ name, adminName, message, createdAt }) => ({
    by: adminName || name,
    at: createdAt.toISOString(),
    html: markdownHtml(message),
  }));
}
