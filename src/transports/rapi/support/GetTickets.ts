import { graphql } from '#generated/rapi/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { line, optionalId } from '#transports/rapi/params.ts';
import { pageOf, paging, sorting, sortOf } from '#transports/rapi/params-page.ts';
import { dateTimeText, idText, listReply, enumWords } from '#transports/rapi/format.ts';
import { about, fileList, fileNames, idOf, keyOfId, role } from './labels.ts';

const views = {
  'awaiting reply': 'AWAITING_REPLY',
  'all active tickets': 'ACTIVE',
  'my flagged tickets': 'FLAGGED_BY_ME',
} as const;

/** A status as it is configured, or one of the three views that are asked for like one. */
function statusOf(provided: string | undefined) {
  const selection = views[provided?.toLowerCase().replace(/[\s_-]+/g, ' ') as keyof typeof views];
  return selection ? { selection } : { status: provided ? [provided] : undefined };
}

const only = (id: string | undefined) => (id === undefined ? undefined : [id]);

export const GetTickets = legacy({
  params: clientFields({
    ...paging,
    ...sorting({
      id: 'ID',
      ticket_id: 'ID',
      tid: 'NUMBER',
      subject: 'SUBJECT',
      priority: 'PRIORITY',
      status: 'STATUS',
      deptid: 'DEPARTMENT',
      department_id: 'DEPARTMENT',
      user_id: 'CLIENT',
      date: 'CREATED_AT',
      entry_date: 'CREATED_AT',
      lastreply: 'LAST_REPLY_AT',
    }),
    department_id: optionalId,
    user_id: optionalId,
    email: line(254).optional(),
    status: line(100).optional(),
    subject: line(250).optional(),
  }),
  operation: graphql(`
    query GetTickets($filter: TicketFilter, $orderBy: [TicketOrder!], $first: Int, $offset: Int) {
      tickets(filter: $filter, orderBy: $orderBy, first: $first, offset: $offset) {
        totalCount
        edges {
          node {
            databaseId
            number
            accessKey
            department {
              databaseId
            }
            client {
              databaseId
              fullName
            }
            requestorName
            requestorEmail
            requestorType
            guestName
            cc
            createdAt
            subject
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
            assigneeId
            serviceId
            domainId
          }
        }
      }
    }
  `),
  variables: (p) => {
    const { column, direction } = sortOf(p);
    return {
      ...pageOf(p),
      orderBy: (column || p.sort_order || p.sort_order_field) && {
        field: column ?? 'ID',
        direction,
      },
      filter: {
        ...statusOf(p.status),
        department: only(idOf('Department', p.department_id)),
        client: only(idOf('Client', p.user_id)),
        email: p.email,
        subject: p.subject,
      },
    };
  },
  present: ({ tickets }, p) => {
    const page = listReply('tickets', 'ticket', {
      total: tickets.totalCount,
      start: pageOf(p).offset,
      items: tickets.edges.map(({ node }) => ({
        id: idText(node.databaseId),
        ticket_id: idText(node.databaseId),
        tid: node.number,
        department_id: idText(node.department.databaseId),
        deptid: idText(node.department.databaseId),
        user_id: idText(node.client?.databaseId),
        name: node.requestorName,
        owner_name: node.client?.fullName ?? node.guestName,
        email: node.requestorEmail,
        requestor_name: node.requestorName,
        requestor_email: node.requestorEmail,
        requestor_type: role(node.requestorType),
        cc: node.cc.join(','),
        c: node.accessKey,
        entry_date: dateTimeText(node.createdAt),
        date: dateTimeText(node.createdAt),
        subject: node.subject,
        status: node.status.title,
        priority: enumWords(node.priority),
        admin: node.openedByStaffName,
        attachment: fileNames(node.attachments),
        attachments: fileList(node.attachments),
        attachments_removed: node.attachmentsRemovedAt !== null,
        lastreply: dateTimeText(node.lastReplyAt),
        flag: keyOfId(node.assigneeId),
        service: about(node.serviceId, node.domainId),
      })),
    });
    return { ...page, totalresults: String(page.totalresults) };
  },
});
