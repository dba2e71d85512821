import { now } from '#core/clock.ts';
import { DomainError } from '#core/errors.ts';
import { ProviderError } from '#core/provider-error.ts';
import type { Task } from '#generated/prisma/client.ts';
import type { AnyKind, TaskError } from './kind.ts';

/** Pauses before the next attempt at a provider, in seconds; the last one repeats. */
const PROVIDER_PAUSES = [30, 120, 600, 1_800, 7_200, 21_600];

/** Pauses after an attempt that failed here, in seconds; together they outlast a night. */
const OWN_PAUSES = [5, 10, 30, 60, 300, 900, 1_800, 3_600, 7_200, 10_800, 21_600];

/** After so many failures of our own in a row a person has to look. */
export const MOST_FAILURES = 12;

/** How often a provider is asked what became of a call before a person has to: more than four days. */
const MOST_LOOKS = 24;

/** What an attempt that did not succeed leaves. */
export interface AttemptFailure {
  state: 'QUEUED' | 'REJECTED' | 'UNKNOWN' | 'DEAD' | 'CANCELLED';
  error: TaskError;
  nextAttemptAt: Date | null;
  failures: number;
  /** Surely nothing has reached the provider. */
  isUnsent?: boolean;
}

type Row = Pick<
  Task,
  'attempts' | 'failures' | 'sentAt' | 'retryUntil' | 'isInteractive' | 'nextAttemptAt'
>;

const after = (seconds: number) => new Date(now().getTime() + seconds * 1_000);

const nth = (pauses: readonly number[], place: number) =>
  pauses[Math.min(Math.max(place, 1), pauses.length) - 1]!;

/**
 * What an attempt's error means for its task.
 * @param wasSent whether this attempt, or an earlier one, may have reached the provider
 */
export function decide(kind: AnyKind, row: Row, error: unknown, wasSent: boolean): AttemptFailure {
  if (error instanceof DomainError && kind.endsOnDomainError)
    return { state: 'REJECTED', error: { code: 'TASK_FAILED', message: error.message }, ...ended };
  if (!(error instanceof ProviderError)) return ownFailure(kind, row, error, wasSent);
  const { outcome, message } = error;
  if (outcome === 'REFUSED')
    return { state: 'REJECTED', error: { code: 'PROVIDER_REJECTED', message }, ...ended };
  if (outcome === 'MANUAL')
    return { state: 'UNKNOWN', error: { code: 'WAITS_FOR_PERSON', message }, ...ended };
  // A second call that never left says nothing about the first one.
  if (outcome === 'UNKNOWN' || row.sentAt !== null) return unknown(kind, row, message);
  return unreachable(kind, row, error);
}

/** Nothing is tried on its own any more. */
const ended = { nextAttemptAt: null, failures: 0 };

function unknown(kind: AnyKind, row: Row, message: string): AttemptFailure {
  const error: TaskError = { code: 'OUTCOME_UNKNOWN', message };
  const { pauses } = kind.retry;
  if (pauses && row.attempts > pauses.length)
    return { state: kind.retry.exhausted ?? 'DEAD', error, ...ended };
  if (row.attempts >= MOST_LOOKS) return { state: 'DEAD', error, ...ended };
  const nextAttemptAt = after(nth(pauses ?? PROVIDER_PAUSES, row.attempts));
  return { state: 'UNKNOWN', error, nextAttemptAt, failures: 0 };
}

function unreachable(
  { retry }: AnyKind,
  row: Row,
  { message, retryAfterMs = 0 }: ProviderError,
): AttemptFailure {
  const error: TaskError = { code: 'PROVIDER_UNREACHABLE', message };
  const isUnsent = true;
  if (row.isInteractive && retry.interactive === 'answer')
    return { state: 'CANCELLED', error, isUnsent, ...ended };
  const { pauses = PROVIDER_PAUSES } = retry;
  const until = row.retryUntil ?? now();
  const isExhausted = now() >= until || (retry.pauses && row.attempts > pauses.length);
  if (isExhausted) return { state: retry.exhausted ?? 'DEAD', error, isUnsent, ...ended };
  // A provider that asked for a pause gets it.
  const next = after(Math.max(nth(pauses, row.attempts), retryAfterMs / 1_000));
  // The last attempt is at the very end.
  const nextAttemptAt = next > until ? until : next;
  return { state: 'QUEUED', error, isUnsent, nextAttemptAt, failures: 0 };
}

/** Our own fault: a handler that throws is tried again for a night, then a person has to look. */
function ownFailure(kind: AnyKind, row: Row, thrown: unknown, wasSent: boolean): AttemptFailure {
  const words = thrown instanceof Error ? thrown.message : String(thrown);
  const error: TaskError = { code: 'TASK_FAILED', message: words.slice(0, 500) };
  const failures = row.failures + 1;
  if (failures >= MOST_FAILURES) return { state: 'DEAD', error, nextAttemptAt: null, failures };
  const state = wasSent && !kind.resendable ? 'UNKNOWN' : 'QUEUED';
  return { state, error, nextAttemptAt: after(nth(OWN_PAUSES, failures)), failures };
}

/** The database was away or busy for a moment, which says nothing about the task. */
export const interrupted = (kind: AnyKind, row: Row, wasSent: boolean): AttemptFailure => ({
  state: wasSent && !kind.resendable ? 'UNKNOWN' : 'QUEUED',
  error: { code: 'TASK_FAILED', message: 'The database does not answer.' },
  nextAttemptAt: after(OWN_PAUSES[0]!),
  failures: row.failures,
});

/** Its process stops: whoever comes next goes on with it at once. */
export const givenBack = (row: Row): AttemptFailure => ({
  state: 'QUEUED',
  error: { code: 'TASK_FAILED', message: 'The process that carried it out was stopped.' },
  nextAttemptAt: now(),
  failures: row.failures,
});
