import type { Tx } from '#platform/database/client.ts';
import type { DemoPeople } from './access.ts';

/** The demo's billing. */
export async function demoBilling(_tx: Tx, _people: DemoPeople): Promise<void> {}
