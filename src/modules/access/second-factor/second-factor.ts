import { own } from '#schema/access.ts';
import { builder } from '#schema/builder.ts';
import { SecondFactorKind } from '#modules/access/sign-in/sign-in.ts';
import { Viewer } from '#modules/access/viewer.ts';
import { managedUsers } from '#modules/access/users/visible-users.ts';

/** An active second factor. */
export const SecondFactor = builder.prismaObject('SecondFactor', {
  read: 'access:read',
  description: 'A second factor somebody has activated.',
  select: {},
  fields: (t) => ({
    module: t.expose('module', { type: SecondFactorKind, description: 'What it is.' }),
    activatedAt: t.expose('confirmedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when every sign-in asks for it.',
    }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it last let somebody in.',
    }),
  }),
});

builder.prismaObjectField('User', 'secondFactors', (t) =>
  t.relation('secondFactors', {
    description: 'The active second factors, as far as the actor manages the user.',
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
    description: 'Your own active second factors.',
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
