import { ProviderError } from '#core/provider-error.ts';
import { taskKind } from '#schema/tasks/kind.ts';
import type { Work } from '#schema/work.ts';

interface Input {
  sandboxId: number;
}

/** Takes the database of a sandbox away, and then its row. */
export const dropTask = taskKind<Input, Record<string, never>>({
  kind: 'sandbox.delete',
  resendable: true,
  isOptIn: true,
  retry: { interactive: 'queue', hours: 24 },
  go: async ({ app }, { sandboxId }) => {
    if (!app.sandboxes) throw new ProviderError('NOT_SENT', 'No sandboxes are hosted here.');
    await app.sandboxes.drop(sandboxId);
    return {};
  },
  after: async ({ tx }, { sandboxId }) => {
    await tx.sandbox.deleteMany({ where: { id: sandboxId } });
  },
});

/** Ends a sandbox: its key is not accepted from now on, and it is taken away. */
export async function endSandbox(work: Work, id: number): Promise<void> {
  await work.tx.sandbox.updateMany({ where: { id }, data: { state: 'DELETING' } });
  work.announce('sandbox.deleted', { sandboxId: id });
  await work.begin(dropTask, {
    subject: { type: 'Sandbox', id },
    clientId: null,
    input: { sandboxId: id },
  });
}
