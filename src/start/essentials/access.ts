import { hashToken } from '#core/secret.ts';
import type { App } from '#schema/app.ts';

/** The role that may do everything, and the credential of `BOOTSTRAP_TOKEN` if one is set. */
export async function accessEssentials({ db, config }: App): Promise<void> {
  await db.adminRole.upsert({
    where: { name: 'Full Administrator' },
    create: { name: 'Full Administrator', permissions: ['*'] },
    update: {},
  });
  const token = config.bootstrapToken;
  if (!token) return;
  const secret = { tokenHash: hashToken(token), tokenLast4: token.slice(-4), revokedAt: null };
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
