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

const UserFilter = builder.inputType('UserFilter', {
  description:
    'Filter for users. All given conditions must hold. Text conditions match the start, in any case.',
  fields: (t) => ({
    status: t.field({ type: UserStatus, description: 'Only users in this status.' }),
    firstName: t.string({ description: 'Only users whose first name starts with this text.' }),
    lastName: t.string({ description: 'Only users whose last name starts with this text.' }),
    email: t.string({ description: 'Only users whose email address starts with this text.' }),
    companyName: t.string({
      description: 'Only users of a client whose company name starts with this text.',
    }),
    phoneNumber: t.string({
      description: 'Only users of a client whose phone number starts with this text.',
    }),
    createdOn: t.field({ type: 'Date', description: 'Only users added on this day (UTC).' }),
    createdAt: t.field({
      type: [TimestampRange],
      description: 'Added in one of these spans of time.',
    }),
  }),
});

const UserOrderField = builder.enumType('UserOrderField', {
  description: 'Field by which users can be sorted.',
  values: {
    ID: { value: 'id', description: 'By the order in which the users were added.' },
    FIRST_NAME: { value: 'firstName', description: 'By the first name.' },
    LAST_NAME: { value: 'lastName', description: 'By the last name.' },
    EMAIL: { value: 'email', description: 'By the email address.' },
    CREATED_AT: { value: 'createdAt', description: 'By the time the user was added.' },
    STATUS: { value: 'status', description: 'By the sign-in status.' },
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
  description: 'Sort order of users.',
  fields: (t) => ({
    field: t.field({
      type: UserOrderField,
      required: true,
      description: 'Field to sort users by.',
    }),
    direction: t.field({
      type: SortDirection,
      defaultValue: 'asc',
      description: 'Direction of the sort.',
    }),
  }),
});

builder.queryField('users', (t) =>
  t.prismaConnection({
    type: User,
    cursor: place,
    description: 'Users the actor may see.',
    authScopes: { permission: 'access:read' },
    extensions: legacyExtensions('GetUsers', 'access:read'),
    args: {
      filter: t.arg({ type: UserFilter, description: 'Conditions the users must meet.' }),
      orderBy: t.arg({
        type: UserOrder,
        description: 'Sort order of the users. Default: the order in which they were added.',
      }),
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
