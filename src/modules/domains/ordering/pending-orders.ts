import pLimit from 'p-limit';
import { now } from '#core/clock.ts';
import { ProviderError } from '#core/provider-error.ts';
import type { Task, Prisma } from '#generated/prisma/client.ts';
import { asUnavailable } from '#platform/database/unavailable.ts';
import type { App } from '#schema/app.ts';
import { outcomeOf, registrarShape } from '#modules/domains/registrars/at-registrar.ts';
import { runSystemAction } from '#modules/domains/life/system-action.ts';
import { recordArrival } from './registration.ts';
import { connectRegistrar } from '#modules/domains/registrars/registrar-settings.ts';
import { applySync } from '#modules/domains/life/sync.ts';
import { transferFailed } from './transferring.ts';

const AT_ONCE = 4;
const LIMIT = { timeoutMs: 20_000 };

const shape = {
  id: true,
  name: true,
  status: true,
  years: true,
  ...registrarShape,
} satisfies Prisma.DomainSelect;

type Waiting = Prisma.DomainGetPayload<{ select: typeof shape }>;

/**
 * Asks after registrations and transfers that their registrars took and are still working on.
 * Orders whose answer was lost are left to their tasks. Gives how many were asked after.
 */
export async function pollOrders(app: App): Promise<number> {
  const waiting = await app.db.domain.findMany({
    where: {
      status: { in: ['PENDING_REGISTRATION', 'PENDING_TRANSFER'] },
      registrar: { isActive: true },
    },
    select: shape,
    orderBy: { id: 'asc' },
  });
  const limit = pLimit(AT_ONCE);
  await Promise.all(waiting.map((domain) => limit(() => pollOne(app, domain))));
  return waiting.length;
}

async function pollOne(app: App, domain: Waiting): Promise<void> {
  const kind = domain.status === 'PENDING_TRANSFER' ? 'domain.transfer' : 'domain.register';
  const order = await app.db.task.findFirst({
    where: { subjectType: 'Domain', subjectId: domain.id, kind },
    orderBy: { id: 'desc' },
  });
  if (order && order.state !== 'SUCCEEDED') return;
  try {
    if (order) await followUp(app, domain, order);
    else await justSync(app, domain);
  } catch (error) {
    if (!(error instanceof ProviderError) && asUnavailable(error)) throw error;
    const data = { lastSyncAt: now(), lastSyncError: (error as Error).message };
    await app.db.domain.updateMany({ where: { id: domain.id }, data });
  }
}

async function followUp(app: App, domain: Waiting, order: Task): Promise<void> {
  const { id: domainId, name, registrar } = domain;
  const isTransfer = domain.status === 'PENDING_TRANSFER';
  const kind = isTransfer ? ('transfer' as const) : ('register' as const);
  const trace = { key: order.idempotencyKey, kind, domain: name };
  const found = await connectRegistrar(app, registrar!).findOrder(trace, LIMIT);
  if (found.state === 'absent')
    throw new ProviderError('REFUSED', 'The registrar has no such order.');
  await runSystemAction(app, `${order.kind} poll`, { domainId }, async (work) => {
    if (found.state === 'failed')
      return transferFailed(work, domainId, found.words || 'The registrar reports that it failed.');
    const { sendEmail = true } = order.input as { sendEmail?: boolean };
    const came = isTransfer ? 'transferred' : 'registered';
    const years = isTransfer ? 1 : domain.years;
    return recordArrival(work, { domainId, years, sendEmail, came }, outcomeOf(found));
  });
}

/** A domain that came into the books on its way has no order here to ask after. */
async function justSync(app: App, { id, name, registrar }: Waiting): Promise<void> {
  const state = await connectRegistrar(app, registrar!).sync(name, LIMIT);
  await runSystemAction(app, 'domain.sync', { domainId: id }, (work) => applySync(work, id, state));
}
