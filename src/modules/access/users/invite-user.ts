import { now } from '#core/clock.ts';
import { keyOf } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import { hashToken } from '#core/secret.ts';
import { builder } from '#schema/builder.ts';
import { rows, timeSpans, whether, withText } from '#schema/lists/conditions.ts';
import { declareList } from '#schema/lists/list.ts';
import { beginsName, includesLower } from '#schema/text-filter.ts';
import { command } from '#schema/command.ts';
import { emailRule } from '#schema/email-rule.ts';
import { issueToken } from '#modules/access/passwords/single-use-token.ts';
import { UserPermissionEnum } from './user.ts';
import { ensureMayGive, isUserPermission } from './user-permissions.ts';
import { ofVisibleClient } from '#modules/access/visible.ts';
import { ensureClientVisible } from './visible-links.ts';
import { clientKey } from '#modules/access/account-input.ts';
import { rowField } from '#schema/payload-rows.ts';

/** How long an invitation stands, in minutes. */
const INVITATION_MINUTES = 7 * 24 * 60;

/** Somebody was asked to join a client's account. */
export const UserInvitation = builder.prismaNode('UserInvitation', {
  read: 'access:invite',
  visible: ofVisibleClient,
  description: 'Invitation to join a client account.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'Numeric ID of the invitation.' }),
    client: t.relation('client', { description: 'Client account the invitation is for.' }),
    email: t.exposeString('email', { description: 'Email address that was invited.' }),
    permissions: t.field({
      type: [UserPermissionEnum],
      description: 'Permissions the invited user gets in the client account on acceptance.',
      select: { permissions: true },
      resolve: ({ permissions }) => permissions.filter(isUserPermission),
    }),
    acceptedAt: t.expose('acceptedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time the invitation was accepted.',
    }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      description: 'Time the invitation expires.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time the invitation was sent.',
    }),
  }),
});

/** Lists of invitations. */
const invitationList = declareList({
  type: UserInvitation,
  noun: 'UserInvitation',
  model: 'UserInvitation',
  visible: ofVisibleClient,
  filter: {
    client: rows('Client', 'clientId', 'Invitations to the accounts of these clients.'),
    isAccepted: whether(() => ({ acceptedAt: { not: null } }), 'Whether they were accepted.'),
    email: withText(
      (email) => ({ email: beginsName(email) }),
      'Addresses that start with this text.',
    ),
    expiresAt: timeSpans('expiresAt', 'Time at which they expire.'),
    createdAt: timeSpans('createdAt', 'Time of inviting.'),
  },
  order: {
    ID: ['id', 'By the order of inviting.'],
    EMAIL: ['email', 'By the address.'],
    EXPIRES_AT: ['expiresAt', 'By the time at which they expire.'],
  },
  usual: [{ id: 'desc' }],
  search: (word) => ({ email: includesLower(word) }),
});

invitationList.root('userInvitations', {
  description: 'Invitations to client accounts the actor may see, the latest first.',
  permission: 'access:invite',
});

invitationList.under('Client', 'userInvitations', 'userInvitations', {
  description: 'Invitations to the account of the client, the latest first.',
});

command('inviteUser', {
  description:
    'Invite somebody to join a client account. An email with a link goes to the address; the recipient follows the link and signs in or signs up to join.',
  permission: 'access:invite',
  input: (t) => ({
    clientId: t.globalID({
      required: true,
      description: 'ID of the client account, `Client:7`, to invite to.',
    }),
    email: t.string({
      required: true,
      description: 'Email address to invite.',
      validate: emailRule,
    }),
    permissions: t.field({
      type: [UserPermissionEnum],
      required: true,
      description: 'Permissions the invited user gets in the client account.',
    }),
  }),
  errors: ['CLIENT_NOT_FOUND', 'PERMISSION_BEYOND_YOURS'],
  run: async (work, input) => {
    const { tx, actor, announce } = work;
    ensureMayGive(actor, input.permissions);
    const clientId = clientKey(input.clientId);
    const { email } = input;
    await ensureClientVisible(tx, actor, clientId);
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
      description: 'The new invitation.',
      resolve: (query, { invitationId }, _args, { db }) =>
        db.userInvitation.findUniqueOrThrow({ ...query, where: { id: invitationId } }),
    }),
  }),
});

command('withdrawInvitation', {
  description: 'Withdraw an invitation that has not been accepted yet.',
  permission: 'access:invite',
  input: (t) => ({
    invitationId: t.globalID({
      for: UserInvitation,
      required: true,
      description: 'ID of the invitation to withdraw.',
    }),
  }),
  errors: ['INVITATION_NOT_FOUND'],
  run: async ({ tx, actor, announce }, { invitationId }) => {
    const id = keyOf(invitationId);
    const [gone] = await tx.userInvitation.findMany({
      where: { AND: [{ id, acceptedAt: null }, ofVisibleClient(actor)] },
    });
    if (!gone) throw new DomainError('INVITATION_NOT_FOUND');
    await tx.singleUseToken.deleteMany({ where: { tokenHash: gone.tokenHash } });
    await tx.userInvitation.delete({ where: { id } });
    announce('user.invitationWithdrawn', { invitationId: id, clientId: gone.clientId });
    return { invitationId: id, clientId: gone.clientId };
  },
  deletes: { type: 'UserInvitation', key: 'invitationId' },
  payload: (t) => ({
    client: rowField(t, 'Client', 'clientId', 'The client, without the invitation.'),
  }),
});
