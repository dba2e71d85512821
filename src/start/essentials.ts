import type { App } from '#schema/app.ts';
import { accessEssentials } from './essentials/access.ts';
import { billingEssentials } from './essentials/billing.ts';
import { catalogEssentials } from './essentials/catalog.ts';
import { domainsEssentials } from './essentials/domains.ts';
import { mailEssentials } from './essentials/mail.ts';
import { supportEssentials } from './essentials/support.ts';

/**
 * Puts in place what no installation works without: the base currency, ticket statuses, the first
 * staff role, the letters. Each part leaves alone what is there already.
 */
export async function ensureEssentials(app: App): Promise<void> {
  await accessEssentials(app);
  await billingEssentials(app);
  await catalogEssentials(app);
  await domainsEssentials(app);
  await supportEssentials(app);
  await mailEssentials(app);
}
