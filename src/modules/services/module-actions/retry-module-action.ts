import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { ModuleQueueEntry } from './module-queue-entry.ts';
import { openEntry, retryEntry } from './retry-entry.ts';
import { visibleQueueEntries } from '#modules/services/visible.ts';

command('retryModuleAction', {
  description: 'Retry a failed module action immediately. The payload contains the result.',
  permission: 'services:manage',
  input: (t) => ({
    entryId: t.globalID({
      for: ModuleQueueEntry,
      required: true,
      description: 'ID of the module queue entry to retry.',
    }),
  }),
  errors: [
    'CREDIT_INSUFFICIENT',
    'PRICE_MISSING',
    'QUEUE_ENTRY_NOT_FOUND',
    'QUEUE_ENTRY_COMPLETED',
    'SERVICE_STATUS_WRONG',
    'MODULE_ACTION_UNDER_WAY',
    'MODULE_ACTION_UNSETTLED',
    'PROVIDER_REJECTED',
    'PROVIDER_UNREACHABLE',
    'OUTCOME_UNKNOWN',
  ],
  run: async (work, { entryId }) => {
    const entry = await openEntry(work, keyOf(entryId), visibleQueueEntries(work.actor));
    await retryEntry(work, entry);
    return { entryId: entry.id };
  },
  payload: (t) => ({
    entry: t.prismaField({
      type: ModuleQueueEntry,
      description: 'The module queue entry after the retry.',
      resolve: (query, { entryId }, _args, { db }) =>
        db.moduleQueueEntry.findUniqueOrThrow({ ...query, where: { id: entryId } }),
    }),
  }),
});
