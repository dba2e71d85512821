import { now } from '#core/clock.ts';
import { DomainError } from '#core/errors.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { type AccountRef, accountOf, ownedBy } from '#modules/access/account.ts';
import { beginAttempt } from '#modules/access/sign-in/attempt.ts';
import { mailCode } from '#modules/access/passwords/email-code.ts';
import { newAuthenticator } from './second-factors.ts';
import { SecondFactorKind } from '#modules/access/sign-in/sign-in.ts';
import { accountFor, whoseInput } from '#modules/access/account-input.ts';
import { userFields } from '#modules/access/user-payload.ts';

/** How long an enrolment waits for its first code, in minutes. */
const ENROLMENT_MINUTES = 30;

/** What was given out: a secret for the app, or a code that is on its way. */
type Sent = {
  userId: number | null;
  module: 'TOTP' | 'EMAIL';
  secret: string | null;
  otpauthUrl: string | null;
  expiresAt: string;
};

command('sendTwoFactorCode', {
  legacy: 'DoSendTwoFaMod',
  description:
    'Start to set up a second factor: returns the secret of an authenticator app, or sends a code by email. `activateTwoFactor` completes the setup. For an email factor that is already active, sends a code to sign in with.',
  permission: 'access:self',
  input: (t) => ({
    ...whoseInput(t),
    module: t.field({
      type: SecondFactorKind,
      required: true,
      description: 'Kind of second factor to set up.',
    }),
  }),
  errors: ['USER_NOT_FOUND', 'SECOND_FACTOR_ACTIVE', 'RATE_LIMITED'],
  // Each one asked for counts: emails are not to be sent without end.
  prepare: (context, { userId, clientId }) =>
    beginAttempt(context, `send:${userId?.id ?? ''}:${clientId?.id ?? ''}`),
  run: async (work, { module, ...whose }): Promise<Sent> => {
    const account = await accountFor(work.tx, work.actor, whose);
    return module === 'TOTP' ? issueSecret(work, account) : sendCode(work, account);
  },
  payload: (t) => ({
    module: t.expose('module', {
      type: SecondFactorKind,
      description: 'Kind of second factor being set up.',
    }),
    secret: t.exposeString('secret', {
      nullable: true,
      description:
        'Secret of the authenticator app in base32, to be typed where no QR code can be read.',
    }),
    otpauthUrl: t.exposeString('otpauthUrl', {
      nullable: true,
      description: 'The `otpauth` URL that an authenticator app opens.',
    }),
    qrCode: t.string({
      nullable: true,
      description: 'The `otpauthUrl` as a QR code: a data URL of a PNG image.',
      resolve: async ({ otpauthUrl }) => {
        if (!otpauthUrl) return null;
        const { toDataURL } = await import('qrcode');
        return toDataURL(otpauthUrl, { margin: 1, width: 240 });
      },
    }),
    isSent: t.boolean({
      description: 'Whether a code was sent by email.',
      resolve: ({ module }) => module === 'EMAIL',
    }),
    expiresAt: t.field({
      type: 'DateTime',
      description: 'Time until which the second factor can be completed.',
      resolve: ({ expiresAt }) => new Date(expiresAt),
    }),
    ...userFields(t, 'user who sets up the second factor; null for staff.'),
  }),
});

const userIn = ({ kind, id }: AccountRef): number | null => (kind === 'user' ? id : null);

async function issueSecret(work: Work, account: AccountRef): Promise<Sent> {
  const { tx, app } = work;
  const label = (await accountOf(tx, account))?.email ?? '';
  const provided = newAuthenticator(app.keyring, account, label);
  const expiresAt = await enrol(work, account, 'TOTP', provided.secretEncrypted);
  const { secret, otpauthUrl } = provided;
  return {
    userId: userIn(account),
    module: 'TOTP',
    secret,
    otpauthUrl,
    expiresAt: expiresAt.toISOString(),
  };
}

async function sendCode(work: Work, account: AccountRef): Promise<Sent> {
  const where = { ...ownedBy(account), module: 'EMAIL' as const, confirmedAt: { not: null } };
  if (!(await work.tx.secondFactor.count({ where }))) await enrol(work, account, 'EMAIL', null);
  const { expiresAt } = await mailCode(work, account);
  const nothing = { secret: null, otpauthUrl: null };
  return {
    userId: userIn(account),
    module: 'EMAIL',
    ...nothing,
    expiresAt: expiresAt.toISOString(),
  };
}

/** Records that somebody begins with a factor; one that was begun before starts over. */
async function enrol(
  { tx }: Work,
  account: AccountRef,
  module: 'TOTP' | 'EMAIL',
  secretEncrypted: string | null,
): Promise<Date> {
  const expiresAt = new Date(now().getTime() + ENROLMENT_MINUTES * 60_000);
  const owner = ownedBy(account);
  const begun = { secretEncrypted, expiresAt, lastCounter: null };
  const { count } = await tx.secondFactor.updateMany({
    where: { ...owner, module, confirmedAt: null },
    data: begun,
  });
  if (count) return expiresAt;
  const [active] = await tx.secondFactor.findMany({ where: { ...owner, module } });
  if (active) throw new DomainError('SECOND_FACTOR_ACTIVE');
  await tx.secondFactor.create({ data: { ...owner, module, ...begun } });
  return expiresAt;
}
