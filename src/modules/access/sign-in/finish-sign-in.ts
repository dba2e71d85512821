import { z } from 'zod';
import { now } from '#core/clock.ts';
import { keyOf } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import { constantTimeEqual, hashToken } from '#core/secret.ts';
import type { SignInFlow } from '#generated/prisma/client.ts';
import { type OidcPerson, personBehind } from '#providers/oidc.ts';
import { command } from '#schema/command.ts';
import type { Context } from '#schema/context.ts';
import type { Work } from '#schema/work.ts';
import { userAccount } from '#modules/access/account.ts';
import { cookieInput, keepInCookies } from './as-cookie.ts';
import { beginAttempt } from './attempt.ts';
import { asOidc } from './provider-secret.ts';
import { enter, type SignIn, signInFields } from './sign-in.ts';
import { LinkedSignIn } from './sign-in-provider.ts';
import { flowBox, flowContext, nonceOf } from './start-sign-in.ts';
import { User } from '#modules/access/users/user.ts';
import { managedUsers } from '#modules/access/users/visible-users.ts';

interface Back {
  callbackUrl: string;
  handle: string;
}

command('finishSignIn', {
  description:
    'Complete a sign-in begun with `startSignIn`, using the URL to which the provider sent the browser back. Gives a session, a second-factor challenge or, for a user who was signed in, a linked account.',
  permission: null,
  input: (t) => ({
    callbackUrl: t.string({
      required: true,
      description: 'Complete URL of the page to which the browser came back.',
      validate: z.url({ protocol: /^https?$/, message: 'must be a web address' }).max(8_000),
    }),
    handle: t.string({
      required: true,
      description: 'The `handle` that `startSignIn` returned to the same browser.',
      validate: z.string().min(1, 'is required').max(200),
    }),
    ...cookieInput(t),
  }),
  answered: keepInCookies,
  errors: [
    'CHALLENGE_ENDED',
    'SIGN_IN_PROVIDER_FAILED',
    'SIGN_IN_NOT_LINKED',
    'SIGN_IN_LINK_TAKEN',
    'SIGN_IN_REFUSED',
    'RATE_LIMITED',
  ],
  prepare: async (context, back) => {
    const attempt = await beginAttempt(context, hashToken(back.handle));
    const begun = await flowBehind(context, back);
    return { attempt, flow: begun, person: await fetchPerson(context, begun, back) };
  },
  run: async (work, _input, { attempt, flow, person }) => {
    const { count } = await work.tx.signInFlow.updateMany({
      where: { id: flow.id, usedAt: null },
      data: { usedAt: now(), codeVerifierEncrypted: '' },
    });
    if (count === 0) throw new DomainError('CHALLENGE_ENDED');
    const done = await (flow.userId === null ? letIn : link)(work, flow, person);
    await attempt.succeeded();
    return done;
  },
  payload: signInFields,
});

/** The flow this browser began and has not completed. @throws DomainError CHALLENGE_ENDED */
async function flowBehind({ db }: Context, { callbackUrl, handle }: Back) {
  const { searchParams, origin, pathname } = new URL(callbackUrl);
  const flow = await db.signInFlow.findUnique({
    where: { stateHash: hashToken(searchParams.get('state') ?? '') },
    include: { provider: true },
  });
  const isGood = flow && flow.usedAt === null && flow.expiresAt > now() && flow.provider.isActive;
  const isOurs =
    isGood &&
    // Another browser's way back, sent to this one, would sign its reader in as somebody else.
    constantTimeEqual(flow.nonceHash, hashToken(nonceOf(handle))) &&
    samePage(flow.redirectTo ?? '', `${origin}${pathname}`);
  if (!isOurs) throw new DomainError('CHALLENGE_ENDED');
  return flow;
}

function samePage(redirectUri: string, page: string): boolean {
  const { origin, pathname } = new URL(redirectUri);
  return `${origin}${pathname}` === page;
}

