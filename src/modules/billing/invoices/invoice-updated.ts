import { keyOf } from '#core/ids.ts';
import type { EventName } from '#core/events.ts';
import { Client } from '#modules/clients/client.ts';
import type { PublishedEvent } from '#platform/outbox/subscriber.ts';
import { builder } from '#schema/builder.ts';
import { eventFields, follow } from '#schema/follow.ts';
import { Invoice } from './invoice.ts';
import { visibleInvoices } from '#modules/billing/visible.ts';

const types = [
  'invoice.published',
  'invoice.changed',
  'invoice.overdue',
  'invoice.paid',
  'invoice.cancelled',
  'invoice.refunded',
  'invoice.reopened',
  'invoice.collected',
] as const satisfies readonly EventName[];

const InvoiceEvent = builder.objectRef<PublishedEvent>('InvoiceEvent').implement({
  read: 'billing:read',
  description: 'Something that happened to an invoice.',
  fields: (t) => ({
    ...eventFields(t),
    invoice: t.prismaField({
      type: Invoice,
      nullable: true,
      description: 'The invoice as it is now.',
      resolve: (query, { subjectId }, _args, { db, actor }) =>
        db.invoice.findFirst({
          ...query,
          where: { AND: [{ id: subjectId ?? -1 }, visibleInvoices(actor)] },
        }),
    }),
  }),
});

builder.subscriptionField('invoiceUpdated', (t) =>
  t.field({
    type: InvoiceEvent,
    description:
      'Invoices that are published, changed, overdue, paid, cancelled or refunded. Continue after a disconnect with `after`: nothing is missed and nothing comes twice.',
    authScopes: { permission: 'billing:read' },
    args: {
      invoiceId: t.arg.globalID({ for: Invoice, description: 'Only this invoice.' }),
      clientId: t.arg.globalID({ for: Client, description: 'Only this client’s invoices.' }),
      after: t.arg.string({
        description: 'The cursor of the last event already seen; `0` for all that is kept.',
      }),
    },
    subscribe: (_root, { invoiceId, clientId, after }, context) => {
      const invoice = invoiceId && keyOf(invoiceId);
      const client = clientId && keyOf(clientId);
      const where = (event: PublishedEvent) =>
        (!invoice || event.subjectId === invoice) && (!client || event.clientId === client);
      return follow(context, { types, after: after ?? null, where });
    },
    resolve: (event) => event,
  }),
);
