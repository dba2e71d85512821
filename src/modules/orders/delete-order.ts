import { Client } from '#modules/clients/client.ts';
import { rowField } from '#schema/payload-rows.ts';
import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { heldStatuses } from '#modules/domains/visible.ts';
import { cancelItsInvoice } from './call-off.ts';
import { whichOrder } from './order-payload.ts';
import { orderFor } from './visible.ts';

command('deleteOrder', {
  legacy: 'DeleteOrder',
  description:
    'Delete a cancelled or fraudulent order with its services, addons and domains. Refused while a service has an account or a domain is held. Its invoice stays in the books; what is unpaid of it is cancelled.',
  permission: 'orders:write',
  input: whichOrder,
  errors: ['ORDER_NOT_FOUND', 'ORDER_NOT_OVER', 'SERVICE_HAS_ACCOUNT', 'DOMAIN_HELD'],
  run: async (work, { orderId }) => {
    const { tx } = work;
    const { id, clientId, status } = await orderFor(work, keyOf(orderId));
    if (status !== 'CANCELLED' && status !== 'FRAUD') work.fail('ORDER_NOT_OVER');
    const where = { orderId: id, hasAccount: true };
    if ((await tx.service.count({ where })) || (await tx.serviceAddon.count({ where })))
      work.fail('SERVICE_HAS_ACCOUNT', 'A service of the order still has an account.');
    const held = { orderId: id, status: { in: [...heldStatuses] } };
    if (await tx.domain.count({ where: held })) work.fail('DOMAIN_HELD');
    await cancelItsInvoice(work, id);
    await tx.serviceAddon.deleteMany({ where: { orderId: id } });
    await tx.service.deleteMany({ where: { orderId: id } });
    await tx.domain.deleteMany({ where: { orderId: id } });
    await tx.order.delete({ where: { id } });
    work.announce('order.deleted', { orderId: id, clientId });
    return { orderId: id, clientId };
  },
  deletes: { type: 'Order', key: 'orderId' },
  payload: (t) => ({
    client: rowField(t, Client, 'clientId', 'The client, without the order and what was ordered.'),
  }),
});
