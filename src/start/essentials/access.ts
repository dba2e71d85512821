import { now } from '#core/clock.ts';
import { hashToken, tokenColumns } from '#core/secret.ts';
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
  await putBootstrap(db, config.bootstrapToken);
}

/** Whether somebody of staff may sign in, by a password or a credential. */
export async function canStaffEnter({ db }: Pick<App, 'db'>): Promise<boolean> {
  if (await db.admin.count({ where: { isDisabled: false } })) return true;
  const lasts = { OR: [{ expiresAt: null }, { expiresAt: { gt: now() } }] };
  return (
    (await db.apiCredential.count({ where: { kind: 'STAFF', revokedAt: null, ...lasts } })) > 0
  );
}

/** Ends the credential of another token, and makes that of a token that was never one. */
async function putBootstrap(db: App['db'], token: string | undefined): Promise<void> {
  const tokenHash = token ? hashToken(token) : null;
  const current = await db.apiCredential.findUnique({ where: { identifier: 'bootstrap' } });
  if (current && current.tokenHash !== tokenHash)
    await db.apiCredential.update({
      where: { id: current.id },
      data: {
        revokedAt: current.revokedAt ?? now(),
        // It stays known by its token; another one takes its place.
        ...(token && { identifier: `bootstrap-${current.id}` }),
      },
    });
  if (!token || !tokenHash) return;
  if (await db.apiCredential.count({ where: { tokenHash } })) return;
  await db.apiCredential.create({
    data: {
      ...tokenColumns(token),
      kind: 'STAFF',
      identifier: 'bootstrap',
      name: 'Bootstrap',
      permissions: ['*'],
      note: 'From BOOTSTRAP_TOKEN.',
    },
  });
}
