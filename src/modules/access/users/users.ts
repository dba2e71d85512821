import type { Actor } from '#core/actor.ts';
import { keyOf } from '#core/ids.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import {
  inSpans,
  listDescriptions,
  place,
  skipping,
  SortDirection,
  TimestampRange,
  wholeDay,
} from '#schema/list.ts';
import { beginsName, beginsWith, emailKey, phoneFilter } from '#schema/text-filter.ts';
import { User, UserStatus } from './user.ts';
import { isByAccount, orderedByAccount } from './users-by-account.ts';
import { matchNone, visibleClients } from '#modules/access/visible.ts';
import { visibleUsers } from './visible-users.ts';
import { clientKey } from '#modules/access/account-input.ts';

const UserBy = builder.inputType('UserBy', {
  description: 'Which user: exactly one of these.',
  isOneOf: true,
  fields: (t) => ({
    id: t.globalID({ for: User, description: 'The id, `User:7`.' }),
    email: t.string({ description: 'The e-mail address, in any case.' }),
    ownerOf: t.globalID({ description: 'The client, `Client:7`, whose owner is meant.' }),
  }),
});

builder.queryField('user', (t) =>
  t.prismaField({
    type: User,
    nullable: true,
    description: 'One user; null where there is none that the actor may see.',
    authScopes: { permission: 'access:read' },
    extensions: legacyExtensions(
      ['GetTwoFaMods', 'GetTwoFaVerificationForm', 'GetSsoAuths'],
      'access:read',
    ),
    args: { by: t.arg({ type: UserBy, required: true, description: 'Which one.' }) },
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

const UserFilter = builder.inputType('UserFilter', {
  description:
    'Narrows users down; what is given must all hold. Texts match at the start, in any case.',
  fields: (t) => ({
    status: t.field({ type: UserStatus, description: 'Whether they may sign in.' }),
    firstName: t.string({ description: 'How the first name starts.' }),
    lastName: t.string({ description: 'How the last name starts.' }),
    email: t.string({ description: 'How the e-mail address starts.' }),
    companyName: t.string({ description: 'How the company of a client of theirs starts.' }),
    phoneNumber: t.string({ description: 'How the phone number of a client of theirs starts.' }),
    createdOn: t.field({ type: 'Date', description: 'Added on this day (UTC).' }),
    createdAt: t.field({
      type: [TimestampRange],
      description: 'Added in one of these spans of time.',
    }),
  }),
});

const UserOrderField = builder.enumType('UserOrderField', {
  description: 'What users can be sorted by.',
  values: {
    ID: { value: 'id', description: 'Order of adding.' },
    FIRST_NAME: { value: 'firstName', description: 'First name.' },
    LAST_NAME: { value: 'lastName', description: 'Last name.' },
    EMAIL: { value: 'email', description: 'E-mail address.' },
    CREATED_AT: { value: 'createdAt', description: 'When they were added.' },
    STATUS: { value: 'status', description: 'Whether they may sign in.' },
    COMPANY_NAME: {
      value: 'companyName',
      description: 'Company of the account they own, or joined first.',
    },
    GROUP: {
      value: 'groupId',
      description: 'Client group of the account they own, or joined first.',
    },
  } as const,
});

const UserOrder = builder.inputType('UserOrder', {
  description: 'How users are sorted.',
  fields: (t) => ({
    field: t.field({ type: UserOrderField, required: true, description: 'By what.' }),
    direction: t.field({
      type: SortDirection,
      defaultValue: 'asc',
      description: 'Which end first.',
    }),
  }),
});

builder.queryField('users', (t) =>
  t.prismaConnection({
    type: User,
    cursor: place,
    description: 'The users the actor may see.',
    authScopes: { permission: 'access:read' },
    extensions: legacyExtensions('GetUsers', 'access:read'),
    args: {
      filter: t.arg({ type: UserFilter, description: 'Which ones.' }),
      orderBy: t.arg({ type: UserOrder, description: 'In which order (default: as added).' }),
      offset: t.arg.int({ description: listDescriptions.offset }),
    },
    totalCount: (_root, { filter }, { db, actor }) =>
      db.user.count({ where: usersWhere(filter, actor) }),
    resolve: (query, _root, { filter, orderBy, offset }, { db, actor }) => {
      const where = usersWhere(filter, actor);
      const { field = 'id', direction } = orderBy ?? {};
      const page = skipping(query, offset);
      if (isByAccount(field))
        return orderedByAccount(db, { page, where, field, direction: direction ?? 'asc' });
      const first = { [field]: direction ?? 'asc' } as Prisma.UserOrderByWithRelationInput;
      return db.user.findMany({ ...page, where, orderBy: [first, { id: 'asc' }] });
    },
  }),
);

const startsWith = (text: string | null | undefined) => (text ? beginsWith(text) : undefined);

function usersWhere(
  filter: typeof UserFilter.$inferInput | null | undefined,
  actor: Actor,
): Prisma.UserWhereInput {
  const { status, email, createdOn, companyName, phoneNumber } = filter ?? {};
  const account: Prisma.ClientWhereInput = {
    companyName: startsWith(companyName),
    ...(phoneNumber && phoneFilter(phoneNumber)),
  };
  return {
    AND: [
      visibleUsers(actor),
      {
        ...(status && { status }),
        firstName: startsWith(filter?.firstName),
        lastName: startsWith(filter?.lastName),
        ...(email && { email: beginsName(email) }),
        ...(createdOn && { createdAt: wholeDay(createdOn) }),
        ...(filter?.createdAt && {
          AND: [
            { OR: [matchNone, ...inSpans(filter.createdAt).map((createdAt) => ({ createdAt }))] },
          ],
        }),
        ...((companyName || phoneNumber) && {
          clientLinks: { some: { client: { AND: [account, visibleClients(actor)] } } },
        }),
      },
    ],
  };
}
