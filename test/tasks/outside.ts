import { setTimeout as sleep } from 'node:timers/promises';
import { ProviderError, type Outcome } from '#core/provider-error.ts';
import { systemActor } from '#core/actor.ts';
import { transaction } from '#platform/database/transaction.ts';
import { systemRequest } from '#schema/context.ts';
import type { AnyKind, TaskKind } from '#schema/tasks/kind.ts';
import { openWork } from '#schema/work.ts';
import type { Gateway } from '#test/gateway.ts';

interface What {
  what: string;
}
interface Ref {
  ref: string;
}

/** What the provider does next, and what it has seen. */
export const provider = {
  calls: [] as string[],
  looks: 0,
  next: [] as (Outcome | 'OK' | 'SLOW' | 'BUG')[],
  /** How long a slow answer takes, in milliseconds. */
  slowMs: 150,
  found: null as object | null,
  /** What recording throws next. */
  recording: [] as Error[],
  recorded: [] as string[],
};

/** A provider that does as it is told, and has done nothing yet. */
export const resetProvider = (): void =>
  void Object.assign(provider, {
    calls: [],
    looks: 0,
    next: [],
    slowMs: 150,
    found: null,
    recording: [],
    recorded: [],
  });

const common = {
  retry: { interactive: 'answer', hours: 24 },
  go: async ({ key }, { what }) => {
    provider.calls.push(key);
    const next = provider.next.shift() ?? 'OK';
    if (next === 'SLOW') await sleep(provider.slowMs);
    else if (next === 'BUG') throw new Error('A bug of ours.');
    else if (next !== 'OK') throw new ProviderError(next, `provider says ${next}`);
    return { ref: `ref-of-${what}` };
  },
  after: async (_work, _input, { ref }) => {
    const fault = provider.recording.shift();
    if (fault) throw fault;
    provider.recorded.push(ref);
  },
  failed: async (_work, _input, { message }) => void provider.recorded.push(message),
} satisfies Partial<TaskKind<What, Ref>>;

/** A kind of these tests alone. */
const kindOfTest = (kind: TaskKind<What, Ref>): TaskKind<What, Ref> => kind;

/** A kind that can be asked after. */
export const requested = kindOfTest({
  ...common,
  kind: 'test.asked',
  reconcile: async () => {
    provider.looks += 1;
    if (provider.found instanceof Error) throw provider.found;
    return provider.found as Ref | null;
  },
});

/** A kind that may be sent again. */
export const resent = kindOfTest({ ...common, kind: 'test.resent', resendable: true });

/** A kind that is begun anew elsewhere when its time is over. */
export const passing = kindOfTest({
  ...common,
  kind: 'test.passing',
  resendable: true,
  retry: { interactive: 'queue', hours: 1, exhausted: 'CANCELLED' },
});

/** A kind that is given up soon. */
export const impatient = kindOfTest({
  ...common,
  kind: 'test.impatient',
  resendable: true,
  timeoutMs: 200,
});

/** Has a gateway carry out the kinds of these tests. */
export function addKinds({ kinds }: Gateway['app']): void {
  for (const kind of [requested, resent, passing, impatient]) kinds.set(kind.kind, kind);
}

interface Begun {
  subject?: number;
  isInteractive?: boolean;
  carriedOutBy?: 'caller' | 'worker';
}

/** Begins a task; nobody carries it out yet unless a worker is to. */
export function beginOf(
  { app, carol }: Gateway,
  kind: AnyKind = requested,
  { subject = 1, ...how }: Begun = {},
): Promise<number> {
  addKinds(app);
  const worker = { app, actor: systemActor(new Set()), requestInfo: systemRequest('test'), ...how };
  return transaction(app.db, (tx) =>
    openWork(worker, tx).begin(kind, {
      subject: { type: 'Test', id: subject },
      clientId: carol,
      input: { what: 'this' },
    }),
  );
}
