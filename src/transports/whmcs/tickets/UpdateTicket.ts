import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/whmcs/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { idText } from '#transports/rapi/format.ts';
import { globalId } from '#transports/rapi/global-id.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { choice, clearable, flag, id, line, optionalId } from '#transports/rapi/params.ts';
import { priorities } from './OpenTicket.ts';

export const UpdateTicket = legacy({
  params: fields({
    ticketid: id,
    deptid: optionalId,
    status: line(100).optional(),
    subject: line(250).optional(),
    cc: clearable(2_000),
    priority: choice(priorities).optional(),
    flag: optionalId,
    removeFlag: flag.default(false),
  }),
  unsupported: [
    'userid',
    'name',
    'email',
    'created',
    'message',
    'markdown',
    'customfields',
    'preventClientClosure',
  ],
  operation: graphql(`
    mutation UpdateTicket($input: UpdateTicketInput!) {
      updateTicket(input: $input) {
        ticket {
          databaseId
        }
      }
    }
  `),
  variables: (p) => ({
    input: {
      ticketId: encodeId('Ticket', p.ticketid),
      departmentId: globalId('Department', p.deptid),
      status: p.status,
      subject: p.subject,
      cc: p.cc?.split(',').flatMap((address) => address.trim() || []),
      priority: p.priority,
      assigneeId: p.removeFlag ? null : globalId('Admin', p.flag),
    },
  }),
  present: ({ updateTicket: { ticket } }) => ({ ticketid: idText(ticket.databaseId) }),
  errors: {
    TICKET_NOT_FOUND: 'Ticket ID Not Found',
    DEPARTMENT_NOT_FOUND: 'Department ID not found',
    TICKET_STATUS_NOT_FOUND: 'Invalid Ticket Status',
  },
  missing: { ticketid: 'Ticket ID Required' },
});
