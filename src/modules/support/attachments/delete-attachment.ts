import { now } from '#core/clock.ts';
import { keyOf } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import type { Tx } from '#platform/database/client.ts';
import { command } from '#schema/command.ts';
import { Attachment } from './attachment.ts';
import { visibleAttachments } from '#modules/support/visible.ts';
import { rowField } from '#schema/payload-rows.ts';

command('deleteAttachment', {
  description: 'Delete the content of an attachment. The attachment entry stays visible.',
  permission: 'support:write',
  input: (t) => ({
    attachmentId: t.globalID({
      for: Attachment,
      required: true,
      description: 'ID of the attachment to delete.',
    }),
  }),
  errors: ['ATTACHMENT_NOT_FOUND', 'ATTACHMENT_REMOVED'],
  run: async ({ tx, actor }, { attachmentId }) => {
    const id = keyOf(attachmentId);
    const where = { AND: [{ id }, visibleAttachments(actor)] };
    const include = { reply: { select: { ticketId: true } }, note: { select: { ticketId: true } } };
    const file = await tx.attachment.findFirst({ where, include });
    if (!file) throw new DomainError('ATTACHMENT_NOT_FOUND');
    const { count } = await tx.attachment.updateMany({
      where: { id, removedAt: null },
      data: { removedAt: now() },
    });
    if (count === 0) throw new DomainError('ATTACHMENT_REMOVED');
    await tx.discardedFile.create({ data: { storageKey: file.storageKey } });
    await notePost(tx, file);
    const ticketId = file.ticketId ?? file.reply?.ticketId ?? file.note?.ticketId ?? null;
    return { attachmentId: id, ticketId };
  },
  deletes: { type: 'Attachment', key: 'attachmentId' },
  payload: (t) => ({
    ticket: rowField(t, 'Ticket', 'ticketId', 'The ticket with the attachment.'),
    attachment: t.prismaField({
      type: Attachment,
      description: 'The attachment entry after the content was deleted.',
      resolve: (query, answer, _args, { db }) =>
        db.attachment.findUniqueOrThrow({ ...query, where: { id: answer.attachmentId } }),
    }),
  }),
});

/** Once none of a post's files is left, the post says so. */
async function notePost(
  tx: Tx,
  {
    ticketId,
    replyId,
    noteId,
  }: { ticketId: number | null; replyId: number | null; noteId: number | null },
): Promise<void> {
  const left = await tx.attachment.count({ where: { ticketId, replyId, noteId, removedAt: null } });
  if (left > 0) return;
  const data = { attachmentsRemovedAt: now() };
  if (ticketId !== null) await tx.ticket.update({ where: { id: ticketId }, data });
  if (replyId !== null) await tx.ticketReply.update({ where: { id: replyId }, data });
  if (noteId !== null) await tx.ticketNote.update({ where: { id: noteId }, data });
}
