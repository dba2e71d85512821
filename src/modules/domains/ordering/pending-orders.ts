import pLimit from 'p-limit';
import { now } from '#core/clock.ts';
import { defined } from '#core/defined.ts';
import { ProviderError } from '#core/provider-error.ts';
import type { Task, Prisma } from '#generated/prisma/client.ts';
import { asUnavailable } from '#platform/database/unavailable.ts';
import type { App } from '#schema/app.ts';
import { outcomeOf, registrarShape } from '#modules/domains/registrars/at-registrar.ts';
import { systemAction } from '#schema/system-action.ts';
import { recordArrival } from './registration.ts';
import { connectRegistrar } from '#modules/domains/registrars/registrar-settings.ts';
import { applySync } from '#modules/domains/life/sync.ts';
import { arrivalFailed } from './order-failed.ts';
import { queueOrder } from '#modules/domains/order-queue.ts';

const AT_ONCE = 4;
const LIMIT = { timeoutMs: 20_000 };
/** A transfer takes five to seven days (ICANN, Transfer Policy); a registration less. */
const PATIENCE_DAYS = 10;
const PATIENCE_MS = PATIENCE_DAYS * 86_400_000;

/** What of a domain's row its order is asked after with. */
export const waitingShape = {
  id: true,
  name: true,
  status: true,
  years: true,
  ...registrarShape,
} satisfies Prisma.DomainSelect;

type Waiting = Prisma.DomainGetPayload<{ select: typeof waitingShape }>;

/**
 * Asks after registrations and transfers that their registrars took and are still working on.
 * Orders whose answer was lost are left to their tasks. Gives how many were asked after.
 */
export async function pollOrders(app: App, signal: AbortSignal): Promise<number> {
  const waiting = await app.db.domain.findMany({
    where: {
      status: { in: ['PENDING_REGISTRATION', 'PENDING_TRANSFER'] },
      registrar: { isActive: true },
    },
    select: waitingShape,
    orderBy: { id: 'asc' },
  });
  const limit = pLimit(AT_ONCE);
  const pollUnlessStopped = async (domain: Waiting) => {
    if (!signal.aborted) await pollOne(app, domain);
  };
  await Promise.all(waiting.map((domain) => limit(() => pollUnlessStopped(domain))));
  signal.throwIfAborted();
  return waiting.length;
}

async function pollOne(app: App, domain: Waiting): Promise<void> {
  try {
    await askAfterOrder(app, domain);
  } catch (error) {
    if (!(error instanceof ProviderError) && asUnavailable(error)) throw error;
    const data = { lastSyncAt: now(), lastSyncError: (error as Error).message };
    await app.db.domain.updateMany({ where: { id: domain.id }, data });
  }
}

/**
 * Asks after the order of a domain on its way and records what came of it. One whose answer was lost
 * is left to its task. @throws ProviderError
 */
export async function askAfterOrder(app: App, domain: Waiting): Promise<void> {
  const kind = domain.status === 'PENDING_TRANSFER' ? 'domain.transfer' : 'domain.register';
  const order = await app.db.task.findFirst({
    where: { subjectType: 'Domain', subjectId: domain.id, kind },
    orderBy: { id: 'desc' },
  });
  if (order && order.state !== 'SUCCEEDED') return;
  if (order) await followUp(app, domain, order);
  else await justSync(app, domain);
}

async function followUp(app: App, domain: Waiting, order: Task): Promise<void> {
  const { id: domainId, name, registrar } = domain;
  const isTransfer = domain.status === 'PENDING_TRANSFER';
  const kind = isTransfer ? ('transfer' as const) : ('register' as const);
  const trace = { key: order.idempotencyKey, kind, domain: name };
  const isOverdue = now().getTime() - order.createdAt.getTime() > PATIENCE_MS;
  const found = await connectRegistrar(app, defined(registrar, `registrar of domain ${name}`))
    .findOrder(trace, LIMIT)
    .catch(async (error: unknown) => {
      // Some cannot tell of an order before it is through.
      if (isOverdue) await queueOverdue(app, kind, domainId, order);
      throw error;
    });
  if (isOverdue && (found.state === 'absent' || found.state === 'pending'))
    await queueOverdue(app, kind, domainId, order);
  if (found.state === 'absent')
    throw new ProviderError('REFUSED', 'The registrar has no such order.');
  const change = { action: `${order.kind} poll`, input: { domainId } };
  await systemAction(app, change, async (work) => {
    if (found.state === 'failed') {
      const words = found.words || 'The registrar reports that it failed.';
      return arrivalFailed(work, kind, domainId, words);
    }
    const { sendEmail = true } = order.input as { sendEmail?: boolean };
    const came = isTransfer ? 'transferred' : 'registered';
    const years = isTransfer ? 1 : domain.years;
    return recordArrival(work, { domainId, years, sendEmail, came }, outcomeOf(found));
  });
}

/**
 * Not every registrar tells that the losing side said no: an order that should long have been
 * through is put before people, once.
 */
async function queueOverdue(
  app: App,
  name: 'register' | 'transfer',
  domainId: number,
  { createdAt }: Task,
): Promise<void> {
  const of = { domainId, serviceType: `domain-${name}`, createdAt: { gte: createdAt } };
  if (await app.db.moduleQueueEntry.count({ where: of })) return;
  const message = `It has been on its way for more than ${PATIENCE_DAYS} days; ask the registrar.`;
  const change = { action: `domain.${name} overdue`, input: { domainId } };
  await systemAction(app, change, (work) =>
    queueOrder(work, name, domainId, { taskId: null, message, retried: false }),
  );
}

/** A domain that came into the books on its way has no order here to ask after. */
async function justSync(app: App, { id, name, registrar }: Waiting): Promise<void> {
  const state = await connectRegistrar(app, defined(registrar, `registrar of domain ${name}`)).sync(
    name,
    LIMIT,
  );
  const change = { action: 'domain.sync', input: { domainId: id } };
  await systemAction(app, change, (work) => applySync(work, id, state));
}
