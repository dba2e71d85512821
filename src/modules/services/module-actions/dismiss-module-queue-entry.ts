import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { cancelTask, isUnfinished } from '#schema/tasks/cancel.ts';
import { ModuleQueueEntry } from './module-queue-entry.ts';
import { openEntry } from './retry-entry.ts';
import { visibleQueueEntries } from '#modules/services/visible.ts';

command('dismissModuleQueueEntry', {
  description:
    'Dismiss an entry of the module queue, because the action was done manually or is not needed. Nothing is sent to the module.',
  permission: 'services:manage',
  input: (t) => ({
    entryId: t.globalID({
      for: ModuleQueueEntry,
      required: true,
      description: 'ID of the module queue entry to dismiss.',
    }),
  }),
  errors: ['QUEUE_ENTRY_NOT_FOUND', 'QUEUE_ENTRY_COMPLETED', 'MODULE_ACTION_UNDER_WAY'],
  run: async (work, { entryId }) => {
    const { tx } = work;
    const { id, task } = await openEntry(work, keyOf(entryId), visibleQueueEntries(work.actor));
    if (task && isUnfinished(task) && !(await cancelTask(tx, Number(task.id), 'Dismissed.')))
      work.fail('MODULE_ACTION_UNDER_WAY');
    const { serviceId, clientId } = await tx.moduleQueueEntry.update({
      where: { id },
      data: { isCompleted: true, nextAttemptAt: null },
      select: { serviceId: true, clientId: true },
    });
    work.announce('moduleAction.settled', { queueEntryId: id, serviceId, clientId });
    return { entryId: id };
  },
  deletes: { type: 'ModuleQueueEntry', key: 'entryId' },
  payload: (t) => ({
    entry: t.prismaField({
      type: ModuleQueueEntry,
      description: 'The module queue entry after it was dismissed.',
      resolve: (query, { entryId }, _args, { db }) =>
        db.moduleQueueEntry.findUniqueOrThrow({ ...query, where: { id: entryId } }),
    }),
  }),
});
