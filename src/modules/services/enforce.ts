import { today } from '#core/clock.ts';
import { toDate } from '#core/dates.ts';
import { Refusal } from '#core/refusal.ts';
import type { StepOutcome } from '#modules/system/daily-step.ts';
import type { App } from '#schema/app.ts';
import type { Work } from '#schema/work.ts';
import { byItself } from './by-itself.ts';
import { endService, suspendService, unsuspendService } from './end-service.ts';

/** What a rule wants done with a service. */
export interface Enforcement {
  serviceId: number;
  deed: 'suspend' | 'unsuspend' | 'terminate' | 'cancel';
}

const deeds: Record<Enforcement['deed'], (work: Work, id: number) => Promise<void>> = {
  suspend: (work, id) => suspendService(work, id),
  unsuspend: (work, id) => unsuspendService(work, id),
  terminate: (work, id) => endService(work, id, 'TERMINATED'),
  cancel: (work, id) => endService(work, id, 'CANCELLED'),
};

/**
 * Carries out what a rule wants done with a service, unless the service is spared. What its panel
 * could not do is in the module queue, and is said.
 */
export async function enforce(app: App, { serviceId, deed }: Enforcement): Promise<StepOutcome> {
  const service = await app.db.service.findUnique({ where: { id: serviceId } });
  if (!service) return 'idle';
  const { overrideAutoSuspend, overrideSuspendUntilOn: until, overrideAutoTerminate } = service;
  const spared = overrideAutoSuspend || (until !== null && until > toDate(today()));
  if (deed === 'suspend' && spared) return 'idle';
  if (deed === 'terminate' && overrideAutoTerminate) return 'idle';
  let refusal: string | null = null;
  const action = `service.${deed}`;
  const errands = await byItself(app, { action, input: { serviceId } }, async (work) => {
    await deeds[deed](work, serviceId).catch((error: unknown) => {
      // A person sees what is under way already in the module queue.
      if (!(error instanceof Refusal)) throw error;
      refusal = error.message;
    });
  });
  if (refusal !== null) return { failed: refusal };
  const open = errands.find(({ state }) => state !== 'DONE');
  return open ? { failed: open.message || 'Its outcome is not known yet.' } : 'done';
}
