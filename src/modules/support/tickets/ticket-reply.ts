import { builder } from '#schema/builder.ts';
import { Attachment, attachmentOrder } from '#modules/support/attachments/attachment.ts';
import { RequestorType } from '#modules/support/enums.ts';
import { messageHtml } from '#modules/support/html.ts';

/** A further post in a ticket. */
export const TicketReply = builder.prismaNode('TicketReply', {
  read: 'support:read',
  description: 'A further post in a ticket.',
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
    client: t.relation('client', {
      nullable: true,
      description: 'The client who wrote; null for staff and guests.',
    }),
    isByStaff: t.boolean({
      description: 'The staff wrote it.',
      select: { adminName: true },
      resolve: ({ adminName }) => adminName !== '',
    }),
    staffName: t.exposeString('adminName', {
      description: 'Who of the staff wrote, by the name of that time; empty for others.',
    }),
    requestorType: t.expose('requestorType', {
      type: RequestorType,
      nullable: true,
      description: 'In what role the writer wrote.',
    }),
    requestorName: t.exposeString('name', { description: 'Who wrote; empty for staff.' }),
    requestorEmail: t.exposeString('email', { description: "The writer's address." }),
    contactId: t.exposeInt('contactId', {
      nullable: true,
      description: 'The contact who wrote (`databaseId`), if one did.',
    }),
    rating: t.exposeInt('rating', { nullable: true, description: '1 to 5, given by the client.' }),
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
