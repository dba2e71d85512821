import type { App } from '#schema/app.ts';

/** What catalog needs on every installation. */
export async function catalogEssentials(_app: App): Promise<void> {}
