import { concernedField } from '#schema/payload-rows.ts';
import { isBackOffice } from '#core/actor.ts';
import { now } from '#core/clock.ts';
import { keyOf } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import { normalizeEmail } from '#core/text.ts';
import type { Prisma, Ticket as Row } from '#generated/prisma/client.ts';
import { ofVisibleClient } from '#modules/access/visible.ts';
import { Client } from '#modules/clients/client.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { z } from 'zod';
import { attach, AttachmentInput, storeFiles } from '#modules/support/attachments/attach.ts';
import { type Author, authorOf } from './author.ts';
import { ensureNotBlocked } from '#modules/support/senders/blocked.ts';
import { Department } from '#modules/support/desk/department.ts';
import { TicketPriority } from '#modules/support/enums.ts';
import type { GlobalId } from '#modules/support/desk/staff-member.ts';
import { ticketPayload } from './ticket-payload.ts';
import { newAccessKey, newTicketNumber, NUMBER_TRIES } from './ticket-number.ts';
import { statusFor } from './status-for.ts';
import { eventOf, visibleDepartments } from '#modules/support/visible.ts';
import { Contact } from '#modules/clients/contacts/contact.ts';
import { messageRule, subjectRule } from './rules.ts';

command('openTicket', {
  description:
    'Open a ticket: as a client, as staff for a client, or as staff for a person who is not a client.',
  permission: 'support:open',
  input: (t) => ({
    departmentId: t.globalID({
      for: Department,
      required: true,
      description: 'ID of the department the ticket is addressed to.',
    }),
    subject: t.string({
      required: true,
      description: 'Subject of the ticket.',
      validate: subjectRule,
    }),
    message: t.string({
      required: true,
      description: 'Text of the first post, in Markdown or plain text.',
      validate: messageRule,
    }),
    priority: t.field({
      type: TicketPriority,
      defaultValue: 'MEDIUM',
      description: 'Priority of the ticket.',
    }),
    clientId: t.globalID({
      for: Client,
      description:
        'ID of the client the ticket belongs to. Optional for a customer with a single client.',
    }),
    contactId: t.globalID({
      for: Contact,
      description: "ID of the client's contact who opens the ticket.",
    }),
    name: t.string({
      description: 'Name of the person who opens the ticket, if not a client. For staff only.',
    }),
    email: t.string({
      description:
        'Email address of the person who opens the ticket, if not a client. For staff only.',
    }),
    isByStaff: t.boolean({
      defaultValue: false,
      description: 'Whether the first post is written by staff to the client. Default: false.',
    }),
    relatedId: t.globalID({
      description: 'Service or domain the ticket is about, as `Service:7` or `Domain:7`.',
    }),
    cc: t.stringList({
      description: 'Further email addresses that receive every reply.',
      validate: z.array(z.email().max(254)).max(10),
    }),
    attachments: t.field({
      type: [AttachmentInput],
      description: 'Files to attach to the first post, at most 10.',
    }),
    sendEmail: t.boolean({
      defaultValue: true,
      description: 'Whether to send email notifications to the people concerned. Default: true.',
    }),
  }),
  errors: [
    'DEPARTMENT_NOT_FOUND',
    'DEPARTMENT_CLIENTS_ONLY',
    'CLIENT_NOT_FOUND',
    'CONTACT_NOT_FOUND',
    'TICKET_AUTHOR_REQUIRED',
    'TICKET_EMAIL_INVALID',
    'TICKET_SENDER_BLOCKED',
    'TICKET_SUBJECT_NOT_FOUND',
    'TICKET_NUMBER_UNAVAILABLE',
    'UPLOAD_NOT_FOUND',
    'TOO_MANY_ATTACHMENTS',
    'ATTACHMENT_TOO_LARGE',
    'ATTACHMENT_TYPE_REFUSED',
    'ATTACHMENT_CONTENT_INVALID',
  ],
  prepare: (context, { attachments }) => storeFiles(context, attachments),
  run: async (work, input, uploads) => {
    const { subject, message, isByStaff } = input;
    const byStaff = (isByStaff ?? false) && isBackOffice(work.actor);
    const author = await authorOf(work, input, undefined);
    if (author.isStaff) throw new DomainError('TICKET_AUTHOR_REQUIRED');
    const departmentId = await departmentFor(work, keyOf(input.departmentId), author);
    const { clientId, email } = author;
    await ensureNotBlocked(work, { clientId, email, subject, message });
    const ticket = await createTicket(work, {
      ...ownerOf(author),
      ...(await relatedTo(work, input.relatedId, author.clientId)),
      departmentId,
      subject,
      message,
      cc: (input.cc ?? []).flatMap((address) => normalizeEmail(address) ?? []),
      priority: input.priority ?? 'MEDIUM',
      statusId: (await statusFor(work.tx, byStaff ? 'answered' : 'open')).id,
      openedByAdminId: byStaff ? work.actor.adminId : null,
      isClientUnread: byStaff,
      isStaffUnread: !byStaff,
      ip: work.requestInfo.ip || null,
    });
    await attach(work, { ticketId: ticket.id }, uploads);
    const sendEmail = input.sendEmail ?? true;
    work.announce('ticket.opened', { ...eventOf(ticket), byStaff, sendEmail });
    return { ticketId: ticket.id };
  },
  payload: (t) => ({
    ...ticketPayload(t, 'The ticket that was opened.'),
    client: concernedField(t, Client, 'The client with the ticket; null for a guest.'),
  }),
});

