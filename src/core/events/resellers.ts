/** What resellers announces. */
export interface ResellersEvents {
  'reseller.added': { resellerId: number; clientId: number };
  'reseller.changed': { resellerId: number; clientId: number };
  'reseller.deleted': { resellerId: number; clientId: number };
  'productKey.saved': { productKeyId: number };
  'productKey.deleted': { productKeyId: number };
  'priceList.deleted': { priceListId: number };
  'priceList.unassigned': { resellerId: number };
  /** Some price of the list changed; whoever keeps its catalogue reads it again. */
  'priceList.changed': { priceListId: number; version: number };
  'priceList.assigned': { priceListId: number; resellerId: number };
  /** What was agreed with this reseller alone changed. */
  'resellerPrices.changed': { resellerId: number };
  'apiKey.saved': { credentialId: number; clientId: number; added: boolean };
  'apiKey.revoked': { credentialId: number; clientId: number };
  'apiAddress.added': { addressId: number; clientId: number };
  'apiAddress.deleted': { addressId: number; clientId: number };
}
