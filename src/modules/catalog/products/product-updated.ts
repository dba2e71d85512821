import { nounEvents } from '#schema/events/noun.ts';
import { Product } from './product.ts';

nounEvents({
  noun: 'product',
  type: Product,
  read: 'catalog:read',
  missing: 'PRODUCT_NOT_FOUND',
  description: 'Products that are added, changed or deleted.',
});
