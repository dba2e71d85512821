import { isBackOffice } from '#core/actor.ts';
import { encodeId } from '#core/ids.ts';
import { builder } from '#schema/builder.ts';
import { Attachment, attachmentOrder } from './attachment.ts';
import { Department } from './department.ts';
import { RequestorType, TicketPriority } from './enums.ts';
import { messageHtml } from './html.ts';
import { TicketStatus } from './ticket-status.ts';

/** Who asks, by its own words or its client's. */
const requestor = {
  name: true,
  email: true,
  client: { select: { firstName: true, lastName: true, email: true } },
} as const;

const staffName = (admin: { firstName: string; lastName: string } | null) =>
  admin ? `${admin.firstName} ${admin.lastName}`.trim() : '';

const nameOfStaff = { select: { firstName: true, lastName: true } } as const;

/** A conversation with support. */
export const Ticket = builder.prismaNode('Ticket', {
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
    requestorType: t.expose('requestorType', {
      type: RequestorType,
      description: 'In what role the asker wrote.',
    }),
    requestorName: t.string({
      description: 'Who asks.',
      select: requestor,
      resolve: ({ name, client }) =>
        name || (client ? `${client.firstName} ${client.lastName}`.trim() : ''),
    }),
    requestorEmail: t.string({
      description: "The asker's address.",
      select: requestor,
      resolve: ({ email, client }) => email || (client?.email ?? ''),
    }),
    guestName: t.exposeString('name', { description: 'Who asks, when not the client itself.' }),
    guestEmail: t.exposeString('email', {
      description: 'The address of who asks, when not the client itself.',
    }),
    contactId: t.exposeInt('contactId', {
      nullable: true,
      description: 'The contact who asks (`databaseId`), if one does.',
    }),
    cc: t.exposeStringList('cc', { description: 'Further addresses that get every reply.' }),
    serviceId: t.id({
      nullable: true,
      description: 'The service it is about, `Service:7`.',
      select: { serviceId: true },
      resolve: ({ serviceId }) => serviceId && encodeId('Service', serviceId),
    }),
    domainId: t.id({
      nullable: true,
      description: 'The domain it is about, `Domain:7`.',
      select: { domainId: true },
      resolve: ({ domainId }) => domainId && encodeId('Domain', domainId),
    }),
    openedByStaffName: t.string({
      description: 'The staff member who opened it for the client; empty when the client did.',
      select: { openedByAdmin: nameOfStaff },
      resolve: ({ openedByAdmin }) => staffName(openedByAdmin),
    }),
    assigneeId: t.id({
      nullable: true,
      description: 'The staff member it is assigned to, `Admin:3`. Null for customers.',
      select: { flaggedAdminId: true },
      resolve: ({ flaggedAdminId }, _args, { actor }) =>
        isBackOffice(actor) && flaggedAdminId ? encodeId('Admin', flaggedAdminId) : null,
    }),
    assigneeName: t.string({
      nullable: true,
      description: 'The name of the staff member it is assigned to. Null for customers.',
      select: { flaggedAdmin: nameOfStaff },
      resolve: ({ flaggedAdmin }, _args, { actor }) =>
        isBackOffice(actor) ? staffName(flaggedAdmin) : null,
    }),
    tags: t.stringList({
      nullable: true,
      description: 'Its labels. Null for customers.',
      select: { tags: { select: { tag: true }, orderBy: [{ tag: 'asc' }, { id: 'asc' }] } },
      resolve: ({ tags }, _args, { actor }) =>
        isBackOffice(actor) ? tags.map(({ tag }) => tag) : null,
    }),
    watcherIds: t.idList({
      nullable: true,
      description: 'The staff told of everything on it, `Admin:3`. Null for customers.',
      select: { watchers: { select: { adminId: true }, orderBy: [{ id: 'asc' }] } },
      resolve: ({ watchers }, _args, { actor }) =>
        isBackOffice(actor) ? watchers.map(({ adminId }) => encodeId('Admin', adminId)) : null,
    }),
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
