import { today } from '#core/clock.ts';
import { toDate } from '#core/dates.ts';
import { DomainError } from '#core/errors.ts';
import type { StepOutcome } from '#modules/system/automation/daily-step.ts';
import type { App } from '#schema/app.ts';
import type { Work } from '#schema/work.ts';
import { systemAction } from '#schema/system-action.ts';
import { endService, suspendService, unsuspendService } from './end-service.ts';

/** What a rule wants done with a service. */
export interface Enforcement {
  serviceId: number;
  step: 'suspend' | 'unsuspend' | 'terminate' | 'cancel';
}

const actions: Record<Enforcement['step'], (work: Work, id: number) => Promise<void>> = {
  suspend: (work, id) => suspendService(work, id),
  unsuspend: (work, id) => unsuspendService(work, id),
  terminate: (work, id) => endService(work, id, 'TERMINATED'),
  cancel: (work, id) => endService(work, id, 'CANCELLED'),
};

/**
 * Carries out what a rule wants done with a service, unless the service is spared. What its panel
 * could not do is in the module queue, and is said.
 */
export async function enforce(app: App, { serviceId, step }: Enforcement): Promise<StepOutcome> {
  const service = await app.db.service.findUnique({ where: { id: serviceId } });
  if (!service) return 'idle';
  const { overrideAutoSuspend, overrideSuspendUntilOn: until, overrideAutoTerminate } = service;
  const spared = overrideAutoSuspend || (until !== null && until > toDate(today()));
  if (step === 'suspend' && spared) return 'idle';
  if (step === 'terminate' && overrideAutoTerminate) return 'idle';
  let failure: string | null = null;
  const action = `service.${step}`;
  const { tasks } = await systemAction(app, { action, input: { serviceId } }, async (work) => {
    await actions[step](work, serviceId).catch((error: unknown) => {
      // A person sees what is under way already in the module queue.
      if (!(error instanceof DomainError)) throw error;
      failure = error.message;
    });
  });
  if (failure !== null) return { failed: failure };
  const open = tasks.find(({ state }) => state !== 'SUCCEEDED');
  return open ? { failed: open.message || 'Its outcome is not known yet.' } : 'done';
}
