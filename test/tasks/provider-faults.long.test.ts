import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ProviderError } from '#core/provider-error.ts';
import type { Task } from '#generated/prisma/client.ts';
import { shippedProviders } from '#providers/shipped.ts';
import { runTask } from '#schema/tasks/run.ts';
import type { TaskKind } from '#schema/tasks/kind.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { deadPort, testCa } from '#test/providers/loopback.ts';
import { type Fault, faults, faulty } from './faulty.ts';
import { beginOf } from './outside.ts';
import { type Address, called, type ProviderCall, providerCalls } from './provider-calls.ts';

let gateway: Gateway;
let lines: string[] = [];
let subject = 900;
beforeAll(async () => {
  gateway = await openGateway();
});
beforeEach(() => {
  lines = [];
  for (const level of ['warn', 'error', 'info'] as const)
    vi.spyOn(gateway.app.log, level).mockImplementation((...said: unknown[]) => {
      lines.push(`${level} ${String(said.at(-1))}`);
    });
});
afterAll(() => vi.restoreAllMocks());

/** Makes a provider's call by a task of a kind of its own, as the company's own work. */
async function taskOf({ name, call }: ProviderCall, address: Address) {
  subject += 1;
  const kind: TaskKind<{ what: string }, { done: true }> = {
    kind: `test.${name}.${subject}`,
    retry: { interactive: 'queue', hours: 24 },
    timeoutMs: 2_000,
    go: async () => {
      await call(address);
      return { done: true };
    },
    reconcile: () => Promise.reject(new ProviderError('UNKNOWN', 'Nobody can tell.')),
    after: async () => {},
  };
  gateway.app.kinds.set(kind.kind, kind);
  const task = await runTask(gateway.app, await beginOf(gateway, kind, { subject }));
  // Its next attempts are nobody's.
  gateway.app.kinds.delete(kind.kind);
  return task;
}

const shown = ({ state, errorCode }: Task) => ({ state, errorCode });
const secondsUntil = ({ nextAttemptAt }: Task) =>
  Math.round((nextAttemptAt!.getTime() - Date.now()) / 1_000);

const UNREACHABLE = { state: 'QUEUED', errorCode: 'PROVIDER_UNREACHABLE' };
const UNKNOWN = { state: 'UNKNOWN', errorCode: 'OUTCOME_UNKNOWN' };
const lineOf = {
  PROVIDER_UNREACHABLE:
    'warn A provider cannot be reached; the task is tried again at nextAttemptAt.',
  OUTCOME_UNKNOWN:
    'warn A provider did not answer; at nextAttemptAt it is asked what became of the task.',
  PROVIDER_REJECTED: 'info A provider rejected a task.',
} as const;

const asksToWait = (fault: Fault) => fault.startsWith('asks to wait');

/** What a fault may leave, by the rules of tasks: what was not sent waits, what may have been is asked after. */
function leaves(fault: Fault, { first, isPatient, hidesPauses }: ProviderCall): object[] {
  if (fault === 'hangs' && isPatient) return [UNKNOWN];
  if (asksToWait(fault) && !hidesPauses) return [UNREACHABLE];
  if (first === 'looks') return [UNREACHABLE];
  return first === 'acts' ? [UNKNOWN] : [UNREACHABLE, UNKNOWN];
}

it('knows a call of every provider that ships', () => {
  const known = [...providerCalls.map(({ name }) => name), ...Object.keys(called)];
  expect(known.toSorted()).toEqual(
    [...new Set(shippedProviders.map(({ name }) => name))].toSorted(),
  );
});

describe.each(providerCalls)('$name', (provider) => {
  it.each(faults)('that %s', async (fault) => {
    const program = await faulty(fault, provider.secure);
    try {
      const task = await taskOf(provider, { ...program, ca: testCa });
      if (fault === 'answers 200 with an error') expect(task.state).not.toBe('SUCCEEDED');
      else expect(leaves(fault, provider)).toContainEqual(shown(task));
      expect(lines).toEqual([lineOf[task.errorCode as keyof typeof lineOf]]);
      const isLong = fault === 'asks to wait for five minutes' && !provider.hidesPauses;
      const pause = isLong ? 300 : 30;
      if (task.state !== 'REJECTED') expect(secondsUntil(task)).toBeLessThanOrEqual(pause);
      if (task.state !== 'REJECTED') expect(secondsUntil(task)).toBeGreaterThan(pause - 10);
    } finally {
      await program.stop();
    }
  });

  it('that nobody is at has been sent nothing', async () => {
    const port = await deadPort();
    const scheme = provider.secure ? 'https' : 'http';
    const url = `${scheme}://127.0.0.1:${port}/`;
    const task = await taskOf(provider, { url, port, ca: testCa });
    expect(shown(task)).toEqual(UNREACHABLE);
    expect(lines).toEqual([lineOf.PROVIDER_UNREACHABLE]);
  });
});

describe.each(providerCalls.filter(({ secure }) => secure))('$name', (provider) => {
  it('whose certificate is of an unknown authority has been sent nothing', async () => {
    const program = await faulty('answers 200 with an error', true);
    try {
      const task = await taskOf(provider, { ...program, ca: undefined });
      expect(shown(task)).toEqual(UNREACHABLE);
      expect(lines).toEqual([lineOf.PROVIDER_UNREACHABLE]);
    } finally {
      await program.stop();
    }
  });
});

/** Accounts are set up by staff; mailer and storage by who runs the gateway. */
const places = shippedProviders
  .filter(({ kind }) => kind !== 'mailer' && kind !== 'storage')
  .flatMap(({ kind, name, settings }) =>
    Object.keys(settings.shape)
      .filter((setting) => /url$/i.test(setting))
      .map((setting) => ({ kind, name, setting })),
  );

it.each(places)(
  '$name takes no $setting that carries secrets in the clear',
  ({ kind, name, setting }) => {
    const provider = shippedProviders.find((one) => one.kind === kind && one.name === name)!;
    const wrong = provider.settings.shape[setting]!.safeParse('http://provider.example/api/');
    expect(wrong.success).toBe(false);
  },
);
