import { randomInt } from 'node:crypto';
import { now } from '#core/clock.ts';
import { DomainError } from '#core/errors.ts';
import { builder } from '#schema/builder.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { beginAttempt } from '#modules/access/sign-in/attempt.ts';
import { User } from '#modules/access/users/user.ts';
import { managedUserId, visibleUsers } from '#modules/access/users/visible-users.ts';
import { whichUser, whoseInput } from '#modules/access/account-input.ts';
import { userFields } from '#modules/access/user-payload.ts';

/** How long a PIN is good for, in minutes. */
const PIN_MINUTES = 60;

command('generateSupportPin', {
  legacy: 'GenerateSupportPin',
  description:
    'Create a PIN by which support identifies the user on the phone. Valid for one hour; the previous PIN becomes invalid.',
  permission: 'access:self',
  input: whoseInput,
  errors: ['USER_NOT_FOUND'],
  run: async (work, input) => {
    const id = await managedUserId(work.tx, work.actor, whichUser(input));
    const pin = await freePin(work);
    const supportPinExpiresAt = new Date(now().getTime() + PIN_MINUTES * 60_000);
    const supportPinHash = work.app.keyring.mac('support-pin', pin);
    await work.tx.user.update({ where: { id }, data: { supportPinHash, supportPinExpiresAt } });
    return { userId: id, pin, expiresAt: supportPinExpiresAt.toISOString() };
  },
  payload: (t) => ({
    ...userFields(t, 'user the PIN identifies.'),
    pin: t.exposeString('pin', {
      description: 'Six-digit support PIN, shown only in this response.',
    }),
    expiresAt: t.field({
      type: 'DateTime',
      description: 'Time the support PIN expires.',
      resolve: ({ expiresAt }) => new Date(expiresAt),
    }),
  }),
});

/** Six digits that nobody else has at the moment. */
async function freePin({ tx, app }: Work): Promise<string> {
  // One at a time, or two users could be given the same one.
  await tx.$queryRaw`select 1 as held from (select pg_advisory_xact_lock(7264001)) as l`;
  for (let tries = 0; tries < 100; tries += 1) {
    const pin = String(randomInt(1_000_000)).padStart(6, '0');
    const supportPinHash = app.keyring.mac('support-pin', pin);
    const taken = { supportPinHash, supportPinExpiresAt: { gt: now() } };
    if (!(await tx.user.count({ where: taken }))) return pin;
  }
  throw new DomainError('RATE_LIMITED');
}

builder.queryField('userBySupportPin', (t) =>
  t.prismaField({
    type: User,
    nullable: true,
    description:
      'User whose support PIN is currently the given one, for support staff. Null when no user has the PIN.',
    authScopes: { $all: { permission: 'access:read', backOffice: true } },
    args: {
      pin: t.arg.string({ required: true, description: 'Support PIN as the user read it out.' }),
    },
    resolve: async (query, _root, { pin }, context) => {
      const { app, db, actor } = context;
      const attempt = await beginAttempt(context, 'support-pin');
      const supportPinHash = app.keyring.mac('support-pin', pin.replace(/\s+/g, ''));
      const user = await db.user.findFirst({
        ...query,
        where: {
          AND: [{ supportPinHash, supportPinExpiresAt: { gt: now() } }, visibleUsers(actor)],
        },
      });
      if (user) await attempt.succeeded();
      return user;
    },
  }),
);
