import type { App } from '#schema/app.ts';

/** What mail needs on every installation. */
export async function mailEssentials(_app: App): Promise<void> {}
