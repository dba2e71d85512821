import type { Tx } from '#platform/database/client.ts';
import type { DemoPeople } from './access.ts';

/** The demo's catalog. */
export async function demoCatalog(_tx: Tx, _people: DemoPeople): Promise<void> {}
