import { keyOf } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import type { Attachment as Row } from '#generated/prisma/client.ts';
import { builder } from '#schema/builder.ts';
import type { Context } from '#schema/context.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { Attachment } from './attachment.ts';
import { Ticket } from '#modules/support/tickets/ticket.ts';
import { TicketReply } from '#modules/support/tickets/ticket-reply.ts';
import { visibleAttachments, visibleReplies, visibleTickets } from '#modules/support/visible.ts';

const AttachmentFile = builder.objectRef<Row>('AttachmentFile').implement({
  read: 'support:read',
  description: 'An attachment together with its content.',
  fields: (t) => ({
    attachment: t.prismaField({
      type: Attachment,
      description: 'Metadata of the attachment.',
      resolve: (query, { id }, _args, { db }) =>
        db.attachment.findUniqueOrThrow({ ...query, where: { id } }),
    }),
    fileName: t.exposeString('fileName', { description: 'Name of the file, without a path.' }),
    content: t.string({
      weight: 100,
      description: 'Content of the file in base64.',
      resolve: async ({ storageKey }, _args, { app }) => {
        const bytes = await app.storage.get(storageKey);
        if (!bytes) throw new DomainError('ATTACHMENT_REMOVED');
        return Buffer.from(bytes).toString('base64');
      },
    }),
  }),
});

const AttachmentBy = builder.inputType('AttachmentBy', {
  description:
    'Selects an attachment: by its ID, or by its post and, if the post has several attachments, the number in the post.',
  fields: (t) => ({
    id: t.globalID({
      for: Attachment,
      description: 'ID of the attachment, such as `Attachment:7`.',
    }),
    ticketId: t.globalID({
      for: Ticket,
      description: 'ID of the ticket whose first post has the attachment.',
    }),
    replyId: t.globalID({
      for: TicketReply,
      description: 'ID of the reply that has the attachment. The reply must belong to the ticket.',
    }),
    number: t.int({
      description:
        'The `databaseId` of a file of that ticket, its replies or notes; else its `index` in the post.',
    }),
  }),
});

builder.queryField('attachmentFile', (t) =>
  t.field({
    type: AttachmentFile,
    description:
      'An attachment with its content. Large attachments are better downloaded from `path`.',
    authScopes: { permission: 'support:read' },
    extensions: legacyExtensions('GetTicketAttachment', 'support:read'),
    args: {
      by: t.arg({
        type: AttachmentBy,
        required: true,
        description: 'Selects the attachment to read.',
      }),
    },
    resolve: async (_root, { by }, context) => {
      const found = by.id ? await byId(context, keyOf(by.id)) : await byPost(context, by);
      if (found.removedAt) throw new DomainError('ATTACHMENT_REMOVED');
      return found;
    },
  }),
);

async function byId({ db, actor }: Context, id: number): Promise<Row> {
  const where = { AND: [{ id }, visibleAttachments(actor)] };
  const found = await db.attachment.findFirst({ where });
  if (!found) throw new DomainError('ATTACHMENT_NOT_FOUND');
  return found;
}

async function byPost(context: Context, by: typeof AttachmentBy.$inferInput): Promise<Row> {
  const { db } = context;
  const unique = await byUniqueId(context, by);
  if (unique) return unique;
  const post = await postOf(context, by);
  const files = await db.attachment.findMany({ where: post, orderBy: { index: 'asc' } });
  const { number } = by;
  if (files.length === 0) throw new DomainError('ATTACHMENTS_NONE');
  if (typeof number !== 'number') {
    const [only, ...others] = files;
    if (only && others.length === 0) return only;
    throw new DomainError('ATTACHMENT_WANTED');
  }
  const found =
    files.find(({ id }) => id === number) ?? files.find(({ index }) => index === number);
  if (!found) throw new DomainError('ATTACHMENT_NOT_FOUND');
  return found;
}

/** The file of a ticket, its replies and its notes with this unique id, if there is one. */
async function byUniqueId(
  { db, actor }: Context,
  { ticketId, replyId, number }: typeof AttachmentBy.$inferInput,
): Promise<Row | null> {
  if (!ticketId || typeof number !== 'number') return null;
  const ofTicket = { ticketId: keyOf(ticketId) };
  const ofPost = replyId
    ? { replyId: keyOf(replyId), reply: ofTicket }
    : { OR: [ofTicket, { reply: ofTicket }, { note: ofTicket }] };
  return db.attachment.findFirst({
    where: { AND: [{ id: number }, ofPost, visibleAttachments(actor)] },
  });
}

/** The post asked about, if the actor may see it; a reply must belong to the ticket named. */
async function postOf(
  { db, actor }: Context,
  { ticketId, replyId }: typeof AttachmentBy.$inferInput,
): Promise<{ ticketId: number } | { replyId: number }> {
  if (replyId) {
    const id = keyOf(replyId);
    const ofTicket = ticketId ? { ticketId: keyOf(ticketId) } : {};
    const where = { AND: [{ id }, ofTicket, visibleReplies(actor)] };
    const found = await db.ticketReply.findFirst({ where, select: { id: true } });
    if (!found) throw new DomainError('TICKET_REPLY_NOT_FOUND');
    return { replyId: id };
  }
  if (!ticketId) throw new DomainError('BAD_INPUT', 'by: name an attachment or a post.');
  const id = keyOf(ticketId);
  const where = { AND: [{ id }, visibleTickets(actor)] };
  const found = await db.ticket.findFirst({ where, select: { id: true } });
  if (!found) throw new DomainError('TICKET_NOT_FOUND');
  return { ticketId: id };
}
