/** What resellers announces. */
export interface ResellersEvents {
  /** Some price of the list changed; whoever keeps its catalogue reads it again. */
  'priceList.changed': { priceListId: number; version: number };
}
