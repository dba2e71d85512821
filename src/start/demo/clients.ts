import type { Tx } from '#platform/database/client.ts';
import type { DemoPeople } from './access.ts';

/** The demo's clients. */
export async function demoClients(_tx: Tx, _people: DemoPeople): Promise<void> {}
