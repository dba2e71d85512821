import type { App } from '#schema/app.ts';

/** What domains needs on every installation. */
export async function domainsEssentials(_app: App): Promise<void> {}
