import type { Tx } from '#platform/database/client.ts';
import type { DemoPeople } from './access.ts';

/** The demo's resellers. */
export async function demoResellers(_tx: Tx, _people: DemoPeople): Promise<void> {}
