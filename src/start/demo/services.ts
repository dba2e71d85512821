import type { Tx } from '#platform/database/client.ts';
import type { DemoPeople } from './access.ts';

/** The demo's services. */
export async function demoServices(_tx: Tx, _people: DemoPeople): Promise<void> {}
