import type { App } from '#schema/app.ts';

/** Whether there is a server module of that name. */
export const isModule = (app: App, name: string): boolean =>
  app.providers.find('panel', name) !== undefined;

/** Whether a module makes accounts itself; of one that does not, staff see to everything. */
export const isAutomatic = (app: App, name: string): boolean =>
  app.providers.find('panel', name)?.capabilities.create !== undefined;
