import type { Tx } from '#platform/database/client.ts';
import type { DemoPeople } from './access.ts';

/** The demo's domains. */
export async function demoDomains(_tx: Tx, _people: DemoPeople): Promise<void> {}
