import { isStaff } from '#core/actor.ts';
import { keyOf } from '#core/ids.ts';
import { Client } from '#modules/clients/client.ts';
import { clientFor } from '#modules/clients/visible.ts';
import { command } from '#schema/command.ts';
import { generateJob } from '#modules/billing/daily/invoices.ts';
import { generate } from './generate.ts';
import { Invoice } from '#modules/billing/invoices/invoice.ts';

command('generateInvoices', {
  legacy: 'GenInvoices',
  description:
    'Create all invoices that are due: for services, addons, domains and billable work. Repeating the call creates no invoice twice.',
  permission: 'billing:write',
  input: (t) => ({
    clientId: t.globalID({
      for: Client,
      description:
        'ID of the client to invoice. Omit for all clients; those invoices are then created after the response.',
    }),
  }),
  errors: ['CLIENT_NOT_FOUND'],
  run: async (work, { clientId }) => {
    if (!clientId) {
      if (!isStaff(work.actor)) work.fail('CLIENT_NOT_FOUND', undefined, { field: 'clientId' });
      await work.app.jobs.send(work.tx, generateJob, {}, { singletonKey: 'all' });
      return { invoiceIds: [] };
    }
    const { id } = await clientFor(work, keyOf(clientId), { id: true });
    return { invoiceIds: await generate(work, id) };
  },
  payload: (t) => ({
    count: t.int({
      description: 'Number of invoices created.',
      resolve: ({ invoiceIds }) => invoiceIds.length,
    }),
    invoices: t.prismaField({
      listSize: 100,
      type: [Invoice],
      description: 'The invoices created, the latest last.',
      resolve: (query, { invoiceIds }, _args, { db }) =>
        db.invoice.findMany({
          ...query,
          where: { id: { in: invoiceIds } },
          orderBy: [{ id: 'asc' }],
        }),
    }),
  }),
});
