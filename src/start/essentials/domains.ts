import type { App } from '#schema/app.ts';

/** The registrar that lives in the database, so that domains work before any account exists. */
export async function domainsEssentials({ db }: Pick<App, 'db'>): Promise<void> {
  await db.registrar.upsert({
    where: { label: 'sandbox' },
    create: { label: 'sandbox', module: 'sandbox', displayName: 'Sandbox', isActive: true },
    update: {},
  });
}
