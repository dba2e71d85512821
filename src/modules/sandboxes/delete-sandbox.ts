import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { endSandbox } from './drop-task.ts';
import { Sandbox } from './sandbox.ts';

command('deleteSandbox', {
  description:
    'Delete a sandbox with everything in it. Its keys are not accepted from then on, and what is under way there is broken off.',
  permission: 'system:sandbox',
  input: (t) => ({
    sandboxId: t.globalID({
      for: Sandbox,
      required: true,
      description: 'ID of the sandbox to delete.',
    }),
  }),
  errors: ['SANDBOX_NOT_FOUND'],
  reportsOutcomes: true,
  run: async (work, { sandboxId }) => {
    const id = keyOf(sandboxId);
    const where = { id, state: { not: 'DELETING' as const } };
    if (!(await work.tx.sandbox.count({ where }))) work.fail('SANDBOX_NOT_FOUND');
    await endSandbox(work, id);
    return { sandboxId: id };
  },
  deletes: { type: 'Sandbox', key: 'sandboxId' },
});
