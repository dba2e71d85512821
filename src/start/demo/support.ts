import type { Tx } from '#platform/database/client.ts';
import type { DemoPeople } from './access.ts';

/** A department that people can write to. */
export async function demoSupport(tx: Tx, { adminId }: DemoPeople): Promise<void> {
  await tx.department.create({
    data: {
      name: 'Support',
      email: 'support@hostgraph.example',
      adminLinks: { create: { adminId } },
    },
  });
}
