import { createContext, Script } from 'node:vm';
import { isWebAddress } from '#core/addresses/web-address.ts';
import { yesOrNo } from '#core/yes-no.ts';
import type { CustomFieldType } from '#generated/prisma/enums.ts';

/** What decides whether a value fits a custom field. */
export interface CustomFieldRule {
  name: string;
  type: CustomFieldType;
  options: readonly string[];
  regex: string;
}

/** The longest value of any custom field, in characters. */
export const longestValue = 10_000;

/** The longest value that is held against a pattern. */
const LONGEST_MATCHED = 500;

/**
 * The value as it is kept, or what is wrong with it (a sentence without the field's name).
 * An empty value is taken: whether it may be empty is the caller's question.
 */
export function fitted(
  rule: CustomFieldRule,
  provided: string,
): { value: string } | { problem: string } {
  const value = rule.type === 'TEXTAREA' ? provided.trim() : provided.replace(/\s+/g, ' ').trim();
  if (rule.type === 'TICKBOX') return ticked(value);
  if (!value) return { value };
  if (value.length > longestValue)
    return { problem: `must be at most ${longestValue} characters long` };
  if (rule.type === 'DROPDOWN' && !rule.options.includes(value))
    return { problem: `must be one of ${rule.options.join(', ')}` };
  if (rule.type === 'LINK' && !isWebAddress(value))
    return { problem: 'must be a web address that begins with http:// or https://' };
  if (rule.regex && !matches(rule.regex, value)) return { problem: 'does not have the right form' };
  return { value };
}

function ticked(value: string) {
  const isOn = value === '' ? false : yesOrNo(value);
  return isOn === undefined ? { problem: 'must be on or empty' } : { value: isOn ? 'on' : '' };
}

/** A pattern as staff write it: bare, or between slashes with flags as PHP has them. */
export function patternOf(text: string): RegExp | undefined {
  const [, body, flags] = /^\/(.*)\/([imsu]*)$/s.exec(text) ?? [];
  try {
    return new RegExp(body ?? text, flags ?? '');
  } catch {
    return undefined;
  }
}

/** How long one match may take, in milliseconds: a pattern that backtracks is cut off, and fails. */
const MATCH_TIME = 100;
const apart = createContext({ pattern: /^/, value: '' });
const match = new Script('pattern.test(value)');

function matches(regex: string, value: string): boolean {
  const pattern = patternOf(regex);
  if (!pattern || value.length > LONGEST_MATCHED) return false;
  Object.assign(apart, { pattern, value });
  try {
    return match.runInContext(apart, { timeout: MATCH_TIME }) === true;
  } catch {
    return false;
  }
}
