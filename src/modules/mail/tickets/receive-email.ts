import { z } from 'zod';
import { isStaff } from '#core/actor.ts';
import { DomainError } from '#core/errors.ts';
import { htmlToText, normalizeEmail } from '#core/text.ts';
import type { Ticket as TicketRow } from '#generated/prisma/client.ts';
import { AttachmentInput, storeFiles } from '#modules/support/attachments/attach.ts';
import { authorOf } from '#modules/support/tickets/author.ts';
import { postReply } from '#modules/support/tickets/post-reply.ts';
import { Ticket } from '#modules/support/tickets/ticket.ts';
import { TicketReply } from '#modules/support/tickets/ticket-reply.ts';
import { ticketFor } from '#modules/support/visible.ts';
import { builder } from '#schema/builder.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import {
  addressIn,
  type EmailHeader,
  idsIn,
  isAutomaticEmail,
  numberIn,
  ownWords,
} from './incoming.ts';
import { senderOf } from './sender-of.ts';

const IgnoredReason = builder.enumType('IgnoredEmailReason', {
  description: 'Why an email that came in made no reply.',
  values: {
    AUTOMATIC: { description: 'No person wrote it: a notice of absence, a bounce, a list.' },
    OWN: { description: 'It came from an address that emails are sent from here.' },
    DUPLICATE: { description: 'It came before.' },
    NO_TICKET: { description: 'It answers no email of a ticket and names none.' },
    TICKET_MERGED: { description: 'The ticket was merged and takes no replies.' },
    SENDER_UNKNOWN: { description: 'The sender takes no part in the ticket.' },
  } as const,
});

type Reason = typeof IgnoredReason.$inferType;

const HeaderInput = builder.inputType('EmailHeaderInput', {
  description: 'A header of an email.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'Name, e.g. `Auto-Submitted`.' }),
    value: t.string({
      required: true,
      description: 'Value of the header field.',
      validate: z.string().max(10_000),
    }),
  }),
});

const line = z.string().max(2_000);

