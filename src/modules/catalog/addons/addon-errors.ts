import type { ErrorCode } from '#core/errors.ts';

/** Why adding or changing an addon may be refused. */
export const addonErrors = [
  'PRODUCT_NOT_FOUND',
  'PRICE_MISSING',
  'CURRENCY_NOT_FOUND',
  'WELCOME_EMAIL_NOT_FOUND',
  'SERVER_MODULE_NOT_FOUND',
  'SERVER_GROUP_NOT_FOUND',
] as const satisfies readonly ErrorCode[];
