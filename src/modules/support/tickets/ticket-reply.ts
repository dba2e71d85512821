import { fullNameOf } from '#core/names.ts';
import { visibleReplies } from '#modules/support/visible.ts';
import { builder } from '#schema/builder.ts';
import { Attachment, attachmentOrder } from '#modules/support/attachments/attachment.ts';
import { RequestorType } from '#modules/support/enums.ts';
import { markdownHtml } from '#modules/support/markdown.ts';
import { rowId } from '#schema/id-field.ts';

/** A further post in a ticket. */
export const TicketReply = builder.prismaNode('TicketReply', {
  read: 'support:read',
  visible: visibleReplies,
  description: 'A reply in a ticket, i.e. a post after the first post.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    ip: t.exposeString('ip', {
      nullable: true,
      authScopes: { staff: true },
      description: 'IP address the reply was written from. Staff only. Null for an email.',
    }),
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the reply, used by the legacy APIs.',
    }),
    message: t.exposeString('message', {
      description: 'Text of the reply as written. Must be escaped for display.',
    }),
    messageHtml: t.string({
      description: 'Text of the reply as HTML that is safe to display.',
      select: { message: true },
      resolve: ({ message }) => markdownHtml(message),
    }),
    ticket: t.relation('ticket', { description: 'Ticket that the reply is a post of.' }),
    client: t.relation('client', {
      nullable: true,
      description: 'Client who wrote the reply. Null for staff and guests.',
    }),
    isByStaff: t.boolean({
      description: 'Whether staff wrote the reply.',
      select: { adminName: true },
      resolve: ({ adminName }) => adminName !== '',
    }),
    authorName: t.string({
      description: 'Name of whoever wrote the reply, as of the time of writing.',
      select: {
        adminName: true,
        name: true,
        client: { select: { firstName: true, lastName: true } },
      },
      resolve: ({ adminName, name, client }) =>
        adminName || name || (client ? fullNameOf(client) : ''),
    }),
    staffName: t.exposeString('adminName', {
      description:
        'Name of the staff member who wrote the reply, as of the time of writing. Empty for replies by others.',
    }),
    requestorType: t.expose('requestorType', {
      type: RequestorType,
      nullable: true,
      description: 'Role in which the author wrote the reply.',
    }),
    requestorName: t.exposeString('name', {
      description: 'Name of the author of the reply. Empty for staff.',
    }),
    requestorEmail: t.exposeString('email', {
      description: 'Email address of the author of the reply.',
    }),
    contactId: t.id(
      rowId(
        'Contact',
        'contactId',
        'ID of the contact who wrote the reply, if written by a contact.',
      ),
    ),
    contact: t.relation('contact', {
      nullable: true,
      description: 'Contact who wrote the reply, if written by a contact.',
    }),
    rating: t.exposeInt('rating', {
      nullable: true,
      description: 'Rating of the reply by the client, 1 to 5.',
    }),
    attachments: t.relation('attachments', {
      type: Attachment,
      description: 'Files attached to the reply.',
      query: attachmentOrder,
    }),
    attachmentsRemovedAt: t.expose('attachmentsRemovedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time at which the files of the reply were removed.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time at which the reply was written.',
    }),
  }),
});
