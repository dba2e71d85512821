import { isPlainObject } from '#core/plain.ts';
import type { PlainObject } from '#transports/rapi/php-array.ts';

/**
 * Lays `email_preferences[invoice]=1` flat as `invoice_emails=1`, and reads the older spelling
 * `invoiceemails=true` alike.
 */
export function withEmailPreferences(parameters: PlainObject): PlainObject {
  const { email_preferences: preferences, ...rest } = parameters;
  const result: PlainObject = {};
  for (const [name, value] of Object.entries(rest))
    result[
      name.replace(/^(general|product|domain|invoice|support|affiliate)emails$/, '$1_emails')
    ] = value;
  if (isPlainObject(preferences))
    for (const [kind, value] of Object.entries(preferences)) result[`${kind}_emails`] = value;
  return result;
}
