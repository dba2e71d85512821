import type { Actor } from '#core/actor.ts';
import { networkAddress } from '#core/addresses/ip-address.ts';
import { now } from '#core/clock.ts';
import { DomainError } from '#core/errors.ts';
import { rateLimited } from '#platform/limiter.ts';
import type { Db, Tx } from '#platform/database/client.ts';
import type { App } from '#schema/app.ts';
import { settingNumber } from '#modules/settings/settings.ts';
import type { Work } from '#schema/work.ts';
import { type Account, type AccountRef, ownedBy } from '#modules/access/account.ts';
import { issueToken, unused } from '#modules/access/passwords/single-use-token.ts';

/** So many wrong passwords, codes or answers in a row from one place lock the account there. */
const TRIES_HERE = 10;

/** So many in a row from all places together lock it everywhere (NIST SP 800-63B, 5.2.2). */
const TRIES_ANYWHERE = 100;

/** How long the link that opens an account is good for, in minutes; then a try has another mailed. */
const LINK_MINUTES = 24 * 60;

/** Who is tried: an account, or a name that nobody has, which is treated alike. */
export interface Subject {
  account: Account | null;
  /** What was typed for the account. */
  name: string;
}

interface From {
  app: App;
  actor: Actor;
  requestInfo: { ip: string };
}

const keyOf = ({ app }: From, { account, name }: Subject): string =>
  account
    ? `${account.kind}:${account.id}`
    : `name:${app.keyring.mac('sign-in-name', name.toLowerCase())}`;

/**
 * Where a try comes from: whoever guesses locks out that place and nobody else. A program with a
 * credential signs in many people from one address, so it is a place of its own.
 */
const placeOf = ({ actor, requestInfo }: From): string =>
  actor.credentialId === null ? networkAddress(requestInfo.ip) : `credential:${actor.credentialId}`;

/** Whether the account is locked everywhere until its owner opens it. */
export const isLocked = (account: Pick<Account, 'failures'> | null): boolean =>
  (account?.failures ?? 0) >= TRIES_ANYWHERE;

/**
 * Looks whether tries at an account are taken from here, before any is looked at.
 * @throws DomainError RATE_LIMITED with the seconds to wait
 */
export async function ensureNotLockedHere(
  from: From & { db: Db | Tx },
  subject: Subject,
): Promise<void> {
  const row = await from.db.signInFailure.findUnique({
    where: { subject_place: { subject: keyOf(from, subject), place: placeOf(from) } },
    select: { lockedUntil: true },
  });
  const left = (row?.lockedUntil?.getTime() ?? 0) - now().getTime();
  if (left > 0) throw rateLimited(left);
}

/**
 * Why a try is refused whatever it says, right ones included: the account is locked here, since
 * other tries were faster, or everywhere. Then a link that opens it has been mailed.
 */
export async function lockOf(work: Work, subject: Subject): Promise<DomainError | null> {
  await ensureNotLockedHere({ ...work, db: work.tx }, subject);
  if (!isLocked(subject.account)) return null;
  await mailOpening(work, subject.account!);
  return new DomainError(
    'RATE_LIMITED',
    'Too many wrong tries. Open the account with the link that was sent to its e-mail address.',
    { http: { status: 429 } },
  );
}

/** Counts a wrong answer, and locks the account where there were too many in a row. */
export async function countFailure(work: Work, subject: Subject): Promise<void> {
  const { tx, app } = work;
  const { account } = subject;
  app.metrics.signInFailures.inc({ of: account?.kind ?? 'name' });
  // In the order of a sign-in that succeeds meanwhile, or the two would wait for each other.
  if (account) await lockRow(tx, account);
  const at = now();
  const minutes = await settingNumber(tx, 'InvalidLoginBanLength');
  const until = new Date(at.getTime() + minutes * 60_000);
  // One statement, so that fifty guesses at once count as fifty. While locked, nothing counts.
  const [counted] = await tx.$queryRaw<{ isLocked: boolean }[]>`
    insert into sign_in_failures as f (subject, place, failures, failed_at)
    values (${keyOf(work, subject)}, ${placeOf(work)}, 1, ${at})
    on conflict (subject, place) do update
      set failures = (f.failures + 1) % ${TRIES_HERE}::int, failed_at = excluded.failed_at,
          locked_until = case when f.failures + 1 >= ${TRIES_HERE}::int then ${until}::timestamptz end
      where f.locked_until is null or f.locked_until <= ${at}
    returning failures = 0 as "isLocked"`;
  if (!counted || !account) return;
  const failures = await countAnywhere(tx, account);
  if (failures >= TRIES_ANYWHERE) await mailOpening(work, account);
  else if (counted.isLocked) announceLock(work, account, null);
}

const lockRow = (tx: Tx, { kind, id }: AccountRef) =>
  kind === 'user'
    ? tx.$queryRaw`select id from users where id = ${id} for update`
    : tx.$queryRaw`select id from admins where id = ${id} for update`;

async function countAnywhere(tx: Tx, { kind, id }: AccountRef): Promise<number> {
  if (kind === 'admin') {
    const data = { loginAttempts: { increment: 1 } };
    return (await tx.admin.update({ where: { id }, data })).loginAttempts;
  }
  const data = { failedLogins: { increment: 1 } };
  return (await tx.user.update({ where: { id }, data })).failedLogins;
}

/** Has a link mailed that opens the account, unless one is on its way or waits to be used. */
async function mailOpening(work: Work, account: Account): Promise<void> {
  const { kind, id } = account;
  const purpose = 'ACCOUNT_UNLOCK';
  const owner = ownedBy({ kind, id });
  if (await work.tx.singleUseToken.count({ where: { purpose, ...owner, ...unused() } })) return;
  const link = await issueToken(work, { purpose, account: { kind, id }, minutes: LINK_MINUTES });
  announceLock(work, account, link.id);
}

function announceLock({ announce }: Work, { kind, id }: AccountRef, tokenId: number | null): void {
  if (kind === 'user') announce('user.locked', { userId: id, tokenId });
  else announce('admin.locked', { adminId: id, tokenId });
}

/** Forgets the wrong tries before a sign-in: those from here, and the count of all. */
export const forgetFailures = (work: Work, account: AccountRef): Promise<void> =>
  forget(work.tx, account, placeOf(work));

/** Opens an account to every place, because its owner has proved to be the owner. */
export const openEverywhere = ({ tx }: { tx: Tx }, account: AccountRef): Promise<void> =>
  forget(tx, account);

async function forget(tx: Tx, { kind, id }: AccountRef, place?: string): Promise<void> {
  await tx.signInFailure.deleteMany({
    where: { subject: `${kind}:${id}`, ...(place && { place }) },
  });
  if (kind === 'user') await tx.user.update({ where: { id }, data: { failedLogins: 0 } });
  else await tx.admin.update({ where: { id }, data: { loginAttempts: 0 } });
}
