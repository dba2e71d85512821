import { AddCredit } from '#transports/rapi/billing/AddCredit.ts';
import { DeleteCredit } from '#transports/rapi/billing/DeleteCredit.ts';
import { refused } from '#transports/rapi/form-error.ts';
import { isBlank } from '#transports/rapi/param.ts';
import type { PlainObject } from '#transports/rapi/php-array.ts';

/** `type` says whether credit is given or taken; it is given where nothing is said. */
export function addOrRemove({ type }: PlainObject) {
  if (isBlank(type) || type === 'add') return AddCredit;
  if (type === 'remove') return DeleteCredit;
  throw refused('type', 'Type can only be add or remove');
}
