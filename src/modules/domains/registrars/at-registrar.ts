import { ProviderError } from '#core/provider-error.ts';
import { plausibleDay } from '#core/plausible-date.ts';
import { DomainError } from '#core/errors.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { FoundOrder, OrderTrace, Unfinished } from '#providers/registrars/domain-data.ts';
import type { Feature, Registrar } from '#providers/registrars/registrar.ts';
import type { App } from '#schema/app.ts';
import type { TaskContext } from '#schema/tasks/kind.ts';
import type { Work } from '#schema/work.ts';
import { connectRegistrar, registrarColumns } from './registrar-settings.ts';
import { openTasks } from '#schema/tasks/kind.ts';

/** How long one call to a registrar may take as a whole; well below the lease of a task. */
export const callTimeoutMs = 30_000;

/** What of a domain's row says where it is held. */
export const registrarShape = {
  registrar: {
    select: { id: true, isActive: true, ...registrarColumns },
  },
} satisfies Prisma.DomainSelect;

type RegistrarRow = Prisma.DomainGetPayload<{ select: typeof registrarShape }>['registrar'];

/** A registrar that takes orders. @throws DomainError REGISTRAR_NOT_ACTIVE */
export function requireRegistrar(app: App, row: RegistrarRow): Registrar {
  if (!row?.isActive) throw new DomainError('REGISTRAR_NOT_ACTIVE');
  try {
    return connectRegistrar(app, row);
  } catch (error) {
    throw error instanceof ProviderError
      ? new DomainError('REGISTRAR_NOT_ACTIVE', error.message)
      : error;
  }
}

/**
 * What a registrar that takes orders can do; null while the package of its provider could not be
 * loaded: what is begun for it then waits until that is back. @throws DomainError REGISTRAR_NOT_ACTIVE
 */
export function supportedBy(app: App, row: RegistrarRow): ReadonlySet<Feature> | null {
  const { providers } = app;
  const isMissing = row && providers.missing.length && !providers.find('registrar', row.module);
  return row?.isActive && isMissing ? null : requireRegistrar(app, row).supports;
}

/**
 * The registrar at which a domain is held, for a task.
 * @throws ProviderError NOT_SENT when there is none to talk to.
 */
export async function registrarOf({ app, db }: TaskContext, domainId: number): Promise<Registrar> {
  const domain = await db.domain.findUnique({ where: { id: domainId }, select: registrarShape });
  if (!domain?.registrar?.isActive)
    throw new ProviderError('NOT_SENT', 'The Registrar is not active');
  return connectRegistrar(app, domain.registrar);
}

/** Asks a registrar something; its error and its silence become errors of the request. */
export async function registrarAnswer<T>(question: Promise<T>): Promise<T> {
  try {
    return await question;
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const code = error.outcome === 'REFUSED' ? 'PROVIDER_REJECTED' : 'PROVIDER_UNREACHABLE';
    throw new DomainError(code, error.message);
  }
}

/** What came of an order, as it is recorded. */
export interface OrderOutcome {
  state: 'done' | 'pending';
  orderId: string | null;
  expiresOn: string | null;
  words: string;
  /** What the registrar's order could not carry; none for outcomes recorded before that was told. */
  unfinished?: readonly Unfinished[];
}

/** What an answer or a found order says, in one shape. */
export const outcomeOf = ({
  state,
  orderId,
  expiresOn,
  words,
  unfinished = [],
}: FoundOrder): OrderOutcome => ({
  state: state === 'done' ? 'done' : 'pending',
  orderId: orderId ?? null,
  expiresOn: plausibleDay(expiresOn),
  words: words ?? '',
  unfinished,
});

/** The try at which an order that cannot be found is taken for never made: the second look. */
const LAST_LOOK = 3;

/**
 * What became of an order whose answer was lost; null when it certainly was never made. While
 * nobody can tell it stays unknown: a registrar that is down at this moment proves nothing.
 * @throws ProviderError REFUSED when it was made and failed, UNKNOWN while nobody can tell.
 */
export async function lookUp(
  task: TaskContext,
  domainId: number,
  trace: Omit<OrderTrace, 'key'>,
): Promise<OrderOutcome | null> {
  const found = await stillUnknown(async () => {
    const registrar = await registrarOf(task, domainId);
    return registrar.findOrder({ ...trace, key: task.key }, { timeoutMs: callTimeoutMs });
  });
  if (found.state === 'failed')
    throw new ProviderError('REFUSED', found.words || 'The registrar reports that it failed.');
  if (found.state !== 'absent') return outcomeOf(found);
  if (task.attempts >= LAST_LOOK) return null;
  throw new ProviderError('UNKNOWN', 'The registrar does not know of the order yet.');
}

/** A question about what happened; whatever goes wrong with it, the answer is still unknown. */
export async function stillUnknown<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof ProviderError) || error.outcome === 'MANUAL') throw error;
    throw new ProviderError('UNKNOWN', error.message, { cause: error });
  }
}

const orderKinds = ['domain.register', 'domain.transfer', 'domain.renew'];

/** Whether an order for the domain is on its way, so that another one would be a second. */
export const hasOpenOrder = async ({ tx }: Work, domainId: number): Promise<boolean> =>
  (await tx.task.count({
    where: {
      subjectType: 'Domain',
      subjectId: domainId,
      kind: { in: orderKinds },
      ...openTasks,
    },
  })) > 0;
