import type { App } from '#schema/app.ts';

/** The registrar that lives in the database, so that domains work before any account exists. */
export async function domainsEssentials({ db }: App): Promise<void> {
  await db.registrar.upsert({
    where: { module: 'sandbox' },
    create: { module: 'sandbox', displayName: 'Sandbox', isActive: true },
    update: {},
  });
}
