/** What catalog announces. */
export interface CatalogEvents {}