type Begun = Awaited<ReturnType<typeof flowBehind>>;

async function fetchPerson(
  { app, requestInfo }: Context,
  flow: Begun,
  back: Back,
): Promise<OidcPerson> {
  const state = new URL(back.callbackUrl).searchParams.get('state') ?? '';
  const codeVerifier = flowBox(app).decrypt(
    flow.codeVerifierEncrypted,
    flowContext(flow.stateHash),
  );
  const requested = {
    redirectUri: flow.redirectTo ?? '',
    state,
    nonce: nonceOf(back.handle),
    codeVerifier,
  };
  return personBehind(asOidc(app, flow.provider), requested, back.callbackUrl).catch(
    (err: unknown) => {
      const { requestId } = requestInfo;
      const provider = flow.provider.name;
      app.log.warn({ requestId, err, provider }, 'A sign-in provider did not confirm.');
      throw new DomainError('SIGN_IN_PROVIDER_FAILED');
    },
  );
}

/** Signs in whoever linked the account. An equal e-mail address proves nothing. */
async function letIn(work: Work, flow: SignInFlow, { subject }: OidcPerson): Promise<SignIn> {
  const { providerId } = flow;
  const linked = await work.tx.linkedSignIn.findUnique({
    where: { providerId_subject: { providerId, subject } },
  });
  if (!linked) throw new DomainError('SIGN_IN_NOT_LINKED');
  await work.tx.linkedSignIn.update({ where: { id: linked.id }, data: { lastUsedAt: now() } });
  const account = await userAccount(work.tx, { id: linked.userId });
  const done = account?.isOpen ? await enter(work, account) : null;
  if (!done) throw new DomainError('SIGN_IN_REFUSED');
  return done;
}

/** Links the account with the user who began, who must be the one who comes back. */
async function link(work: Work, flow: SignInFlow, person: OidcPerson): Promise<SignIn> {
  const { tx, actor, announce } = work;
  const { providerId, userId } = flow;
  const { subject, email } = person;
  if (userId === null || actor.userId !== userId) throw new DomainError('CHALLENGE_ENDED');
  await tx.linkedSignIn.createMany({
    data: [{ providerId, subject, userId, email, linkedAt: now() }],
    skipDuplicates: true,
  });
  const linked = await tx.linkedSignIn.findUniqueOrThrow({
    where: { providerId_subject: { providerId, subject } },
  });
  if (linked.userId !== userId) throw new DomainError('SIGN_IN_LINK_TAKEN');
  announce('signInProvider.linked', { userId, linkId: linked.id });
  return { userId, tokens: null, challenge: null, passwordStamp: null };
}

command('unlinkSignIn', {
  description:
    'Remove a linked external account from a user. The account can no longer be used to sign in.',
  permission: 'access:self',
  input: (t) => ({
    linkId: t.globalID({
      for: LinkedSignIn,
      required: true,
      description: 'ID of the linked account to remove.',
    }),
  }),
  errors: ['SIGN_IN_LINK_NOT_FOUND'],
  run: async ({ tx, actor, announce }, { linkId }) => {
    const where = { AND: [{ id: keyOf(linkId) }, { user: managedUsers(actor) }] };
    const linked = await tx.linkedSignIn.findFirst({ where });
    if (!linked) throw new DomainError('SIGN_IN_LINK_NOT_FOUND');
    await tx.linkedSignIn.deleteMany({ where: { id: linked.id } });
    announce('signInProvider.unlinked', { userId: linked.userId, linkId: linked.id });
    return { userId: linked.userId, linkId: linked.id };
  },
  deletes: { type: 'LinkedSignIn', key: 'linkId' },
  payload: (t) => ({
    user: t.prismaField({
      type: User,
      description: 'The user after the linked account was removed.',
      resolve: (query, { userId }, _args, { db }) =>
        db.user.findUniqueOrThrow({ ...query, where: { id: userId } }),
    }),
  }),
});
