import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { Gateway } from './gateway.ts';

command('deleteGateway', {
  description:
    'Delete an account at a payment gateway, with its settings. One that invoices, payments, clients or orders name cannot be deleted; switch it off instead.',
  permission: 'system:configure',
  input: (t) => ({
    gatewayId: t.globalID({
      for: Gateway,
      required: true,
      description: 'ID of the gateway account to delete.',
    }),
  }),
  errors: ['PROVIDER_ACCOUNT_NOT_FOUND', 'PROVIDER_ACCOUNT_IN_USE'],
  run: async (work, { gatewayId }) => {
    const { tx, fail } = work;
    const id = keyOf(gatewayId);
    await tx.$queryRaw`select id from gateways where id = ${id} for update`;
    const row = await tx.gateway.findUnique({ where: { id }, select: { _count: true } });
    if (!row) return fail('PROVIDER_ACCOUNT_NOT_FOUND', undefined, { field: 'gatewayId' });
    if (Object.values(row._count).some((rows) => rows > 0))
      fail('PROVIDER_ACCOUNT_IN_USE', undefined, { field: 'gatewayId' });
    await tx.gateway.delete({ where: { id } });
    work.announce('gateway.deleted', { gatewayId: id });
    return { gatewayId: id };
  },
  deletes: { type: 'Gateway', key: 'gatewayId' },
});
