import { builder } from '#schema/builder.ts';
import { Attachment, attachmentOrder } from '#modules/support/attachments/attachment.ts';
import { Department } from '#modules/support/desk/department.ts';
import { TicketPriority } from '#modules/support/enums.ts';
import { messageHtml } from '#modules/support/html.ts';
import { TicketStatus } from '#modules/support/desk/ticket-status.ts';

/** A conversation with support. */
export const Ticket = builder.prismaNode('Ticket', {
  read: 'support:read',
  description: 'A conversation with support.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    number: t.exposeString('number', { description: 'The ticket number people quote.' }),
    accessKey: t.exposeString('accessKey', { description: "The secret part of a guest's link." }),
    subject: t.exposeString('subject', { description: 'What it is about.' }),
    message: t.exposeString('message', {
      description: 'The first post as it was written; escape it to show it.',
    }),
    messageHtml: t.string({
      description: 'The first post as HTML that is safe to show.',
      select: { message: true },
      resolve: ({ message }) => messageHtml(message),
    }),
    status: t.relation('status', { type: TicketStatus, description: 'The state it is in.' }),
    priority: t.expose('priority', { type: TicketPriority, description: 'How pressing it is.' }),
    department: t.relation('department', { type: Department, description: 'Who handles it.' }),
    client: t.relation('client', { nullable: true, description: 'Whose ticket it is.' }),
    attachments: t.relation('attachments', {
      type: Attachment,
      description: 'The files sent with the first post.',
      query: attachmentOrder,
    }),
    attachmentsRemovedAt: t.expose('attachmentsRemovedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the files of the first post were removed.',
    }),
    isClientUnread: t.exposeBoolean('isClientUnread', {
      description: 'The client has not seen the latest post.',
    }),
    lastReplyAt: t.expose('lastReplyAt', {
      type: 'DateTime',
      description: 'When somebody last wrote.',
    }),
    closedAt: t.expose('closedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was closed; null while it is not.',
    }),
    mergedInto: t.relation('mergedInto', {
      nullable: true,
      description: 'The ticket this one was merged into.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was opened.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
  }),
});
