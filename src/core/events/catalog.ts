import {
  eventChanges as changed,
  eventCount as count,
  defineEvents,
  eventSubjectId as subject,
  eventText as text,
} from './define.ts';

const product = { productId: subject('Product') };
const group = { groupId: subject('ProductGroup') };
const promotion = { promotionId: subject('Promotion') };

/** Events of products and what they cost. */
export const catalogEvents = defineEvents({
  'catalog.changed': {
    description: 'Cached copies of a catalogue of this kind are out of date.',
    payload: { kind: text(), version: count() },
  },
  'product.added': { description: 'A product was added.', payload: product },
  'product.changed': {
    description: 'A product changed.',
    payload: { ...product, changed: changed() },
  },
  'product.deleted': { description: 'A product was deleted.', payload: product },
  'productGroup.added': { description: 'A product group was added.', payload: group },
  'productGroup.changed': { description: 'A product group changed.', payload: group },
  'productGroup.deleted': { description: 'A product group was deleted.', payload: group },
  'promotion.added': { description: 'A promotion was added.', payload: promotion },
  'promotion.changed': { description: 'A promotion changed.', payload: promotion },
  'promotion.deleted': { description: 'A promotion was deleted.', payload: promotion },
});
