/** What catalog announces. */
export interface CatalogEvents {
  /** Cached copies of this kind of catalogue are out of date. */
  'catalog.changed': { kind: string; version: number };
  'product.added': { productId: number };
  /** `changed` names the fields. */
  'product.changed': { productId: number; changed: string[] };
  'product.deleted': { productId: number };
  'productGroup.added': { groupId: number };
  'productGroup.changed': { groupId: number };
  'productGroup.deleted': { groupId: number };
  'promotion.added': { promotionId: number };
  'promotion.changed': { promotionId: number };
  'promotion.deleted': { promotionId: number };
}
