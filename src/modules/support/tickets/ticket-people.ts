import { isBackOffice } from '#core/actor.ts';
import { encodeId } from '#core/ids.ts';
import { fullNameOf } from '#core/names.ts';
import { builder } from '#schema/builder.ts';
import { RequestorType } from '#modules/support/enums.ts';
import { rowId } from '#schema/id-field.ts';
import { loadNode } from '#schema/node.ts';
import { Admin } from '#modules/system/admins/admin.ts';
import { Ticket } from './ticket.ts';

/** The actor, by its own words or its client's. */
const requestor = {
  name: true,
  email: true,
  client: { select: { firstName: true, lastName: true, email: true } },
} as const;

const staffName = (admin: { firstName: string; lastName: string } | null) =>
  admin ? fullNameOf(admin) : '';

const nameOfStaff = { select: { firstName: true, lastName: true } } as const;

builder.prismaObjectFields(Ticket, (t) => ({
  requestorType: t.expose('requestorType', {
    type: RequestorType,
    description: 'Role in which the ticket was opened.',
  }),
  requestorName: t.string({
    description: 'Name of the person who opened the ticket.',
    select: requestor,
    resolve: ({ name, client }) => name || (client ? fullNameOf(client) : ''),
  }),
  requestorEmail: t.string({
    description: 'Email address of the person who opened the ticket.',
    select: requestor,
    resolve: ({ email, client }) => email || (client?.email ?? ''),
  }),
  guestName: t.exposeString('name', {
    description: 'Name of the person who opened the ticket, if not the client.',
  }),
  guestEmail: t.exposeString('email', {
    description: 'Email address of the person who opened the ticket, if not the client.',
  }),
  contactId: t.id(
    rowId(
      'Contact',
      'contactId',
      'ID of the contact who opened the ticket, if opened by a contact.',
    ),
  ),
  contact: t.relation('contact', {
    nullable: true,
    description: 'Contact who opened the ticket, if opened by a contact.',
  }),
  cc: t.exposeStringList('cc', {
    description: 'Further email addresses that receive every reply.',
  }),
}));

builder.prismaObjectFields(Ticket, (t) => ({
  serviceId: t.id(rowId('Service', 'serviceId', 'ID of the service the ticket is about.')),
  domainId: t.id(rowId('Domain', 'domainId', 'ID of the domain the ticket is about.')),
  service: t.relation('service', { nullable: true, description: 'Service the ticket is about.' }),
  domain: t.relation('domain', { nullable: true, description: 'Domain the ticket is about.' }),
  assignee: t.relation('flaggedAdmin', {
    nullable: true,
    description: 'Staff member the ticket is assigned to; null for nobody.',
  }),
  openedByStaffName: t.string({
    description:
      'Name of the staff member who opened the ticket for the client. Empty if the client opened the ticket.',
    select: { openedByAdmin: nameOfStaff },
    resolve: ({ openedByAdmin }) => staffName(openedByAdmin),
  }),
  isStaffUnread: t.boolean({
    nullable: true,
    description:
      'Whether no staff member has read the latest post, by `markTicketRead` or by answering. Null for customers.',
    select: { isStaffUnread: true },
    resolve: ({ isStaffUnread }, _args, { actor }) => (isBackOffice(actor) ? isStaffUnread : null),
  }),
  assigneeId: t.id({
    nullable: true,
    description: 'Staff member the ticket is assigned to, as `Admin:3`. Null for customers.',
    select: { flaggedAdminId: true },
    resolve: ({ flaggedAdminId }, _args, { actor }) =>
      isBackOffice(actor) && flaggedAdminId ? encodeId('Admin', flaggedAdminId) : null,
  }),
  assigneeName: t.string({
    nullable: true,
    description: 'Name of the staff member the ticket is assigned to. Null for customers.',
    select: { flaggedAdmin: nameOfStaff },
    resolve: ({ flaggedAdmin }, _args, { actor }) =>
      isBackOffice(actor) ? staffName(flaggedAdmin) : null,
  }),
  tags: t.stringList({
    nullable: true,
    description: 'Tags of the ticket. Null for customers.',
    select: { tags: { select: { tag: true }, orderBy: [{ tag: 'asc' }, { id: 'asc' }] } },
    resolve: ({ tags }, _args, { actor }) =>
      isBackOffice(actor) ? tags.map(({ tag }) => tag) : null,
  }),
  watcherIds: t.idList({
    nullable: true,
    description:
      'Staff members notified of everything on the ticket, as `Admin:3`. Null for customers.',
    select: { watchers: { select: { adminId: true }, orderBy: [{ id: 'asc' }] } },
    resolve: ({ watchers }, _args, { actor }) =>
      isBackOffice(actor) ? watchers.map(({ adminId }) => encodeId('Admin', adminId)) : null,
  }),
  watchers: t.field({
    type: [Admin],
    nullable: true,
    description: 'Staff members notified of everything on the ticket. Null for customers.',
    select: { watchers: { select: { adminId: true }, orderBy: [{ id: 'asc' }] } },
    resolve: async ({ watchers }, _args, context, info) => {
      if (!isBackOffice(context.actor)) return null;
      const ids = watchers.map(({ adminId }) => encodeId('Admin', adminId));
      const rows = await Promise.all(ids.map(async (id) => loadNode(id, context, info)));
      return rows.filter((row) => row !== null) as never;
    },
  }),
}));
