import * as is from '#import/columns.ts';
import { noun } from '#import/noun.ts';

const templateTypes = {
  general: 'GENERAL',
  product: 'PRODUCT',
  domain: 'DOMAIN',
  invoice: 'INVOICE',
  support: 'SUPPORT',
  affiliate: 'AFFILIATE',
  user: 'USER',
  admin: 'ADMIN',
  notification: 'NOTIFICATION',
};

/** They are written for Smarty, so they come switched off, under names of their own. */
export const emailTemplates = noun({
  name: 'email templates',
  table: 'tblemailtemplates',
  target: 'email_templates',
  key: ['name', 'language'],
  columns: {
    type: is.oneOf('type', templateTypes, 'GENERAL'),
    name: is.made(['name'], (row, look) => `${is.plain(row, 'name', look)} (WHMCS)`),
    language: is.text('language'),
    subject: is.text('subject'),
    html: is.html('message'),
    is_custom: is.always(true),
    is_disabled: is.always(true),
    from_name: is.text('fromname'),
    from_email: is.text('fromemail'),
  },
  left: { attachments: 'files of templates are not moved', disabled: 'all come switched off' },
});

export const emails = noun({
  name: 'emails',
  table: 'tblemails',
  target: 'emails',
  columns: {
    id: is.int('id'),
    client_id: is.ref('clients', 'userid'),
    subject: is.text('subject'),
    html: is.html('message'),
    from_email: is.always(''),
    to: is.text('to'),
    cc: is.text('cc'),
    bcc: is.text('bcc'),
    // One that had not left the old system is not sent from here.
    status: is.made(['failed', 'pending'], (row) => {
      if (is.isOn(row.failed)) return 'FAILED';
      return is.isOn(row.pending) ? 'KEPT' : 'SENT';
    }),
    failure: is.text('failure_reason'),
    sent_at: is.time('date'),
    message_id: is.made(['id'], (row) => `${row.id}@imported.invalid`),
    created_at: is.firstTime('date', 'created_at'),
  },
  left: { attachments: 'files of emails are not moved' },
});

const todoStatuses = {
  New: 'NEW',
  Pending: 'NEW',
  'In Progress': 'IN_PROCESS',
  'In Process': 'IN_PROCESS',
  Completed: 'RESOLVED',
  Resolved: 'RESOLVED',
  Duplicate: 'DUPLICATE',
  Postponed: 'POSTPONED',
  "Won't Fix": 'WONT_FIX',
};

export const todos = noun({
  name: 'to-do items',
  table: 'tbltodolist',
  target: 'todo_items',
  columns: {
    id: is.int('id'),
    noted_on: is.firstDay('date', 'duedate'),
    title: is.text('title'),
    description: is.text('description'),
    status: is.oneOf('status', todoStatuses, 'NEW'),
    due_on: is.day('duedate'),
    admin_id: is.ref('staff', 'admin'),
  },
});

export const activity = noun({
  name: 'activity log',
  table: 'tblactivitylog',
  target: 'activity_entries',
  columns: {
    id: is.int('id'),
    client_id: is.ref('clients', 'userid'),
    user_id: is.ref('users', 'user_id'),
    admin_id: is.ref('staff', 'admin_id'),
    username: is.text('user'),
    description: is.text('description'),
    ip: is.text('ipaddr'),
    happened_at: is.firstTime('date'),
  },
});
