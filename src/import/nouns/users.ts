import { isUserPermission } from '#modules/access/users/user-permissions.ts';
import * as is from '#import/columns.ts';
import { type ColumnMap, type Look, noun } from '#import/noun.ts';

const nobody = ({ id }: Look) => `user-${id}@imported.invalid`;

const email = is.once(
  'email',
  (row, look) => is.plain(row, 'email', look).trim().toLowerCase() || nobody(look),
  'email',
  nobody,
);

/** bcrypt, argon2 or `md5:salt`: it goes on working and is made anew at the next sign-in. */
const passwordHash: ColumnMap = is.made(['password'], (row, look) => {
  const found = String(row.password ?? '');
  if (/^\$(2[abxy]|argon2)/.test(found) || /^[\da-f]{32}:.{1,64}$/i.test(found)) return found;
  look.note('password', 'no hash that is known: a new password has to be chosen');
  return null;
});

const language = is.made(['language'], (row, { installation }) =>
  String(row.language || installation.setting('Language') || 'english').toLowerCase(),
);

export const users = noun({
  name: 'users',
  table: 'tblusers',
  target: 'users',
  columns: {
    id: is.int('id'),
    first_name: is.text('first_name'),
    last_name: is.text('last_name'),
    email,
    password_hash: passwordHash,
    language,
    email_verified_at: is.time('email_verified_at'),
    last_login_at: is.made(['last_login', 'second_factor'], (row, look) => {
      if (row.second_factor)
        look.note('second_factor', 'is encrypted at the source: it has to be set up again');
      return is.timeOf(row, 'last_login', look);
    }),
    last_login_ip: is.text('last_ip'),
    last_login_host: is.text('last_hostname'),
    created_at: is.firstTime('created_at'),
  },
  left: {
    second_factor_config: 'is encrypted at the source',
    security_question_answer: 'is encrypted at the source',
    reset_token: 'ends with the old system',
  },
});

/** Who may act for which client, since version 8. */
export const userClients = noun({
  name: "users' clients",
  table: 'tblusers_clients',
  target: 'user_clients',
  key: ['user_id', 'client_id'],
  columns: {
    user_id: is.owner('users', 'auth_user_id'),
    client_id: is.owner('clients', 'client_id'),
    is_owner: is.flag('owner'),
    permissions: is.made(['permissions', 'owner'], (row) =>
      is.isOn(row.owner)
        ? []
        : String(row.permissions ?? '')
            .split(',')
            .map((word) => word.trim())
            .filter(isUserPermission),
    ),
    last_login_at: is.time('last_login'),
    created_at: is.firstTime('created_at'),
  },
});

/** Before version 8 a client signs in itself: its user gets its id. */
export const clientUsers = noun({
  name: 'users',
  table: 'tblclients',
  target: 'users',
  isThere: ({ hasUsers }) => !hasUsers,
  columns: {
    id: is.int('id'),
    first_name: is.text('firstname'),
    last_name: is.text('lastname'),
    email,
    password_hash: passwordHash,
    language,
    last_login_at: is.time('lastlogin'),
    created_at: is.firstTime('datecreated'),
  },
});

export const clientOwners = noun({
  name: "users' clients",
  table: 'tblclients',
  target: 'user_clients',
  key: ['user_id', 'client_id'],
  isThere: ({ hasUsers }) => !hasUsers,
  columns: {
    user_id: is.owner('users', 'id'),
    client_id: is.owner('clients', 'id'),
    is_owner: is.always(true),
    permissions: is.always([]),
  },
});
