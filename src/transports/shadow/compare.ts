import { isPlainObject } from '#core/plain.ts';
import type { Difference } from '#core/shadow.ts';
import { isSameValue } from './same-value.ts';
import { isSecret, secretsIn, shownValue } from './shown-value.ts';

/** A reply as both systems give one. */
export interface ComparedReply {
  status: number;
  body: unknown;
}

/** What was asked, as far as it decides what is the same. */
export interface ComparedCall {
  /** A change: each system numbers what it makes, and makes its own passwords. */
  isChange: boolean;
  /** The parameters of the request. */
  parameters: unknown;
}

/**
 * Where two replies to one call differ first, in the order of the old one; null where they mean the
 * same. The order of keys does not matter, nor does the time of a day; numbers are compared by value,
 * and an empty list is an empty object, since PHP writes both alike.
 */
export function firstDifference(
  call: ComparedCall,
  old: ComparedReply,
  own: ComparedReply,
): Difference | null {
  if (old.status !== own.status)
    return { path: 'HTTP status', old: String(old.status), own: String(own.status) };
  const sent = textsIn(call.parameters);
  const isMade = (place: Place) => call.isChange && isOfEachSystem(place, sent);
  const secrets = secretsIn(call.parameters);
  const found = differing(
    { path: '', name: '', isSecret: false, old: old.body, own: own.body },
    isMade,
  );
  if (!found) return null;
  const shown = (value: unknown) => shownValue(value, found.isSecret, secrets);
  return { path: found.path || 'reply', old: shown(found.old), own: shown(found.own) };
}

interface Place {
  path: string;
  name: string;
  isSecret: boolean;
  old: unknown;
  own: unknown;
}

function differing(place: Place, isMade: (place: Place) => boolean): Place | null {
  const { old, own } = place;
  const [oldParts, ownParts] = [partsOf(old), partsOf(own)];
  if (!oldParts || !ownParts)
    return oldParts || ownParts || !(isSameValue(old, own) || isMade(place)) ? place : null;
  const isAnyEmpty = oldParts.size === 0 || ownParts.size === 0;
  if (Array.isArray(old) !== Array.isArray(own) && !isAnyEmpty) return place;
  for (const name of new Set([...oldParts.keys(), ...ownParts.keys()])) {
    const beside = isPlainObject(old) ? old : isPlainObject(own) ? own : {};
    const found = differing(
      {
        path: pathOf(place.path, name, Array.isArray(old)),
        name: Array.isArray(old) ? place.name : name,
        isSecret: place.isSecret || isSecret(name, beside),
        old: oldParts.get(name),
        own: ownParts.get(name),
      },
      isMade,
    );
    if (found) return found;
  }
  return null;
}

/** What a list or an object is made of; null for other values. */
function partsOf(value: unknown): Map<string, unknown> | null {
  if (Array.isArray(value)) return new Map(value.map((item, place) => [String(place), item]));
  return isPlainObject(value) ? new Map(Object.entries(value)) : null;
}

const pathOf = (path: string, name: string, isItem: boolean): string =>
  isItem ? `${path}[${name}]` : path ? `${path}.${name}` : name;

/** A name that ends so is the number of a row or a document. */
const NUMBERED = /(id|ids|number|num)$/i;
const NUMBERS = /^[1-9]\d*(,[1-9]\d*)*$/;

/** Whether a field holds what each system makes itself: a secret, or a number that was not sent. */
function isOfEachSystem({ name, isSecret: isHidden, old, own }: Place, sent: ReadonlySet<string>) {
  const both = [old, own].map((value) =>
    typeof value === 'number' || typeof value === 'string' ? String(value) : '',
  );
  if (isHidden) return both.every((text) => text !== '');
  return NUMBERED.test(name) && both.every((text) => NUMBERS.test(text)) && !sent.has(both[0]!);
}

/** Every text of a request. */
function textsIn(value: unknown): Set<string> {
  if (typeof value !== 'object' || value === null)
    return new Set(value === null || value === undefined ? [] : [String(value as string)]);
  return new Set(Object.values(value).flatMap((item) => [...textsIn(item)]));
}
