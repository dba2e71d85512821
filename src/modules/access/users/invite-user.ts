import { now } from '#core/clock.ts';
import { keyOf } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import { hashToken } from '#core/secret.ts';
import { builder } from '#schema/builder.ts';
import { place } from '#schema/list.ts';
import { command } from '#schema/command.ts';
import { emailRule } from './add-user.ts';
import { issueToken } from '#modules/access/passwords/single-use-token.ts';
import { UserPermissionEnum } from './user.ts';
import { isUserPermission } from './user-permissions.ts';
import { ofVisibleClient } from '#modules/access/visible.ts';
import { seenClient } from './visible-links.ts';
import { clientKey } from '#modules/access/account-input.ts';

/** How long an invitation stands, in minutes. */
const INVITATION_MINUTES = 7 * 24 * 60;

/** Somebody was asked to join a client's account. */
export const UserInvitation = builder.prismaNode('UserInvitation', {
  read: 'access:invite',
  description: "Somebody was asked to join a client's account.",
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'Its number.' }),
    client: t.relation('client', { description: 'Which account.' }),
    email: t.exposeString('email', { description: 'Who was asked.' }),
    permissions: t.field({
      type: [UserPermissionEnum],
      description: 'What they may do there once they accept.',
      select: { permissions: true },
      resolve: ({ permissions }) => permissions.filter(isUserPermission),
    }),
    acceptedAt: t.expose('acceptedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When they accepted.',
    }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'Until when it stands.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When they were asked.' }),
  }),
});

builder.queryField('userInvitations', (t) =>
  t.prismaConnection({
    type: UserInvitation,
    cursor: place,
    description: 'Who was asked to join the accounts the actor may see, the latest first.',
    authScopes: { permission: 'access:invite' },
    totalCount: (_root, _args, { db, actor }) =>
      db.userInvitation.count({ where: ofVisibleClient(actor) }),
    resolve: (query, _root, _args, { db, actor }) =>
      db.userInvitation.findMany({
        ...query,
        where: ofVisibleClient(actor),
        orderBy: [{ id: 'desc' }],
      }),
  }),
);

command('inviteUser', {
  description:
    "Ask somebody to join a client's account. A letter with a link goes to the address; whoever follows it signs in or signs up, and is in.",
  permission: 'access:invite',
  input: (t) => ({
    clientId: t.globalID({ required: true, description: 'Which account, `Client:7`.' }),
    email: t.string({ required: true, description: 'Who is asked.', validate: emailRule }),
    permissions: t.field({
      type: [UserPermissionEnum],
      required: true,
      description: 'What they may do there.',
    }),
  }),
  errors: ['CLIENT_NOT_FOUND'],
  run: async (work, input) => {
    const { tx, actor, announce } = work;
    const clientId = clientKey(input.clientId);
    const { email } = input;
    await seenClient(tx, actor, clientId);
    const order = { purpose: 'INVITATION', account: null, clientId, email } as const;
    const issued = await issueToken(work, { ...order, minutes: INVITATION_MINUTES });
    const invitation = await tx.userInvitation.create({
      data: {
        clientId,
        email,
        permissions: [...new Set(input.permissions)],
        tokenHash: hashToken(issued.token),
        invitedByUserId: actor.userId,
        expiresAt: issued.expiresAt,
        createdAt: now(),
      },
      select: { id: true },
    });
    announce('user.invited', { invitationId: invitation.id, clientId, tokenId: issued.id });
    return { invitationId: invitation.id };
  },
  payload: (t) => ({
    invitation: t.prismaField({
      type: UserInvitation,
      description: 'The invitation.',
      resolve: (query, { invitationId }, _args, { db }) =>
        db.userInvitation.findUniqueOrThrow({ ...query, where: { id: invitationId } }),
    }),
  }),
});

command('withdrawInvitation', {
  description: 'Take an invitation back that nobody has accepted yet.',
  permission: 'access:invite',
  input: (t) => ({
    invitationId: t.globalID({ for: UserInvitation, required: true, description: 'Which one.' }),
  }),
  errors: ['INVITATION_NOT_FOUND'],
  run: async ({ tx, actor }, { invitationId }) => {
    const id = keyOf(invitationId);
    const [gone] = await tx.userInvitation.findMany({
      where: { AND: [{ id, acceptedAt: null }, ofVisibleClient(actor)] },
    });
    if (!gone) throw new DomainError('INVITATION_NOT_FOUND');
    await tx.singleUseToken.deleteMany({ where: { tokenHash: gone.tokenHash } });
    await tx.userInvitation.delete({ where: { id } });
    return { invitationId: id };
  },
  payload: (t) => ({
    databaseId: t.exposeInt('invitationId', { description: 'The number it had.' }),
  }),
});
