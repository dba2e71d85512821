import { ADDED } from '#import/added.ts';
import type { Question } from './question.ts';

/** Rows by noun: the step that moves them, the table there, what counts here. */
const COUNTED: readonly (readonly [noun: string, table: string, here: string])[] = [
  ['currencies', 'tblcurrencies', `currencies where id < ${ADDED}`],
  ['tax rules', 'tbltax', 'tax_rules'],
  ['client groups', 'tblclientgroups', 'client_groups'],
  ['clients', 'tblclients', 'clients'],
  ['users', 'tblusers', 'users'],
  ["users' clients", 'tblusers_clients', 'user_clients'],
  ['contacts', 'tblcontacts', 'contacts'],
  ['client notes', 'tblnotes', 'client_notes'],
  ['server groups', 'tblservergroups', 'server_groups'],
  ['servers', 'tblservers', 'servers'],
  ['product groups', 'tblproductgroups', 'product_groups'],
  ['products', 'tblproducts', 'products'],
  ['option groups', 'tblproductconfiggroups', 'config_option_groups'],
  ['options', 'tblproductconfigoptions', 'config_options'],
  ['option choices', 'tblproductconfigoptionssub', 'config_option_choices'],
  ['addons', 'tbladdons', 'addons'],
  ['TLDs', 'tbldomainpricing', 'tlds'],
  ['promotions', 'tblpromotions', 'promotions'],
  ['orders', 'tblorders', 'orders'],
  ['services', 'tblhosting', 'services'],
  ['service addons', 'tblhostingaddons', 'service_addons'],
  ['service options', 'tblhostingconfigoptions', 'service_config_options'],
  ['domains', 'tbldomains', 'domains'],
  ['invoices', 'tblinvoices', 'invoices'],
  ['invoice lines', 'tblinvoiceitems', `invoice_items where id < ${ADDED}`],
  ['transactions', 'tblaccounts', 'transactions'],
  ['quotes', 'tblquotes', 'quotes'],
  ['quote lines', 'tblquoteitems', 'quote_items'],
  ['departments', 'tblticketdepartments', 'departments'],
  ['staff roles', 'tbladminroles', `admin_roles where name like '% (WHMCS)'`],
  ['staff', 'tbladmins', 'admins'],
  ['ticket statuses', 'tblticketstatuses', 'ticket_statuses'],
  ['tickets', 'tbltickets', 'tickets'],
  ['ticket replies', 'tblticketreplies', 'ticket_replies'],
  ['ticket notes', 'tblticketnotes', 'ticket_notes'],
  ['announcements', 'tblannouncements', 'announcements'],
  ['article categories', 'tblknowledgebasecats', 'knowledge_base_categories'],
  ['articles', 'tblknowledgebase', 'knowledge_base_articles'],
  ['affiliates', 'tblaffiliates', 'affiliates'],
  ['affiliate withdrawals', 'tblaffiliateswithdrawals', 'affiliate_withdrawals'],
  ['custom fields', 'tblcustomfields', 'custom_fields'],
  ['custom field values', 'tblcustomfieldsvalues', 'custom_field_values'],
  ['emails', 'tblemails', 'emails'],
  ['to-do items', 'tbltodolist', 'todo_items'],
  ['activity log', 'tblactivitylog', 'activity_entries'],
  ['credit', 'tblcredit', `credit_entries where id < ${ADDED}`],
];

const counted = (
  noun: string,
  table: string,
  [there, here]: readonly [there: string, here: string],
): Question => ({
  group: 'counts',
  missing: '0',
  tables: [table],
  source: `select 'count of ${noun.replaceAll("'", "''")}' as name, ${there}`,
  here: `select 'count of ${noun.replaceAll("'", "''")}' as name, ${here}`,
});

/** What stands between the names of files, counted; one less than the files of a post. */
const names = (field: string) =>
  `coalesce(sum(length(${field}) - length(replace(${field}, '|', '')) + 1), 0) as value`;

const files = (of: string, table: string, field: string, owner: string): Question => ({
  ...counted(`files of ${of}`, table, [
    `${names(field)} from ${table} where ${field} <> ''`,
    `count(*)::text as value from attachments where ${owner} is not null`,
  ]),
  needs: 'files',
});

/** Secrets cannot be compared: there they are encrypted, and the API is what they came from. */
const passwords = (of: string, table: string, here: string): Question => ({
  ...counted(`passwords of ${of}`, table, [
    `count(*) as value from ${table} where password <> ''`,
    `count(password_encrypted)::text as value from ${here}`,
  ]),
  needs: 'api',
});

export const countQuestions: readonly Question[] = [
  ...COUNTED.map(([noun, table, here]) =>
    counted(noun, table, [
      `count(*) as value from ${table}`,
      `count(*)::text as value from ${here}`,
    ]),
  ),
  files('tickets', 'tbltickets', 'attachment', 'ticket_id'),
  files('ticket replies', 'tblticketreplies', 'attachment', 'reply_id'),
  files('ticket notes', 'tblticketnotes', 'attachments', 'note_id'),
  {
    ...counted('files of clients', 'tblclientsfiles', [
      'count(*) as value from tblclientsfiles',
      'count(*)::text as value from client_files',
    ]),
    needs: 'files',
  },
  passwords('services', 'tblhosting', 'services'),
  passwords('servers', 'tblservers', 'servers'),
  {
    ...counted('pay methods', 'tblpaymethods', [
      `count(*) as value from tblpaymethods
       where deleted_at is null or cast(deleted_at as char) like '0000%'`,
      'count(*)::text as value from pay_methods',
    ]),
    needs: 'api',
  },
];
