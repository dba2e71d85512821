import type { ErrorCode } from '#core/errors.ts';
import type { LegacyMessage } from '#transports/rapi/legacy.ts';

/** The old words of what a search may be refused with. */
export const searchErrors: Partial<Record<ErrorCode, LegacyMessage>> = {
  DOMAIN_NAME_INVALID: 'Domain not valid',
  TLD_NOT_SUPPORTED: 'The given TLD is not supported for WHOIS lookups',
  NOT_FOUND: 'Product ID Not Found',
};
