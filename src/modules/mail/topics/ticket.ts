import { fullNameOf } from '#core/names.ts';
import { markdownHtml } from '#modules/support/markdown.ts';
import type { ReadTopic } from '#modules/mail/topic.ts';

/**
 * An email about a ticket, to its client or to the guest who opened it; `ticket.reply` is the post
 * the event tells of, or the latest one.
 */
export const ticketTopic: ReadTopic = async ({ tx }, id, { replyId }) => {
  const ticket = await tx.ticket.findUnique({
    where: { id },
    include: {
      status: true,
      department: true,
      client: true,
      replies: {
        where: typeof replyId === 'number' ? { id: replyId } : {},
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        take: 1,
      },
    },
  });
  if (!ticket) return null;
  const [latest] = ticket.replies;
  const { client } = ticket;
  const author = ticket.name || (client ? fullNameOf(client) : '');
  const guest = { name: ticket.name, email: ticket.email, language: '', cc: ticket.cc };
  return {
    clientId: ticket.clientId,
    ...(ticket.clientId === null && { person: guest }),
    values: (company) => ({
      ticket: {
        id,
        number: ticket.number,
        subject: ticket.subject,
        status: ticket.status.title,
        priority: ticket.priority,
        department: ticket.department.name,
        author,
        message: ticket.message,
        message_html: markdownHtml(ticket.message),
        reply: latest?.message ?? '',
        reply_html: markdownHtml(latest?.message ?? ''),
        reply_by: latest?.adminName || latest?.name || '',
        // Whoever has the key of the link may read the ticket; guests have nothing else.
        url: `${company.url}/tickets/${ticket.number}?c=${encodeURIComponent(ticket.accessKey)}`,
      },
    }),
  };
};
