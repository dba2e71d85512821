import type { Actor } from '#core/actor.ts';
import { keyOf } from '#core/ids.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { anyOf, daysOf, rows, timeSpans, withText } from '#schema/lists/conditions.ts';
import { declareList } from '#schema/lists/list.ts';
import { asciiStart } from '#core/text.ts';
import {
  beginsName,
  beginsWith,
  emailKey,
  includes,
  includesLower,
  phoneFilter,
} from '#schema/text-filter.ts';
import { User, UserStatus } from './user.ts';
import { readByAccount } from './users-by-account.ts';
import { visibleClients } from '#modules/access/visible.ts';
import { visibleUsers } from './visible-users.ts';
import { clientKey } from '#modules/access/account-input.ts';

const UserBy = builder.inputType('UserBy', {
  description: 'Selects a user. Exactly one field must be given.',
  isOneOf: true,
  fields: (t) => ({
    id: t.globalID({ for: User, description: 'ID of the user, `User:7`.' }),
    email: t.string({ description: 'Email address of the user, in any case.' }),
    ownerOf: t.globalID({ description: 'ID of the client, `Client:7`, whose owner is the user.' }),
  }),
});

builder.queryField('user', (t) =>
  t.prismaField({
    type: User,
    nullable: true,
    description:
      'User selected by `by`. Null when there is no such user or the actor may not see the user.',
    authScopes: { permission: 'access:read' },
    extensions: legacyExtensions(
      ['GetTwoFaMods', 'GetTwoFaVerificationForm', 'GetSsoAuths'],
      'access:read',
    ),
    args: {
      by: t.arg({ type: UserBy, required: true, description: 'Selects the user to return.' }),
    },
    resolve: (query, _root, { by }, { db, actor }) =>
      db.user.findFirst({ ...query, where: { AND: [namedBy(by, actor), visibleUsers(actor)] } }),
  }),
);

function namedBy(by: typeof UserBy.$inferInput, actor: Actor): Prisma.UserWhereInput {
  if (by.id) return { id: keyOf(by.id) };
  if (!by.ownerOf) return { email: emailKey(by.email) };
  const clientId = clientKey(by.ownerOf);
  const client = visibleClients(actor);
  return { clientLinks: { some: { clientId, isOwner: true, client } } };
}

/** A condition on an account that a user may enter. */
const inAccount =
  (where: (text: string) => object) =>
  (text: string, actor: Actor): object => ({
    clientLinks: { some: { client: { AND: [where(text), visibleClients(actor)] } } },
  });

/** Lists of users. */
const userList = declareList({
  type: User,
  noun: 'User',
  model: 'User',
  visible: visibleUsers,
  filter: {
    client: rows(
      'Client',
      (keys) => {
        const some = {
          clientLinks: { some: { clientId: { in: keys.filter((key) => key !== null) } } },
        };
        return keys.includes(null) ? { OR: [some, { clientLinks: { none: {} } }] } : some;
      },
      'Users who may enter the accounts of these clients; null for users without an account.',
    ),
    status: anyOf(UserStatus, 'status', 'Users in these statuses.'),
    firstName: withText(
      (name) => ({ firstName: beginsWith(name) }),
      'Users whose first name starts with this text.',
    ),
    lastName: withText(
      (name) => ({ lastName: beginsWith(name) }),
      'Users whose last name starts with this text.',
    ),
    email: withText(
      (email) => ({ email: beginsName(email) }),
      'Users whose email address starts with this text.',
    ),
    companyName: withText(
      inAccount((name) => ({ companyName: beginsWith(name) })),
      'Users of a client whose company name starts with this text.',
    ),
    phoneNumber: withText(
      inAccount((number) => phoneFilter(number)),
      'Users of a client whose telephone number starts with this text.',
    ),
    createdOn: daysOf('createdAt', 'Day of adding.'),
    createdAt: timeSpans('createdAt', 'Time of adding.'),
  },
  order: {
    ID: ['id', 'By the order in which the users were added.'],
    FIRST_NAME: ['firstName', 'By the first name.'],
    LAST_NAME: ['lastName', 'By the last name.'],
    EMAIL: ['email', 'By the email address.'],
    CREATED_AT: ['createdAt', 'By the time the user was added.'],
    STATUS: ['status', 'By the sign-in status.'],
    COMPANY_NAME: ['companyName', 'By the company of the account they own, or joined first.'],
    GROUP: ['groupId', 'By the client group of the account they own, or joined first.'],
  },
  search: (word) => ({
    OR: [
      { firstName: includes(word) },
      { lastName: includes(word) },
      { email: includesLower(asciiStart(word)) },
    ],
  }),
});

userList.root('users', {
  description: 'Users the actor may see, in the order in which they were added.',
  permission: 'access:read',
  legacy: 'GetUsers',
  readBy: readByAccount,
});
