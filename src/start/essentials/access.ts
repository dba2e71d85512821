import { now } from '#core/clock.ts';
import { hashToken } from '#core/secret.ts';
import type { App } from '#schema/app.ts';

/**
 * The role that may do everything, where there is none, and the credential of `BOOTSTRAP_TOKEN`.
 * The credential lives as long as the variable says so; a token that was revoked stays revoked, and
 * another one is a new credential.
 */
export async function accessEssentials({ db, config }: App): Promise<void> {
  const full = await db.adminRole.count({ where: { permissions: { has: '*' } } });
  if (!full)
    await db.adminRole.create({ data: { name: 'Full Administrator', permissions: ['*'] } });
  const token = config.bootstrapToken;
  const tokenHash = token && hashToken(token);
  const where = { identifier: 'bootstrap' };
  if (!token || !tokenHash) {
    await db.apiCredential.updateMany({
      where: { ...where, revokedAt: null },
      data: { revokedAt: now() },
    });
    return;
  }
  const known = await db.apiCredential.findUnique({ where });
  if (known?.tokenHash === tokenHash) return;
  const secret = { tokenHash, tokenLast4: token.slice(-4), revokedAt: null };
  await db.apiCredential.upsert({
    where: { identifier: 'bootstrap' },
    create: {
      ...secret,
      kind: 'STAFF',
      identifier: 'bootstrap',
      name: 'Bootstrap',
      permissions: ['*'],
      note: 'From BOOTSTRAP_TOKEN.',
    },
    update: secret,
  });
}
