import { keyOf } from '#core/ids.ts';
import { Client } from '#modules/clients/client.ts';
import { clientFor } from '#modules/clients/visible.ts';
import { command } from '#schema/command.ts';
import { generate } from './generate.ts';
import { Invoice } from './invoice.ts';

command('generateInvoices', {
  legacy: 'GenInvoices',
  description:
    'Make the invoices of a client that are due: its services, addons and domains. Asking again makes none twice.',
  permission: 'billing:write',
  input: (t) => ({
    clientId: t.globalID({ for: Client, required: true, description: 'Whose.' }),
  }),
  refuses: ['CLIENT_NOT_FOUND'],
  run: async (work, { clientId }) => {
    const { id } = await clientFor(work, keyOf(clientId), { id: true });
    return { invoiceIds: await generate(work, id) };
  },
  payload: (t) => ({
    count: t.int({
      description: 'How many were made.',
      resolve: ({ invoiceIds }) => invoiceIds.length,
    }),
    invoices: t.prismaField({
      type: [Invoice],
      description: 'Those that were made, the latest last.',
      resolve: (query, { invoiceIds }, _args, { db }) =>
        db.invoice.findMany({
          ...query,
          where: { id: { in: invoiceIds } },
          orderBy: [{ id: 'asc' }],
        }),
    }),
  }),
});
