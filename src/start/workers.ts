import { startAccessSweep } from '#modules/access/sweep.ts';
import { startAffiliates } from '#modules/affiliates/automation.ts';
import { startDroppingEnded } from '#modules/billing/invoices/drop-ended.ts';
import { startGeneration } from '#modules/billing/daily/invoices.ts';
import { startCartSweep } from '#modules/cart/sweep.ts';
import { startProvingBooks } from '#modules/billing/ledger/prove-books.ts';
import { startPayingGreedy } from '#modules/billing/invoices/pay-greedy.ts';
import { startCancellingOfClosed } from '#modules/billing/invoices/cancel-of-closed.ts';
import { startForgettingFiles } from '#modules/clients/forget-files.ts';
import { startDomainsDaily } from '#modules/domains/life/daily-job.ts';
import { startFollowingServices } from '#modules/domains/life/end-with-service.ts';
import { startReadingMessages } from '#modules/domains/messages/poll-messages.ts';
import { startRenewingPaid } from '#modules/domains/ordering/renew-paid.ts';
import { startMail } from '#modules/mail/start-mail.ts';
import { startWebhooks } from '#modules/mail/start-webhooks.ts';
import { startOrders } from '#modules/orders/automation.ts';
import { startGivingBack } from '#modules/resellers/charges/give-back.ts';
import { startSandboxes } from '#modules/sandboxes/start-sandboxes.ts';
import { startServices } from '#modules/services/automation.ts';
import { startClosingInactive } from '#modules/support/close-inactive.ts';
import { startExportSweep } from '#modules/exports/sweep-exports.ts';
import { startFileSweep } from '#modules/support/attachments/sweep-files.ts';
import { startAutomation } from '#modules/system/automation/daily-job.ts';
import { startForgetting } from '#modules/system/automation/forget.ts';
import { startSecretRotation } from './rotate-secrets.ts';
import { enterRuntime } from '#core/runtime.ts';
import type { App } from '#schema/app.ts';

/** Starts what a module does on its own: consumers of events, and jobs by the clock. */
type Worker = (app: App) => Promise<void>;

const workers: readonly Worker[] = [
  startAccessSweep,
  startForgetting,
  startForgettingFiles,
  startServices,
  startCancellingOfClosed,
  startPayingGreedy,
  startDroppingEnded,
  startDomainsDaily,
  startReadingMessages,
  startAffiliates,
  startGeneration,
  startProvingBooks,
  startAutomation,
  startRenewingPaid,
  startFollowingServices,
  startCartSweep,
  startOrders,
  startGivingBack,
  startClosingInactive,
  startExportSweep,
  startFileSweep,
  startSandboxes,
  startMail,
  startWebhooks,
  startSecretRotation,
];

/** Starts every module's own work in this process. */
export const startWorkers = (app: App): Promise<void> =>
  enterRuntime(app.runtime, async () => {
    for (const start of workers) await start(app);
  });