command('receiveEmail', {
  description:
    'Take an email that came in as the reply to a ticket: a mail server or mailbox program hands it over. The ticket is found by the email that it answers, else by the number in the subject, as in `[#482915]`; the sender must take part in it or be on the staff. Whoever hands it over answers for the sender: an email that fails DMARC (RFC 7489) must not come here. What no person wrote is ignored, so that no two programs answer each other for ever.',
  permission: 'support:reply',
  input: (t) => ({
    from: t.string({
      required: true,
      description: 'Sender, as `ann@example.com` or `Ann <ann@example.com>`.',
      validate: line,
    }),
    subject: t.string({
      required: true,
      description: 'Subject of the email, decoded.',
      validate: line,
    }),
    text: t.string({
      description: 'Plain text part of the email, decoded.',
      validate: z.string().max(1_000_000),
    }),
    html: t.string({
      description: 'Text as HTML; used where there is no `text`.',
      validate: z.string().max(1_000_000),
    }),
    messageId: t.string({
      required: true,
      description: 'Message-ID; the same one is taken once.',
      validate: line,
    }),
    inReplyTo: t.string({ description: 'Header In-Reply-To.', validate: line }),
    references: t.string({ description: 'Header References.', validate: z.string().max(20_000) }),
    headers: t.field({
      type: [HeaderInput],
      description: 'Other headers; those that mark automatic emails are looked at.',
    }),
    attachments: t.field({
      type: [AttachmentInput],
      description: 'Files of the email, at most 10.',
    }),
  }),
  errors: [
    'FORBIDDEN',
    'UPLOAD_NOT_FOUND',
    'TOO_MANY_ATTACHMENTS',
    'ATTACHMENT_TOO_LARGE',
    'ATTACHMENT_TYPE_REFUSED',
    'ATTACHMENT_CONTENT_INVALID',
  ],
  needsPreparing: ({ attachments }) => Boolean(attachments?.length),
  prepare: (context, { attachments }) => storeFiles(context, attachments),
  run: async (
    work,
    input,
    uploads,
  ): Promise<{ replyId: number | null; ignored: Reason | null }> => {
    if (!isStaff(work.actor)) throw new DomainError('FORBIDDEN');
    const message = ownWords(input.text?.trim() ? input.text : htmlToText(input.html ?? ''));
    if (!message)
      throw new DomainError('BAD_INPUT', 'text: is required.', {
        field: 'text',
        issues: [{ path: ['input', 'text'], message: 'is required' }],
      });
    const ignored = (reason: Reason) => ({ replyId: null, ignored: reason });
    if (isAutomaticEmail(input.headers ?? ([] as EmailHeader[]))) return ignored('AUTOMATIC');
    const email = normalizeEmail(addressIn(input.from));
    if (!email) return ignored('SENDER_UNKNOWN');
    const [messageId = input.messageId.trim()] = idsIn(input.messageId);
    const ticket = await ticketOf(work, input);
    if (!ticket) return ignored('NO_TICKET');
    if (ticket.mergedIntoId !== null) return ignored('TICKET_MERGED');
    if (await work.tx.ticketReply.count({ where: { messageId } })) return ignored('DUPLICATE');
    if (await isOwn(work, email)) return ignored('OWN');
    const sender = await senderOf(work, ticket, email);
    if (!sender) return ignored('SENDER_UNKNOWN');
    const author = await authorOf(work, sender, ticket.clientId);
    const post = { message: message.slice(0, 100_000), messageId, uploads: uploads ?? [] };
    return { replyId: await postReply(work, ticket, author, post), ignored: null };
  },
  payload: (t) => ({
    ticketReply: t.prismaField({
      type: TicketReply,
      nullable: true,
      description: 'The new reply; null where the email was ignored.',
      resolve: (query, { replyId }, _args, { db }) =>
        db.ticketReply.findUnique({ ...query, where: { id: replyId ?? -1 } }),
    }),
    ticket: t.prismaField({
      type: Ticket,
      nullable: true,
      description: 'The ticket as the reply leaves it; null where the email was ignored.',
      resolve: (query, { replyId }, _args, { db }) =>
        db.ticket.findFirst({ ...query, where: { replies: { some: { id: replyId ?? -1 } } } }),
    }),
    ignored: t.field({
      type: IgnoredReason,
      nullable: true,
      description: 'Why the email made no reply; null where it did.',
      resolve: ({ ignored }) => ignored,
    }),
  }),
});

interface Thread {
  subject: string;
  inReplyTo?: string | null | undefined;
  references?: string | null | undefined;
}

/** The ticket an email belongs to, locked until the change ends. */
async function ticketOf(work: Work, thread: Thread): Promise<TicketRow | null> {
  const answered = [...idsIn(thread.inReplyTo), ...idsIn(thread.references).toReversed()];
  const email = await work.tx.email.findFirst({
    where: { messageId: { in: answered.slice(0, 100) }, relatedType: 'ticket' },
    select: { relatedId: true },
    orderBy: { id: 'desc' },
  });
  const number = numberIn(thread.subject) ?? '';
  const id =
    email?.relatedId ??
    (await work.tx.ticket.findUnique({ where: { number }, select: { id: true } }))?.id;
  if (id === undefined) return null;
  return ticketFor(work, id).catch((error: unknown) => {
    if (error instanceof DomainError) return null;
    throw error;
  });
}

/** Whether emails are sent from this address here: an answer to it would come back. */
async function isOwn({ tx }: Work, email: string): Promise<boolean> {
  const [sent, departments] = await Promise.all([
    tx.email.findFirst({ where: { fromEmail: email }, select: { id: true } }),
    tx.department.findFirst({ where: { email }, select: { id: true } }),
  ]);
  return sent !== null || departments !== null;
}
