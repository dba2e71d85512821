import { toDate } from '#core/dates.ts';
import { today } from '#core/clock.ts';
import type { Tx } from '#platform/database/client.ts';
import type { DemoPeople } from './access.ts';

/** The company's name, and something for its staff to do. */
export async function demoSystem(tx: Tx, { adminId }: DemoPeople): Promise<void> {
  await tx.setting.createMany({
    data: [
      { name: 'CompanyName', value: 'Hostgraph Demo Hosting' },
      { name: 'Email', value: 'hello@hostgraph.example' },
      { name: 'DefaultNameserver1', value: 'ns1.hostgraph.example' },
      { name: 'DefaultNameserver2', value: 'ns2.hostgraph.example' },
    ],
  });
  await tx.todoItem.create({
    data: { title: 'Look around in the demo', notedOn: toDate(today()), adminId },
  });
}
