import { startAccessSweep } from '#modules/access/sweep.ts';
import { startAffiliates } from '#modules/affiliates/automation.ts';
import { startDroppingEnded } from '#modules/billing/invoices/drop-ended.ts';
import { startGeneration } from '#modules/billing/daily/invoices.ts';
import { startCartSweep } from '#modules/cart/sweep.ts';
import { startCancellingOfClosed } from '#modules/billing/invoices/cancel-of-closed.ts';
import { startForgettingFiles } from '#modules/clients/forget-files.ts';
import { startDomainsDaily } from '#modules/domains/life/daily-job.ts';
import { startFollowingServices } from '#modules/domains/life/end-with-service.ts';
import { startRenewingPaid } from '#modules/domains/ordering/renew-paid.ts';
import { startMail } from '#modules/mail/start-mail.ts';
import { startWebhooks } from '#modules/mail/start-webhooks.ts';
import { startOrders } from '#modules/orders/automation.ts';
import { startServices } from '#modules/services/automation.ts';
import { startClosingInactive } from '#modules/support/close-inactive.ts';
import { startFileSweep } from '#modules/support/attachments/sweep-files.ts';
import { startAutomation } from '#modules/system/automation/daily-job.ts';
import { startForgetting } from '#modules/system/automation/forget.ts';
import type { App } from '#schema/app.ts';

/** Starts what a module does on its own: consumers of events, and jobs by the clock. */
type Worker = (app: App) => Promise<void>;

const workers: readonly Worker[] = [
  startAccessSweep,
  startForgetting,
  startForgettingFiles,
  startServices,
  startCancellingOfClosed,
  startDroppingEnded,
  startDomainsDaily,
  startAffiliates,
  startGeneration,
  startAutomation,
  startRenewingPaid,
  startFollowingServices,
  startCartSweep,
  startOrders,
  startClosingInactive,
  startFileSweep,
  startMail,
  startWebhooks,
];

/** Starts every module's own work in this process. */
export async function startWorkers(app: App): Promise<void> {
  for (const start of workers) await start(app);
}
