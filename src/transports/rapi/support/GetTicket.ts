import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { found } from '#transports/rapi/reply.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { line, optionalId } from '#transports/rapi/params.ts';
import { dateTimeText, html, idText, enumWords, wrapped } from '#transports/rapi/format.ts';
import { about, fileList, fileNames, keyOfId, role } from './labels.ts';

/** The ticket asked for, by its id or by the number people quote. */
export const whichTicket = (id: number | undefined, number: string | undefined) => ({
  by: id === undefined ? { number: number ?? '' } : { id: encodeId('Ticket', id) },
});

export const GetTicket = legacy({
  params: fields({ ticket_id: optionalId, ticketnum: line(40).optional() }),
  operation: graphql(`
    query GetTicket($by: TicketBy!) {
      ticket(by: $by) {
        databaseId
        number
        accessKey
        department {
          databaseId
          name
        }
        client {
          databaseId
        }
        contactId
        requestorName
        requestorEmail
        requestorType
        cc
        createdAt
        subject
        message
        status {
          title
        }
        priority
        openedByStaffName
        attachments {
          databaseId
          fileName
          index
        }
        attachmentsRemovedAt
        lastReplyAt
        mergedInto {
          databaseId
        }
        assigneeId
        serviceId
        domainId
        isNewestFirst
        thread {
          databaseId
          client {
            databaseId
          }
          contactId
          requestorName
          requestorEmail
          requestorType
          createdAt
          message
          attachments {
            databaseId
            fileName
            index
          }
          attachmentsRemovedAt
          staffName
          rating
        }
        notes {
          databaseId
          createdAt
          message
          attachments {
            databaseId
            fileName
            index
          }
          attachmentsRemovedAt
          staffName
        }
      }
    }
  `),
  variables: (p) => whichTicket(p.ticket_id, p.ticketnum),
  present: (data) => {
    const ticket = found(data.ticket, 'TICKET_NOT_FOUND');
    const id = idText(ticket.databaseId);
    const requester = requesterOf(ticket);
    const posts = [
      {
        replyid: '0',
        reply_id: '0',
        ...requester,
        ...postOf({ ...ticket, staffName: ticket.openedByStaffName }),
        rating: '0',
      },
      ...ticket.thread.map((reply) => ({
        replyid: idText(reply.databaseId),
        reply_id: idText(reply.databaseId),
        ...requesterOf(reply),
        requestor_name: reply.requestorName || reply.staffName,
        ...postOf(reply),
        rating: String(reply.rating ?? 0),
      })),
    ];
    return {
      id,
      ticketid: id,
      ticket_id: id,
      tid: ticket.number,
      c: ticket.accessKey,
      department_id: idText(ticket.department.databaseId),
      deptid: idText(ticket.department.databaseId),
      deptname: ticket.department.name,
      ...requester,
      cc: ticket.cc.join(','),
      entry_date: dateTimeText(ticket.createdAt),
      date: dateTimeText(ticket.createdAt),
      subject: ticket.subject,
      status: ticket.status.title,
      priority: enumWords(ticket.priority),
      admin: ticket.openedByStaffName,
      lastreply: dateTimeText(ticket.lastReplyAt),
      flag: keyOfId(ticket.assigneeId),
      merged_into: idText(ticket.mergedInto?.databaseId),
      service: about(ticket.serviceId, ticket.domainId),
      ...wrapped('replies', 'reply', ticket.isNewestFirst ? posts.toReversed() : posts),
      ...wrapped(
        'notes',
        'note',
        ticket.notes.map((note) => ({
          noteid: idText(note.databaseId),
          note_id: idText(note.databaseId),
          ...postOf(note),
        })),
      ),
    };
  },
  errors: { TICKET_NOT_FOUND: 'Ticket ID not found' },
});

interface Requester {
  client: { databaseId: number } | null;
  contactId: string | null;
  requestorName: string;
  requestorEmail: string;
  requestorType: string | null;
}

const requesterOf = ({
  client,
  contactId,
  requestorName,
  requestorEmail,
  requestorType,
}: Requester) => ({
  user_id: idText(client?.databaseId),
  contact_id: keyOfId(contactId),
  name: requestorName,
  email: requestorEmail,
  requestor_name: requestorName,
  requestor_email: requestorEmail,
  requestor_type: role(requestorType),
});

interface Post {
  createdAt: Date | string;
  message: string;
  staffName: string;
  attachmentsRemovedAt?: Date | string | null;
  attachments: readonly { databaseId: number; fileName: string; index: number }[];
}

const postOf = ({ createdAt, message, staffName, attachmentsRemovedAt, attachments }: Post) => ({
  entry_date: dateTimeText(createdAt),
  date: dateTimeText(createdAt),
  message: html(message),
  attachment: fileNames(attachments),
  attachments: fileList(attachments),
  attachments_removed: Boolean(attachmentsRemovedAt),
  admin: staffName,
});
