import { encodeId } from '#core/ids.ts';
import { effectKind } from '#schema/dry-run/effect.ts';
import { redacted } from '#schema/redact.ts';
import { visibleTasks } from './visible.ts';

/** What would be said to which provider; what its answer would bring, only the provider knows. */
effectKind({
  name: 'tasks',
  read: 'tasks:read',
  find: async ({ tx, actor, lastBefore }) => {
    const tasks = await tx.task.findMany({
      where: { AND: [visibleTasks(actor), { id: { gt: lastBefore('Task') } }] },
      orderBy: { id: 'asc' },
    });
    return tasks.map(({ kind, subjectType, subjectId, provider, input }) => ({
      kind,
      subject: encodeId(subjectType, subjectId),
      provider,
      input: redacted(input),
    }));
  },
});
