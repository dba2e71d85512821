import { categoryKeysMapping } from './products/category-keys-mapping.ts';
import { customerPrice } from './products/customer-price.ts';
import { resellerPrice } from './products/reseller-price.ts';

/** Every operation, by its place below /api/. */
export const operations = {
  'products/reseller-price': resellerPrice,
  'products/customer-price': customerPrice,
  'products/category-keys-mapping': categoryKeysMapping,
};
