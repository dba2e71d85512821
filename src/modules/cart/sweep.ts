import { now } from '#core/clock.ts';
import type { App } from '#schema/app.ts';

const sweepJob = 'carts.sweep';

/** Deletes, every night, carts whose time is over, and proofs of domains that hold no more. */
export async function startCartSweep(app: App): Promise<void> {
  await app.jobs.define(sweepJob, {}, () => sweepCarts(app));
  await app.jobs.schedule(sweepJob, '27 3 * * *');
}

/** Deletes the carts whose time is over, with what is in them. */
export async function sweepCarts({ db }: App): Promise<void> {
  const over = { expiresAt: { lt: now() } };
  await db.cart.deleteMany({ where: over });
  await db.domainOwnershipProof.deleteMany({ where: over });
}
