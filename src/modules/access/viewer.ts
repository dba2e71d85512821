import type { Actor } from '#core/actor.ts';
import { own } from '#schema/access.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { csrfTokensOf } from '#modules/access/sign-in/csrf-token.ts';
import { User } from '#modules/access/users/user.ts';
import { encodeId } from '#core/ids.ts';
import { edgeToNode, loadNode } from '#schema/node.ts';
import type { Context } from '#schema/context.ts';

const ActorKind = builder.enumType('ActorKind', {
  description: 'Kind of actor that makes the request.',
  values: {
    STAFF: {
      value: 'staff',
      description: 'Staff of the company. Sees every client, within its permissions.',
    },
    RESELLER: { value: 'reseller', description: 'A reseller. Sees itself and its own customers.' },
    CUSTOMER: {
      value: 'customer',
      description: 'A client, or a user acting for one or more clients.',
    },
    SYSTEM: {
      value: 'system',
      description: 'The gateway itself: the daily run, tasks and reactions to events.',
    },
    NOBODY: { value: 'nobody', description: 'Nobody: the request carried no credential.' },
  } as const,
});

const credentialOf = ({ credentialId }: Actor): string | null =>
  credentialId === null ? null : encodeId('ApiCredential', credentialId);

/** Global id of the one client that an actor stands for; null for none and for several. */
async function accountOf({ clientIds, resellerId }: Actor, { db }: Context) {
  const where = { id: resellerId ?? -1 };
  const reseller =
    resellerId && (await db.reseller.findUnique({ where, select: { clientId: true } }));
  const [only, ...others] = reseller ? [reseller.clientId] : clientIds;
  return only === undefined || others.length ? null : encodeId('Client', only);
}

export const Viewer = builder.objectRef<Actor>('Viewer').implement({
  read: null,
  description: 'The actor of this request, with its rights.',
  fields: (t) => ({
    id: t.id({
      description:
        'ID of this object for the store of a client; the same for the same credential or session.',
      resolve: ({ id }) => `Viewer:${id}`,
    }),
    kind: t.expose('kind', { type: ActorKind, description: 'Kind of the actor.' }),
    permissions: t.stringList({
      description: 'Permissions of the actor, as `noun:verb`.',
      resolve: ({ permissions }) => [...permissions].toSorted(),
    }),
    commands: t.stringList({
      nullable: true,
      description:
        'Legacy commands the credential is limited to. Null if only its permissions limit it.',
      resolve: ({ commands }) => commands && [...commands].toSorted(),
    }),
    credentialId: t.id({
      nullable: true,
      description: 'ID of the API credential of the request. Null for a session.',
      resolve: credentialOf,
    }),
    credential: t.field(
      edgeToNode<Actor>({
        type: 'ApiCredential',
        description: 'API credential of the request. Null for a session.',
        idOf: credentialOf,
      }),
    ),
    accountId: t.id({
      nullable: true,
      description:
        'ID of the one client the actor stands for: a customer or a reseller. Null for staff and for a user of several clients.',
      resolve: (actor, _args, context) => accountOf(actor, context),
    }),
    account: t.field({
      type: 'Client' as never,
      nullable: true,
      description: 'The one client the actor stands for, as `accountId` says.',
      resolve: async (actor, _args, context, info) => {
        const id = await accountOf(actor, context);
        return (id && (await loadNode(id, context, info))) as never;
      },
    }),
    csrfToken: t.string({
      nullable: true,
      description:
        'What a page that is signed in by cookies sends as header `X-CSRF-Token` with every POST; the same until the sign-in ends. Null without a session.',
      resolve: ({ family }, _args, { app }) => csrfTokensOf(app, family)[0] ?? null,
    }),
    ip: t.string({
      description: 'Address the request came from, with trusted proxies resolved.',
      resolve: (_actor, _args, { requestInfo }) => requestInfo.ip,
    }),
    user: t.prismaField({
      type: User,
      nullable: true,
      extensions: own,
      description: 'User who is signed in. Null for staff and for API credentials.',
      resolve: (query, { userId }, _args, { db }) =>
        db.user.findUnique({ ...query, where: { id: userId ?? -1 } }),
    }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({
    type: Viewer,
    description:
      'The actor of this request and what it may do. Needs no permission and no credential.',
    extensions: legacyExtensions('ValidateApi', null),
    resolve: (_root, _args, { actor }) => actor,
  }),
);
