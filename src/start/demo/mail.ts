import type { Tx } from '#platform/database/client.ts';
import type { DemoPeople } from './access.ts';

/** The demo's mail. */
export async function demoMail(_tx: Tx, _people: DemoPeople): Promise<void> {}
