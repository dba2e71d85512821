import type { App } from '#schema/app.ts';

/** What system needs on every installation. */
export async function systemEssentials(_app: App): Promise<void> {}
