import type { Tx } from '#platform/database/client.ts';
import type { DemoPeople } from './access.ts';

/** A client group, a field the company added, and somebody who looks after the customer's domains. */
export async function demoClients(tx: Tx, { customerId, adminId }: DemoPeople): Promise<void> {
  const group = await tx.clientGroup.create({
    data: { name: 'Friends of the house', color: '#2f855a', discountPercent: '5' },
  });
  await tx.client.update({ where: { id: customerId }, data: { groupId: group.id } });
  const field = await tx.customField.create({
    data: { owner: 'CLIENT', name: 'How did you hear of us?', type: 'TEXT' },
  });
  await tx.customFieldValue.create({
    data: { fieldId: field.id, clientId: customerId, value: 'From a friend' },
  });
  await tx.contact.create({
    data: {
      clientId: customerId,
      firstName: 'Dora',
      lastName: 'Domains',
      email: 'dora@example.com',
      domainEmails: true,
    },
  });
  await tx.clientNote.create({
    data: { clientId: customerId, adminId, note: 'Prefers to be called.', isSticky: true },
  });
}
