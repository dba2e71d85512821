import type { Tx } from '#platform/database/client.ts';
import type { DemoPeople } from './access.ts';

/** The demo's system. */
export async function demoSystem(_tx: Tx, _people: DemoPeople): Promise<void> {}
