import type { Tx } from '#platform/database/client.ts';
import type { DemoPeople } from './access.ts';

/** The demo's orders. */
export async function demoOrders(_tx: Tx, _people: DemoPeople): Promise<void> {}
