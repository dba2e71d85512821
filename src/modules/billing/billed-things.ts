import { encodeId } from '#core/ids.ts';
import { builder } from '#schema/builder.ts';
import { edgeToNode } from '#schema/node.ts';
import { invoiceList } from '#modules/billing/invoices/invoices.ts';
import { type Sold, soldColumns, soldId } from '#modules/services/sold-id.ts';

// What invoices are for.
builder.prismaObjectFields('Service', (t) => ({
  domain: t.field(
    edgeToNode<{ domains: { id: number }[] }>({
      type: 'Domain',
      description: 'Domain that was bought with the service; null for none.',
      select: { domains: { select: { id: true }, orderBy: [{ id: 'desc' }], take: 1 } },
      idOf: ({ domains: [domain] }) => (domain ? encodeId('Domain', domain.id) : null),
    }),
  ),
}));

for (const [parent, column] of [
  ['Service', 'serviceId'],
  ['Domain', 'domainId'],
] as const)
  invoiceList.about(parent, 'invoices', {
    description: 'Invoices with a line for it; newest first where no order is asked for.',
    permission: 'billing:read',
    usual: [{ id: 'desc' }],
    where: (id) => ({ items: { some: { [column]: id } } }),
  });

builder.prismaObjectFields('InvoiceItem', (t) => ({
  subjectId: t.id({
    nullable: true,
    description: 'ID of the service, addon or domain that the line charges for.',
    select: soldColumns,
    resolve: soldId,
  }),
  subject: t.field(
    edgeToNode<Sold>({
      description: 'Service, addon or domain that the line charges for; null for free text.',
      select: soldColumns,
      idOf: soldId,
    }),
  ),
}));
