import type { Tx } from '#platform/database/client.ts';
import type { DemoPeople } from './access.ts';

/** The demo's quotes. */
export async function demoQuotes(_tx: Tx, _people: DemoPeople): Promise<void> {}
