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
  description: 'Event about an invoice.',
  fields: (t) => ({
    ...eventFields(t),
    invoice: t.prismaField({
      type: Invoice,
      nullable: true,
      description: 'The current state of the invoice.',
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
      'Events of invoices that are published, changed, overdue, paid, cancelled or refunded. After a disconnect, continue with `after`; no event is lost or delivered twice.',
    authScopes: { permission: 'billing:read' },
    args: {
      invoiceId: t.arg.globalID({ for: Invoice, description: 'Only events of this invoice.' }),
      clientId: t.arg.globalID({
        for: Client,
        description: "Only events of this client's invoices.",
      }),
      after: t.arg.string({
        description: 'Cursor of the last event already received; `0` for all stored events.',
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
