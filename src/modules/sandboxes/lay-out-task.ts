import { ProviderError } from '#core/provider-error.ts';
import type { SandboxToken } from '#schema/sandboxes.ts';
import { taskKind } from '#schema/tasks/kind.ts';

interface Input {
  sandboxId: number;
  token: SandboxToken;
}

/** Makes the database of a sandbox. A second attempt begins anew. */
export const layOutTask = taskKind<Input, Record<string, never>>({
  kind: 'sandbox.create',
  resendable: true,
  isOptIn: true,
  concurrency: 1,
  timeoutMs: 10 * 60_000,
  retry: { interactive: 'queue', hours: 1 },
  go: async ({ app }, { sandboxId, token }) => {
    if (!app.sandboxes) throw new ProviderError('NOT_SENT', 'No sandboxes are hosted here.');
    await app.sandboxes.layOut(sandboxId, token);
    return {};
  },
  after: async ({ tx }, { sandboxId }) => {
    const where = { id: sandboxId, state: 'CREATING' as const };
    await tx.sandbox.updateMany({ where, data: { state: 'READY' } });
  },
  failed: async ({ tx }, { sandboxId }) => {
    const where = { id: sandboxId, state: 'CREATING' as const };
    await tx.sandbox.updateMany({ where, data: { state: 'FAILED' } });
  },
});
