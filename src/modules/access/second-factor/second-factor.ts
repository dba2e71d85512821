import { own } from '#schema/access.ts';
import { builder } from '#schema/builder.ts';
import { SecondFactorKind } from '#modules/access/sign-in/sign-in.ts';
import { Viewer } from '#modules/access/viewer.ts';
import { managedUsers } from '#modules/access/users/visible-users.ts';

/** An active second factor. */
export const SecondFactor = builder.prismaObject('SecondFactor', {
  read: 'access:read',
  description: 'Second factor that a user or staff member has activated.',
  select: {},
  fields: (t) => ({
    module: t.expose('module', {
      type: SecondFactorKind,
      description: 'Kind of the second factor.',
    }),
    activatedAt: t.expose('confirmedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time since which every sign-in requires the second factor.',
    }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time of the last sign-in with the second factor.',
    }),
  }),
});

builder.prismaObjectField('User', 'secondFactors', (t) =>
  t.relation('secondFactors', {
    description: 'Active second factors of the user, if the actor manages the user.',
    query: (_args, { actor }) => ({
      where: { confirmedAt: { not: null }, user: managedUsers(actor) },
      orderBy: [{ module: 'asc' }, { id: 'asc' }],
    }),
  }),
);

builder.objectField(Viewer, 'secondFactors', (t) =>
  t.prismaField({
    type: [SecondFactor],
    extensions: own,
    description: 'Active second factors of the actor.',
    resolve: (query, { userId, adminId, sessionId }, _args, { db }) =>
      db.secondFactor.findMany({
        ...query,
        where: {
          confirmedAt: { not: null },
          ...(userId === null ? { adminId: (sessionId && adminId) || -1 } : { userId }),
        },
        orderBy: [{ module: 'asc' }, { id: 'asc' }],
      }),
  }),
);
