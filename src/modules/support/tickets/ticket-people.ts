import { isBackOffice } from '#core/actor.ts';
import { encodeId } from '#core/ids.ts';
import { fullNameOf } from '#core/names.ts';
import { builder } from '#schema/builder.ts';
import { RequestorType } from '#modules/support/enums.ts';
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
    description: 'In what role the asker wrote.',
  }),
  requestorName: t.string({
    description: 'The actor.',
    select: requestor,
    resolve: ({ name, client }) => name || (client ? fullNameOf(client) : ''),
  }),
  requestorEmail: t.string({
    description: "The asker's address.",
    select: requestor,
    resolve: ({ email, client }) => email || (client?.email ?? ''),
  }),
  guestName: t.exposeString('name', { description: 'The actor, when not the client itself.' }),
  guestEmail: t.exposeString('email', {
    description: 'The address of the actor, when not the client itself.',
  }),
  contactId: t.exposeInt('contactId', {
    nullable: true,
    description: 'The contact the actor (`databaseId`), if one does.',
  }),
  cc: t.exposeStringList('cc', { description: 'Further addresses that get every reply.' }),
}));

builder.prismaObjectFields(Ticket, (t) => ({
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
}));
