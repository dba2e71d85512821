import type { Tx } from '#platform/database/client.ts';
import type { DemoPeople } from './access.ts';

/** The demo's affiliates. */
export async function demoAffiliates(_tx: Tx, _people: DemoPeople): Promise<void> {}
