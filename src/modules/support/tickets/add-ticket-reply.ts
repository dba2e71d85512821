import { concernedField } from '#schema/payload-rows.ts';
import { isBackOffice } from '#core/actor.ts';
import { now } from '#core/clock.ts';
import { keyOf } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import { Client } from '#modules/clients/client.ts';
import { command } from '#schema/command.ts';
import { AttachmentInput, storeFiles } from '#modules/support/attachments/attach.ts';
import { authorOf, writesAsStaff } from './author.ts';
import { postReply, replyBasis } from './post-reply.ts';
import { messageRule } from './rules.ts';
import { Ticket } from './ticket.ts';
import { TicketReply } from './ticket-reply.ts';
import { openTicketFor } from '#modules/support/visible.ts';
import { Contact } from '#modules/clients/contacts/contact.ts';

command('addTicketReply', {
  legacy: 'AddTicketReply',
  description:
    'Add a reply to a ticket. Customers write as themselves. Staff write as themselves or as another staff member, or record the words of the client or of a guest.',
  permission: 'support:reply',
  input: (t) => ({
    ticketId: t.globalID({
      for: Ticket,
      required: true,
      description: 'ID of the ticket to reply to.',
    }),
    message: t.string({
      required: true,
      description: 'Text of the reply, in Markdown or plain text.',
      validate: messageRule,
    }),
    clientId: t.globalID({ for: Client, description: 'ID of the client who wrote the reply.' }),
    contactId: t.globalID({
      for: Contact,
      description: "ID of the client's contact who wrote the reply.",
    }),
    adminId: t.globalID({
      description: 'Staff member who writes the reply, as `Admin:3`. For staff only.',
    }),
    name: t.string({
      description: 'Name of the person who wrote the reply, if not a client. For staff only.',
    }),
    email: t.string({
      description:
        'Email address of the person who wrote the reply, if not a client. For staff only.',
    }),
    status: t.string({
      description:
        'Title or key of the ticket status after the reply. For staff only. Default: usually Answered after a staff reply, Customer-Reply after other replies.',
    }),
    writtenAt: t.field({
      type: 'DateTime',
      description:
        'Time at which the reply was written. Default: now. Must not be in the future. For staff only.',
    }),
    attachments: t.field({
      type: [AttachmentInput],
      description: 'Files to attach to the reply, at most 10.',
    }),
    sendEmail: t.boolean({
      defaultValue: true,
      description: 'Whether to send email notifications to the people concerned. Default: true.',
    }),
  }),
  errors: [
    'TICKET_NOT_FOUND',
    'TICKET_MERGED',
    'CLIENT_NOT_FOUND',
    'CONTACT_NOT_FOUND',
    'STAFF_MEMBER_NOT_FOUND',
    'TICKET_AUTHOR_REQUIRED',
    'TICKET_EMAIL_INVALID',
    'TICKET_STATUS_NOT_FOUND',
    'TICKET_DATE_IN_FUTURE',
    'TICKET_SENDER_BLOCKED',
    'UPLOAD_NOT_FOUND',
    'TOO_MANY_ATTACHMENTS',
    'ATTACHMENT_TOO_LARGE',
    'ATTACHMENT_TYPE_REFUSED',
    'ATTACHMENT_CONTENT_INVALID',
  ],
  needsPreparing: ({ attachments }) => Boolean(attachments?.length),
  prepare: (context, { attachments }) => storeFiles(context, attachments),
  run: async (work, input, uploads) => {
    const { message, status, writtenAt } = input;
    const found = openTicketFor(work, keyOf(input.ticketId));
    // Asked for at once, they are one trip to the database.
    const basis = replyBasis(work.tx, writesAsStaff(work.actor, input), status);
    basis.catch(() => {});
    const ticket = await found;
    if (!isBackOffice(work.actor) && (status || writtenAt)) throw new DomainError('FORBIDDEN');
    const author = await authorOf(work, input, ticket.clientId);
    const replyId = await postReply(work, ticket, author, {
      message,
      at: pastOrNow(writtenAt),
      basis: await basis,
      uploads: uploads ?? [],
      sendEmail: input.sendEmail ?? true,
    });
    return { replyId };
  },
  payload: (t) => ({
    ticketReply: t.prismaField({
      type: TicketReply,
      description: 'The new reply.',
      resolve: (query, { replyId }, _args, { db }) =>
        db.ticketReply.findUniqueOrThrow({ ...query, where: { id: replyId } }),
    }),
    ticket: concernedField(t, Ticket, 'The ticket as the reply leaves it.'),
  }),
});

/**
 * The time a post is given.
 * @throws DomainError TICKET_DATE_IN_FUTURE
 */
export function pastOrNow(provided: Date | null | undefined): Date {
  const at = now();
  if (provided && provided > at)
    throw new DomainError('TICKET_DATE_IN_FUTURE', undefined, { field: 'writtenAt' });
  return provided ?? at;
}