/** A client's ticket names its client; whoever else asks is named in the ticket itself. */
function ownerOf({ clientId, userId, contactId, requestorType, name, email }: Author) {
  const isOther = clientId === null || contactId !== null || userId !== null;
  const author = isOther ? { name, email } : {};
  return { clientId, userId, contactId, requestorType, ...author };
}

async function departmentFor({ tx, actor }: Work, id: number, author: Author): Promise<number> {
  const department = await tx.department.findFirst({
    where: { AND: [{ id }, visibleDepartments(actor)] },
    select: { isClientsOnly: true },
  });
  if (!department) throw new DomainError('DEPARTMENT_NOT_FOUND');
  if (department.isClientsOnly && author.clientId === null)
    throw new DomainError('DEPARTMENT_CLIENTS_ONLY');
  return id;
}

async function relatedTo(
  { tx, actor }: Work,
  related: GlobalId | null | undefined,
  clientId: number | null,
): Promise<{ serviceId?: number; domainId?: number }> {
  if (!related) return {};
  const id = keyOf(related);
  const where = { AND: [{ id, clientId: clientId ?? -1 }, ofVisibleClient(actor)] };
  const select = { id: true };
  if (related.typename === 'Service' && (await tx.service.findFirst({ where, select })))
    return { serviceId: id };
  if (related.typename === 'Domain' && (await tx.domain.findFirst({ where, select })))
    return { domainId: id };
  throw new DomainError('TICKET_SUBJECT_NOT_FOUND');
}

/** Writes the ticket under a number nobody has; two that draw the same one do not collide. */
async function createTicket(
  { tx }: Work,
  data: Omit<Prisma.TicketCreateManyInput, 'number' | 'accessKey'>,
): Promise<Row> {
  const at = now();
  for (let attempt = 0; attempt < NUMBER_TRIES; attempt += 1) {
    const [ticket] = await tx.ticket.createManyAndReturn({
      data: [
        {
          ...data,
          number: newTicketNumber(attempt),
          accessKey: newAccessKey(),
          createdAt: at,
          lastReplyAt: at,
        },
      ],
      skipDuplicates: true,
    });
    if (ticket) return ticket;
  }
  throw new DomainError('TICKET_NUMBER_UNAVAILABLE');
}
