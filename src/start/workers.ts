import { startAccessSweep } from '#modules/access/sweep.ts';
import { startForgettingFiles } from '#modules/clients/forget-files.ts';
import { startMail } from '#modules/mail/start-mail.ts';
import { startWebhooks } from '#modules/mail/start-webhooks.ts';
import { startServices } from '#modules/services/automation.ts';
import { startFileSweep } from '#modules/support/sweep-files.ts';
import type { App } from '#schema/app.ts';

/** Starts what a module does on its own: consumers of events, and jobs by the clock. */
type Worker = (app: App) => Promise<void>;

const workers: readonly Worker[] = [
  startAccessSweep,
  startForgettingFiles,
  startFileSweep,
  startServices,
  startMail,
  startWebhooks,
];

/** Starts every module's own work in this process. */
export async function startWorkers(app: App): Promise<void> {
  for (const start of workers) await start(app);
}
