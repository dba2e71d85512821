import * as is from '#import/columns.ts';
import { type ColumnMap, noun } from '#import/noun.ts';
import type { SourceRow } from '#import/source/source.ts';

export const departments = noun({
  name: 'departments',
  table: 'tblticketdepartments',
  target: 'departments',
  columns: {
    id: is.int('id'),
    name: is.text('name'),
    description: is.text('description'),
    email: is.made(['email'], (row) => String(row.email ?? '').toLowerCase()),
    is_hidden: is.flag('hidden'),
    is_clients_only: is.flag('clientsonly'),
    feedback_requested: is.flag('feedback_request'),
    sort_order: is.int('order'),
  },
  left: { password: 'mailboxes are connected anew, with host, port and login' },
});

export const ticketStatuses = noun({
  name: 'ticket statuses',
  table: 'tblticketstatuses',
  target: 'ticket_statuses',
  columns: {
    id: is.int('id'),
    key: is.once(
      'title',
      (row) =>
        String(row.title ?? '')
          .toLowerCase()
          .replace(/[^a-z\d]/g, ''),
      'key',
      ({ id }) => `status${id}`,
    ),
    title: is.text('title'),
    color: is.text('color'),
    is_active: is.flag('showactive'),
    is_awaiting_reply: is.flag('showawaiting'),
    is_auto_closed: is.flag('autoclose'),
    sort_order: is.int('sortorder'),
  },
});

const STATUS = 'ticket_statuses.title';

/** One that was removed counts as closed. */
const status: ColumnMap = is.made(
  ['status'],
  (row, look) => {
    const found = look.idOf(STATUS, String(row.status ?? ''));
    if (found === null) look.note('status', 'status was removed: Closed instead');
    return found ?? look.idOf(STATUS, 'Closed');
  },
  { looksUp: STATUS },
);

/** In what role somebody wrote. */
const role = (row: SourceRow): string => {
  if (row.admin) return 'OPERATOR';
  if (Number(row.contactid) > 0) return 'SUBACCOUNT';
  return Number(row.userid) > 0 ? 'OWNER' : 'GUEST';
};

/** `S12` is a service, `D5` a domain. */
const about = (letter: 'S' | 'D', noun: string): ColumnMap =>
  is.made(
    ['service'],
    (row, look) => {
      const [, kind, id] = /^([A-Z])(\d+)$/.exec(String(row.service ?? '')) ?? [];
      return kind === letter && look.has(noun, Number(id)) ? Number(id) : null;
    },
    { refers: noun },
  );

const email = is.made(['email'], (row, look) => is.plain(row, 'email', look).trim().toLowerCase());

const message = is.made(['message'], (row, look) => is.plain(row, 'message', look));

/** Files lie in a folder of the source, not in its database. */
const FILES = 'come with --attachments, as files of their own';

export const tickets = noun({
  name: 'tickets',
  table: 'tbltickets',
  target: 'tickets',
  columns: {
    id: is.int('id'),
    number: is.once(
      'tid',
      (row, { id }) => String(row.tid ?? '') || String(id),
      'number',
      ({ id }) => `${id}-again`,
    ),
    access_key: is.text('c'),
    department_id: is.owner('departments', 'did'),
    client_id: is.ref('clients', 'userid'),
    user_id: is.ref('users', 'requestor_id'),
    contact_id: is.ref('contacts', 'contactid'),
    requestor_type: is.made(['admin', 'contactid', 'userid'], role),
    name: is.text('name'),
    email,
    cc: is.parts('cc', /[,\s]+/),
    subject: is.text('title'),
    message,
    status_id: status,
    priority: is.oneOf('urgency', { Low: 'LOW', Medium: 'MEDIUM', High: 'HIGH' }, 'MEDIUM'),
    flagged_admin_id: is.ref('staff', 'flag'),
    service_id: about('S', 'services'),
    domain_id: about('D', 'domains'),
    ip: is.text('ipaddress'),
    is_client_unread: is.flag('clientunread'),
    last_reply_at: is.firstTime('lastreply', 'date'),
    closed_at: is.made(['status', 'lastreply'], (row, look) =>
      row.status === 'Closed' ? is.timeOf(row, 'lastreply', look) : null,
    ),
    created_at: is.firstTime('date'),
  },
  left: { attachment: FILES },
});

/** A ticket may have been merged into a later one. */
export const mergedTickets = noun({
  name: 'merged tickets',
  table: 'tbltickets',
  target: 'tickets',
  isUpdate: true,
  columns: { id: is.int('id'), merged_into_id: is.ref('tickets', 'merged_ticket_id') },
});

export const ticketReplies = noun({
  name: 'ticket replies',
  table: 'tblticketreplies',
  target: 'ticket_replies',
  columns: {
    id: is.int('id'),
    ticket_id: is.owner('tickets', 'tid'),
    client_id: is.ref('clients', 'userid'),
    user_id: is.ref('users', 'requestor_id'),
    contact_id: is.ref('contacts', 'contactid'),
    admin_name: is.text('admin'),
    requestor_type: is.made(['admin', 'contactid', 'userid'], role),
    name: is.text('name'),
    email,
    message,
    rating: is.made(['rating'], (row) => {
      const rating = Number(row.rating ?? 0);
      return rating >= 1 && rating <= 5 ? rating : null;
    }),
    created_at: is.firstTime('date'),
  },
  left: { attachment: FILES },
});

export const ticketNotes = noun({
  name: 'ticket notes',
  table: 'tblticketnotes',
  target: 'ticket_notes',
  columns: {
    id: is.int('id'),
    ticket_id: is.owner('tickets', 'ticketid'),
    admin_name: is.text('admin'),
    message,
    created_at: is.firstTime('date'),
  },
  left: { attachments: FILES },
});

export const ticketTags = noun({
  name: 'ticket tags',
  table: 'tbltickettags',
  target: 'ticket_tags',
  key: ['ticket_id', 'tag'],
  columns: { ticket_id: is.owner('tickets', 'ticketid'), tag: is.text('tag') },
});
