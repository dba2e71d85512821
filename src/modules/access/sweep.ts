import { now } from '#core/clock.ts';
import type { App } from '#schema/app.ts';

const JOB = 'access.sweep';

/** How long what has ended is kept for looking into, in days. */
const KEPT_DAYS = 30;

/** Deletes, every night, sessions, tokens and codes that ended a month ago. */
export async function startAccessSweep(app: App): Promise<void> {
  await app.jobs.define(JOB, {}, () => sweep(app));
  await app.jobs.schedule(JOB, '17 3 * * *');
}

/** Deletes what ended long ago. Nothing that could still be used is touched. */
export async function sweep({ db }: App): Promise<void> {
  const before = { lt: new Date(now().getTime() - KEPT_DAYS * 24 * 3_600_000) };
  await db.session.deleteMany({ where: { refreshExpiresAt: before } });
  await db.singleUseToken.deleteMany({ where: { expiresAt: before } });
  await db.emailChallenge.deleteMany({ where: { expiresAt: before } });
  await db.signInFlow.deleteMany({ where: { expiresAt: before } });
  // What counts for an account in all places together stands with the account.
  await db.signInFailure.deleteMany({ where: { failedAt: before } });
  await db.secondFactor.deleteMany({ where: { confirmedAt: null, expiresAt: before } });
}
