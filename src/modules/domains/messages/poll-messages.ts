import { ProviderError } from '#core/provider-error.ts';
import { transaction } from '#platform/database/transaction.ts';
import type { App } from '#schema/app.ts';
import { beginByWorker } from '#schema/tasks/begin.ts';
import { taskKind } from '#schema/tasks/kind.ts';
import {
  connectRegistrar,
  registrarColumns,
} from '#modules/domains/registrars/registrar-settings.ts';
import { type MessageSource, recordMessage } from './record-message.ts';

const JOB = 'registrars.messages';
const LIMIT = { timeoutMs: 20_000 };

/** The most messages that one task takes; the rest is the next one's. */
const MOST = 500;

/** Reads a registrar's queue of messages: each is stored and acted on, and only then acknowledged. */
const reading = taskKind<{ registrarId: number }, { count: number }>({
  kind: 'registrar.messages',
  // A message that is read again is known by its id.
  resendable: true,
  retry: { interactive: 'queue', hours: 24, exhausted: 'DEAD' },
  timeoutMs: 30 * 60_000,
  async go({ app, stopping }, { registrarId }) {
    const source = await sourceOf(app, registrarId);
    let count = 0;
    for (; count < MOST; count += 1) {
      stopping.throwIfAborted();
      const message = await source.registrar.nextMessage(LIMIT);
      if (!message) break;
      await recordMessage(app, source, message);
      await source.registrar.acknowledgeMessage(message.id, LIMIT);
    }
    return { count };
  },
  after: async ({ app }, { registrarId }, { count }) =>
    app.log.info({ registrarId, count }, 'Messages of a registrar were read.'),
});

async function sourceOf(app: App, id: number): Promise<MessageSource> {
  const row = await app.db.registrar.findUnique({
    where: { id },
    select: { id: true, isActive: true, ...registrarColumns },
  });
  if (!row?.isActive) throw new ProviderError('REFUSED', 'The registrar is not active any more.');
  return { id, label: row.label, registrar: connectRegistrar(app, row) };
}

/**
 * Begins a task for each registrar that has a queue with something in it, or that cannot be asked,
 * unless one is under way. Gives how many were begun.
 */
export async function beginReading(app: App): Promise<number> {
  const rows = await app.db.registrar.findMany({
    where: { isActive: true },
    select: { id: true, ...registrarColumns },
    orderBy: { id: 'asc' },
  });
  let begun = 0;
  for (const row of rows) if (await isWaiting(app, row)) begun += await beginOne(app, row.id);
  return begun;
}

type Row = Parameters<typeof connectRegistrar>[1];

/** A queue that is empty costs one question and no task. */
async function isWaiting(app: App, row: Row): Promise<boolean> {
  try {
    const registrar = connectRegistrar(app, row);
    if (!registrar.supports.has('nextMessage')) return false;
    return (await registrar.nextMessage(LIMIT)) !== null;
  } catch (error) {
    if (error instanceof ProviderError) return true;
    throw error;
  }
}

const beginOne = (app: App, registrarId: number): Promise<number> =>
  transaction(app.db, async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('registrar messages'))`;
    const subject = { type: 'Registrar', id: registrarId };
    const isUnderWay = await tx.task.count({
      where: {
        kind: reading.kind,
        subjectType: subject.type,
        subjectId: registrarId,
        state: { in: ['QUEUED', 'RUNNING', 'UNKNOWN'] },
      },
    });
    if (isUnderWay) return 0;
    await beginByWorker(tx, reading, { subject, clientId: null, input: { registrarId } });
    return 1;
  });

/** Looks into the queues of registrars every ten minutes, in one process. */
export async function startReadingMessages(app: App): Promise<void> {
  await app.jobs.define(JOB, { retryLimit: 0 }, async () => {
    await beginReading(app);
  });
  await app.jobs.schedule(JOB, '*/10 * * * *');
}
