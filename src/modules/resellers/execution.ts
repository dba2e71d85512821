import { encodeId } from '#core/ids.ts';
import type { Task } from '#generated/prisma/client.ts';
import { isThrough } from '#modules/domains/ordering/order-through.ts';
import { builder } from '#schema/builder.ts';
import type { Context } from '#schema/context.ts';
import { edgeToNode } from '#schema/node.ts';

/** What was executed for an invoice: the outside work that began, if any was needed. */
export interface Executed {
  invoiceId: number;
  taskIds: number[];
  /** Why a part could not even be begun, in the words of the module queue. */
  failure?: string;
  /** Why a part is not begun yet. */
  waitsFor?: string;
}

interface ExecutionOutcome {
  state: 'SUCCESS' | 'PENDING' | 'FAILED';
  message: string;
}

const ExecutionState = builder.enumType('ExecutionState', {
  description: 'State of work that waited for an invoice.',
  values: {
    SUCCESS: { description: 'The work is done.' },
    PENDING: {
      description:
        'A registrar or control panel has not finished the work or has not responded yet.',
    },
    FAILED: { description: 'A registrar or control panel refused the work or a part of it.' },
  } as const,
});

const ExecutionStatus = builder.objectRef<ExecutionOutcome>('ExecutionStanding').implement({
  read: null,
  description: 'State of an execution, with a message.',
  fields: (t) => ({
    state: t.expose('state', { type: ExecutionState, description: 'State of the execution.' }),
    message: t.exposeString('message', {
      description: 'Message of the registrar or control panel. Empty when there is none.',
    }),
  }),
});

/** How far what waited for an invoice has come: as far as the part that is furthest behind. */
async function statusOf(
  { db }: Context,
  { taskIds, failure, waitsFor }: Executed,
): Promise<ExecutionOutcome> {
  if (failure !== undefined) return { state: 'FAILED', message: failure };
  const tasks = await db.task.findMany({
    where: { id: { in: taskIds } },
    orderBy: { id: 'asc' },
  });
  const parts: ExecutionOutcome[] = [];
  for (const task of tasks) parts.push(await partOf(db, task));
  const behind =
    parts.find(({ state }) => state === 'FAILED') ?? parts.find(({ state }) => state === 'PENDING');
  if (behind) return behind;
  return waitsFor === undefined
    ? { state: 'SUCCESS', message: '' }
    : { state: 'PENDING', message: waitsFor };
}

async function partOf(db: Context['db'], task: Task): Promise<ExecutionOutcome> {
  const { state, message, outcome } = task;
  if (state === 'REJECTED' || state === 'CANCELLED') return { state: 'FAILED', message };
  if (state !== 'SUCCEEDED') return { state: 'PENDING', message };
  const received = outcome as { state?: string; words?: string } | null;
  if (received?.state !== 'pending' || (await isThrough(db, task)))
    return { state: 'SUCCESS', message: '' };
  return { state: 'PENDING', message: received.words ?? '' };
}

export const Execution = builder.objectRef<Executed>('Execution').implement({
  read: null,
  description: 'Progress of the work that waited for an invoice.',
  fields: (t) => ({
    invoiceId: t.id({
      description: 'ID of the invoice.',
      resolve: ({ invoiceId }) => encodeId('Invoice', invoiceId),
    }),
    invoice: t.field(
      edgeToNode<Executed>({
        type: 'Invoice',
        description: 'The invoice.',
        idOf: ({ invoiceId }) => encodeId('Invoice', invoiceId),
      }),
    ),
    standing: t.field({
      type: ExecutionStatus,
      description: 'Current state of the execution.',
      resolve: (executed, _args, context) => statusOf(context, executed),
    }),
  }),
});
