import { visibleTicketNotes } from '#modules/support/visible.ts';
import { builder } from '#schema/builder.ts';
import { Attachment, attachmentOrder } from '#modules/support/attachments/attachment.ts';
import { markdownHtml } from '#modules/support/markdown.ts';

/** A remark on a ticket that only the back office sees. */
export const TicketNote = builder.prismaNode('TicketNote', {
  read: 'support:read',
  visible: visibleTicketNotes,
  description: 'A note on a ticket. Only staff and resellers can see notes.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    ticket: t.relation('ticket', { description: 'Ticket the note is on.' }),
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the note, used by the legacy APIs.',
    }),
    message: t.exposeString('message', {
      description: 'Text of the note as written. Must be escaped for display.',
    }),
    messageHtml: t.string({
      description: 'Text of the note as HTML that is safe to display.',
      select: { message: true },
      resolve: ({ message }) => markdownHtml(message),
    }),
    staffName: t.exposeString('adminName', {
      description: 'Name of the staff member who wrote the note, as of the time of writing.',
    }),
    attachments: t.relation('attachments', {
      type: Attachment,
      description: 'Files attached to the note.',
      query: attachmentOrder,
    }),
    attachmentsRemovedAt: t.expose('attachmentsRemovedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time at which the files of the note were removed.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time at which the note was written.',
    }),
  }),
});
