import { ProviderError } from '#core/provider-error.ts';
import { plausibleDay } from '#core/plausible-date.ts';
import type { DomainState } from './domain-data.ts';

const TOKENS = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * Reads JSON with every number as its own text, so that money and long ids stay exact.
 * Throws `SyntaxError`. The first pass proves that all strings end, which keeps the second linear.
 */
export function readJson(text: string): unknown {
  JSON.parse(text);
  return JSON.parse(text.replace(TOKENS, (token) => (token[0] === '"' ? token : `"${token}"`)));
}

/** The first of these properties that an unknown value has, names in any case; or undefined. */
export function pick(value: unknown, ...names: string[]): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  const entries = Object.entries(value);
  for (const name of names) {
    const requested = name.toLowerCase();
    const found = entries.find(([key]) => key.toLowerCase() === requested);
    if (found && found[1] !== null && found[1] !== undefined) return found[1];
  }
  return undefined;
}

/** A text without outer blanks; null when there is none. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

/** The spellings of yes that the registrars use. */
export function isTrue(value: unknown): boolean {
  return value === true || (typeof value === 'string' && /^(true|1|yes|y|on)$/i.test(value.trim()));
}

/** A list, whatever stands for one: a list, one value, nothing. */
export function listOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null || value === '' ? [] : [value];
}

/** The registrar's words, fit to be shown: no control characters, no secrets, at most 500 long. */
export function messageOf(value: unknown, fallback: string, ...secrets: string[]): string {
  const words = (textOf(value) ?? fallback).replace(/[\p{Cc}\p{Cf}]+/gu, ' ');
  const hidden = secrets.reduce((text, secret) => text.replaceAll(secret || '\0', '•••'), words);
  return hidden.slice(0, 500).trim();
}

/** `YYYY-MM-DD` (UTC) of a plausible date, however it is spelled; null for anything else. */
export const dateOf = (value: unknown): string | null => plausibleDay(textOf(value));

/** `MM/DD/YYYY`, a time may follow, as `YYYY-MM-DD`; anything else as it stands. */
export function usDate(text: string | null): string | null {
  const [, month = '', day = '', year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})\b/.exec(text ?? '') ?? [];
  return year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text;
}

/** How every complaint about an expiry date begins; such domains are asked about every day. */
export const NO_EXPIRY = 'No expiry date';

/** The expiry of a domain as its registrar spells it; why not, where it cannot be used. */
export function expiryFrom(value: unknown): Pick<DomainState, 'expiresOn' | 'expiryProblem'> {
  const expiresOn = dateOf(value);
  if (expiresOn) return { expiresOn };
  const text = textOf(value);
  const expiryProblem = text
    ? `${NO_EXPIRY}: "${text.slice(0, 60)}" cannot be read as a date.`
    : `${NO_EXPIRY}: the registrar told none.`;
  return { expiresOn, expiryProblem };
}

/** For an answer that cannot be understood: after a change nobody knows what happened. */
export function unreadable(host: string, status: number, cause?: unknown): ProviderError {
  return new ProviderError('UNKNOWN', `${host} gave an unreadable answer (HTTP ${status}).`, {
    cause,
  });
}

/** A clock for one operation: each look gives the milliseconds left, and refuses when none are. */
export function countdown(timeoutMs = 30_000): () => number {
  const end = performance.now() + timeoutMs;
  return () => {
    const left = Math.ceil(end - performance.now());
    if (left > 0) return left;
    throw new ProviderError('NOT_SENT', 'The time was up before the request was sent.');
  };
}

/** A step before the change itself: should its answer be lost, nothing has been ordered. */
export function before<T>(step: Promise<T>): Promise<T> {
  return step.catch((error: unknown) => {
    throw error instanceof ProviderError && error.outcome === 'UNKNOWN'
      ? new ProviderError('NOT_SENT', error.message, { cause: error })
      : error;
  });
}

/** A step after a first change went through: should it not be sent, the whole is half done. */
export function after<T>(step: Promise<T>): Promise<T> {
  return step.catch((error: unknown) => {
    throw error instanceof ProviderError && error.outcome === 'NOT_SENT'
      ? new ProviderError('UNKNOWN', error.message, { cause: error })
      : error;
  });
}

/** True for an error whose words say that the account has no such domain or order. */
export function saysAbsent(error: unknown): boolean {
  return (
    error instanceof ProviderError &&
    error.outcome === 'REFUSED' &&
    /no entity found|does(n't| not) exist|not found|no record|not available in our/i.test(
      error.message,
    )
  );
}
