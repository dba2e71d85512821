import type { ErrorCode } from '#core/errors.ts';

/** Why adding or changing a product may be refused. */
export const productErrors = [
  'PRODUCT_GROUP_NOT_FOUND',
  'PRODUCT_TYPE_NOT_FOUND',
  'SLUG_TAKEN',
  'PRICE_MISSING',
  'CURRENCY_NOT_FOUND',
  'WELCOME_EMAIL_NOT_FOUND',
  'TERMINATE_EMAIL_NOT_FOUND',
  'UPGRADE_EMAIL_NOT_FOUND',
  'SERVER_MODULE_NOT_FOUND',
  'SERVER_GROUP_NOT_FOUND',
  'UPGRADE_PRODUCT_NOT_FOUND',
  'RECOMMENDED_PRODUCT_NOT_FOUND',
  'CONFIG_OPTION_GROUP_NOT_FOUND',
] as const satisfies readonly ErrorCode[];
