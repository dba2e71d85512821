import { builder } from '#schema/builder.ts';
import { Attachment, attachmentOrder } from '#modules/support/attachments/attachment.ts';
import { messageHtml } from '#modules/support/html.ts';

/** A remark on a ticket that only the back office sees. */
export const TicketNote = builder.prismaNode('TicketNote', {
  read: 'support:read',
  description: 'A remark on a ticket that only the back office sees.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    message: t.exposeString('message', { description: 'As it was written; escape it to show it.' }),
    messageHtml: t.string({
      description: 'The same as HTML that is safe to show.',
      select: { message: true },
      resolve: ({ message }) => messageHtml(message),
    }),
    staffName: t.exposeString('adminName', {
      description: 'Who wrote it, by the name of that time.',
    }),
    attachments: t.relation('attachments', {
      type: Attachment,
      description: 'The files sent with it.',
      query: attachmentOrder,
    }),
    attachmentsRemovedAt: t.expose('attachmentsRemovedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When its files were removed.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was written.' }),
  }),
});
