/** What resellers announces. */
export interface ResellersEvents {
  /** Some price of the list changed; whoever keeps its catalogue reads it again. */
  'priceList.changed': { priceListId: number; version: number };
  'priceList.assigned': { priceListId: number; resellerId: number };
  'apiKey.saved': { credentialId: number; clientId: number; added: boolean };
  'apiKey.revoked': { credentialId: number; clientId: number };
  'apiAddress.added': { addressId: number; clientId: number };
  'apiAddress.deleted': { addressId: number; clientId: number };
}
