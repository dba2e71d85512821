import { createHash } from 'node:crypto';
import * as is from '#import/columns.ts';
import { type Look, noun, type TargetRow } from '#import/noun.ts';
import type { Connection } from '#platform/database/client.ts';

/** A role of the source has a name of its own here: one of this gateway is never widened by it. */
const nameHere = (name: string) => `${name} (WHMCS)`;

const NAMED = 'admin_roles.name';

/** What its staff may do is not read from the source: it is what the command says, or nothing. */
export const staffRoles = noun({
  name: 'staff roles',
  table: 'tbladminroles',
  target: 'admin_roles',
  key: ['name'],
  columns: {
    name: is.made(['name'], (row, look) => nameHere(is.plain(row, 'name', look).trim())),
    permissions: is.made(['name'], (row, { installation, note }) => {
      const granted = installation.grants.get(String(row.name ?? ''));
      if (!granted)
        note('name', 'no --role says what it may do: nothing, its staff cannot sign in');
      return granted ?? [];
    }),
    receives_system_email: is.flag('systememails'),
    receives_account_email: is.flag('accountemails'),
    receives_support_email: is.flag('supportemails'),
  },
  left: { widgets: 'of the old pages', reports: 'of the old pages' },
});

const nobody = ({ id }: Look) => `staff-${id}@imported.invalid`;

/** As user names are here; another one where it does not fit, or another row has it. */
const username = is.once(
  'username',
  (row, { id, note }) => {
    const found = String(row.username ?? '')
      .trim()
      .toLowerCase();
    if (/^[a-z0-9][a-z0-9._-]{1,49}$/.test(found)) return found;
    note('username', 'no user name as they are here: replaced');
    return `staff-${id}`;
  },
  'username',
  ({ id }) => `staff-${id}`,
);

const uuid = is.made(['uuid'], (row, { id }) => {
  const found = String(row.uuid ?? '').toLowerCase();
  if (/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(found)) return found;
  const sum = createHash('md5').update(`admin ${id}`).digest('hex');
  return sum.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
});

/** Staff with the hashes of their passwords; who has a role that nobody granted anything is barred. */
export const staff = noun({
  name: 'staff',
  table: 'tbladmins',
  join: 'left join tbladminroles r on r.id = t.roleid',
  joined: { role_name: 'r.name' },
  target: 'admins',
  columns: {
    id: is.int('id'),
    uuid,
    role_id: is.made(
      ['role_name'],
      (row, look) => is.found('staff roles', look.idOf(NAMED, roleHere(row.role_name, look))),
      { looksUp: NAMED },
    ),
    username,
    first_name: is.text('firstname'),
    last_name: is.text('lastname'),
    email: is.once(
      'email',
      (row, look) => is.plain(row, 'email', look).trim().toLowerCase() || nobody(look),
      'email',
      nobody,
    ),
    password_hash: is.made(['passwordhash', 'authmodule'], (row, look) => {
      if (row.authmodule)
        look.note('authmodule', 'a second factor is encrypted at the source: it is set up again');
      const hash = String(row.passwordhash ?? '');
      if (/^\$2[abxy]\$\d\d\$[./A-Za-z\d]{53}$/.test(hash)) return hash;
      look.note('passwordhash', 'no hash that is known: a new password has to be chosen');
      return '';
    }),
    signature: is.text('signature'),
    notes: is.text('notes'),
    language: is.made(['language'], (row, { installation }) =>
      String(row.language || installation.setting('Language') || 'english').toLowerCase(),
    ),
    is_disabled: is.made(
      ['disabled', 'role_name'],
      (row, { installation: { grants } }) =>
        is.isOn(row.disabled) || !grants.has(String(row.role_name ?? '')),
    ),
    created_at: is.firstTime('created_at'),
  },
  left: {
    password: 'of versions before 6; passwordhash comes',
    authdata: 'is encrypted at the source',
    template: 'of the old pages',
    homewidgets: 'of the old pages',
    password_reset_key: 'ends with the old system',
  },
});

const roleHere = (name: unknown, look: Look) =>
  nameHere(is.plain({ name: String(name ?? '') }, 'name', look).trim());

/** The departments of each member of staff, all of them at once: what is not among them ends. */
export const staffDepartments = noun({
  name: 'departments of staff',
  table: 'tbladmins',
  target: 'admin_departments',
  key: ['admin_id'],
  spread: {
    reads: ['supportdepts', 'ticketnotifications'],
    refers: ['staff', 'departments'],
    rows: (row, look) => {
      const numbers = (field: string) =>
        String(row[field] ?? '')
          .match(/\d+/g)
          ?.map(Number) ?? [];
      const notified = numbers('ticketnotifications');
      const departments = [...new Set(numbers('supportdepts'))]
        .filter((id) => look.has('departments', id))
        .map((id) => ({ id, notified: notified.includes(id) }));
      return [{ admin_id: is.needed('staff', look.id, look), departments }];
    },
  },
  write: writeDepartments,
});

async function writeDepartments(
  { query }: Connection,
  rows: readonly TargetRow[],
): Promise<number> {
  const written = await query(
    `with said as (
       select s.admin_id, d.id as department_id, d.notified
       from jsonb_to_recordset($1::jsonb) as s (admin_id int, departments jsonb)
       left join jsonb_to_recordset(s.departments) as d (id int, notified boolean) on true
     ), ended as (
       delete from admin_departments as t
       where t.admin_id in (select admin_id from said) and not exists (
         select 1 from said where said.admin_id = t.admin_id
           and said.department_id = t.department_id)
       returning 1
     ), begun as (
       insert into admin_departments as t (admin_id, department_id, receives_ticket_notifications)
       select admin_id, department_id, notified from said where department_id is not null
       on conflict (admin_id, department_id) do update
         set receives_ticket_notifications = excluded.receives_ticket_notifications
         where t.receives_ticket_notifications <> excluded.receives_ticket_notifications
       returning 1
     )
     select 1 from ended union all select 1 from begun`,
    [JSON.stringify(rows)],
  );
  return written.length;
}
