import type { App } from '#schema/app.ts';
import { accessEssentials } from '#start/essentials/access.ts';
import { billingEssentials } from '#start/essentials/billing.ts';
import { catalogEssentials } from '#start/essentials/catalog.ts';
import { domainsEssentials } from '#start/essentials/domains.ts';
import { mailEssentials } from '#start/essentials/mail.ts';
import { supportEssentials } from '#start/essentials/support.ts';

/**
 * Puts in place what no installation works without: the base currency, ticket statuses, the first
 * staff role, the emails. Each part leaves alone what is there already.
 */
export async function ensureEssentials(app: App): Promise<void> {
  await accessEssentials(app);
  await billingEssentials(app);
  await catalogEssentials(app);
  await domainsEssentials(app);
  await supportEssentials(app);
  await mailEssentials(app);
}
