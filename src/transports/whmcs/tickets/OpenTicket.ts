import { graphql } from '#generated/whmcs/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { idText } from '#transports/rapi/format.ts';
import { globalId } from '#transports/rapi/global-id.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { choice, email, flag, id, line, optionalId, text } from '#transports/rapi/params.ts';
import { attachments } from '#transports/rapi/params-files.ts';
import { sent } from '#transports/rapi/support/labels.ts';

/** The words of WHMCS for how urgent a ticket is. */
export const priorities = { Low: 'LOW', Medium: 'MEDIUM', High: 'HIGH' } as const;

export const OpenTicket = legacy({
  params: clientFields(
    {
      deptid: id,
      subject: line(250),
      message: text(100_000),
      clientid: optionalId,
      contactid: optionalId,
      name: line(200).optional(),
      email: email.optional(),
      priority: choice(priorities).default('MEDIUM'),
      serviceid: optionalId,
      domainid: optionalId,
      admin: flag.default(false),
      noemail: flag.default(false),
      cc: line(2_000).optional(),
      attachments: attachments.optional(),
    },
    'clientid',
  ),
  unsupported: ['created', 'customfields', 'markdown', 'preventClientClosure'],
  operation: graphql(`
    mutation OpenTicket($input: OpenTicketInput!) {
      openTicket(input: $input) {
        ticket {
          databaseId
          number
          accessKey
        }
      }
    }
  `),
  variables: (p) => ({
    input: {
      departmentId: `Department:${p.deptid}`,
      subject: p.subject,
      message: p.message,
      clientId: globalId('Client', p.clientid),
      contactId: globalId('Contact', p.contactid),
      name: p.clientid ? undefined : p.name,
      email: p.clientid ? undefined : p.email,
      priority: p.priority,
      relatedId: globalId('Service', p.serviceid) ?? globalId('Domain', p.domainid),
      isByStaff: p.admin,
      sendEmail: !p.noemail,
      cc: p.cc?.split(',').map((address) => address.trim()),
      attachments: sent(p.attachments),
    },
  }),
  present: ({ openTicket: { ticket } }) => ({
    id: idText(ticket.databaseId),
    tid: ticket.number,
    c: ticket.accessKey,
  }),
  errors: {
    CLIENT_NOT_FOUND: 'Client ID Not Found',
    CONTACT_NOT_FOUND: 'Contact ID Not Found',
    DEPARTMENT_NOT_FOUND: 'Department ID not found',
    TICKET_AUTHOR_REQUIRED: 'Name and email address are required if not a client',
    TICKET_EMAIL_INVALID: 'Email Address Invalid',
  },
  missing: {
    deptid: 'Department ID not found',
    subject: 'Subject is required',
    message: 'Message is required',
  },
  wrong: { email: 'Email Address Invalid' },
});
