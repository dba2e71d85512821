import { visibleTickets } from '#modules/support/visible.ts';
import { builder } from '#schema/builder.ts';
import { Attachment, attachmentOrder } from '#modules/support/attachments/attachment.ts';
import { Department } from '#modules/support/desk/department.ts';
import { TicketPriority } from '#modules/support/enums.ts';
import { markdownHtml } from '#modules/support/markdown.ts';
import { TicketStatus } from '#modules/support/desk/ticket-status.ts';

/** A conversation with support. */
export const Ticket = builder.prismaNode('Ticket', {
  read: 'support:read',
  visible: visibleTickets,
  description: 'A support ticket: a conversation of a client or guest with support.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    ip: t.exposeString('ip', {
      nullable: true,
      authScopes: { staff: true },
      description: 'IP address the ticket was opened from. Staff only. Null for an email.',
    }),
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the ticket, used by the legacy APIs.',
    }),
    number: t.exposeString('number', {
      description: 'Public number of the ticket, as quoted by people.',
    }),
    accessKey: t.exposeString('accessKey', {
      description:
        'Secret part of the link in emails to a guest. With `ticket:<number>:<accessKey>` as the token of a request a guest reads and answers the ticket, and nothing else; not for tickets of clients.',
    }),
    subject: t.exposeString('subject', { description: 'Subject of the ticket.' }),
    message: t.exposeString('message', {
      description: 'Text of the first post as written. Must be escaped for display.',
    }),
    messageHtml: t.string({
      description: 'Text of the first post as HTML that is safe to display.',
      select: { message: true },
      resolve: ({ message }) => markdownHtml(message),
    }),
    status: t.relation('status', {
      type: TicketStatus,
      description: 'Current status of the ticket.',
    }),
    priority: t.expose('priority', {
      type: TicketPriority,
      description: 'Priority of the ticket.',
    }),
    department: t.relation('department', {
      type: Department,
      description: 'Department that handles the ticket.',
    }),
    client: t.relation('client', { nullable: true, description: 'Client the ticket belongs to.' }),
    attachments: t.relation('attachments', {
      type: Attachment,
      description: 'Files attached to the first post.',
      query: attachmentOrder,
    }),
    attachmentsRemovedAt: t.expose('attachmentsRemovedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time at which the files of the first post were removed.',
    }),
    isClientUnread: t.exposeBoolean('isClientUnread', {
      description: 'Whether the client has not seen the latest post yet.',
    }),
    lastReplyAt: t.expose('lastReplyAt', {
      type: 'DateTime',
      description: 'Time of the latest post in the ticket.',
    }),
    closedAt: t.expose('closedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time at which the ticket was closed. Null if not closed.',
    }),
    mergedInto: t.relation('mergedInto', {
      nullable: true,
      description: 'Ticket that this ticket was merged into.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time at which the ticket was opened.',
    }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'Time of the last change of the ticket.',
    }),
  }),
});
