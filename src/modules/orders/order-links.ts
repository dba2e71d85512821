import { type Actor, isBackOffice } from '#core/actor.ts';
import { encodeId } from '#core/ids.ts';
import { builder } from '#schema/builder.ts';
import { edgeToNode } from '#schema/node.ts';
import { type Sold, soldColumns, soldId } from '#modules/services/sold-id.ts';

interface Placer {
  requestorAdminId: number | null;
  requestorUserId: number | null;
  contactId: number | null;
}

/** Who placed an order: customers do not learn which of the staff did. */
function placerOf(order: Placer, actor: Actor): string | null {
  const { requestorAdminId, requestorUserId, contactId } = order;
  if (requestorAdminId) return isBackOffice(actor) ? encodeId('Admin', requestorAdminId) : null;
  if (requestorUserId) return encodeId('User', requestorUserId);
  return contactId ? encodeId('Contact', contactId) : null;
}

builder.prismaObjectFields('Order', (t) => ({
  placedBy: t.field(
    edgeToNode<Placer>({
      description:
        'Staff member, user or contact who placed the order; null for API keys, and for customers where staff did.',
      select: { requestorAdminId: true, requestorUserId: true, contactId: true },
      idOf: placerOf,
    }),
  ),
}));

builder.prismaObjectFields('OrderItem', (t) => ({
  subjectId: t.id({
    nullable: true,
    description: 'ID of the service, addon or domain that came of the order line.',
    select: soldColumns,
    resolve: soldId,
  }),
  subject: t.field(
    edgeToNode<Sold>({
      description: 'Service, addon or domain that came of the order line; null while none did.',
      select: soldColumns,
      idOf: soldId,
    }),
  ),
}));

builder.prismaObjectFields('Invoice', (t) => ({
  order: t.field({
    type: 'Order' as never,
    nullable: true,
    description: 'Order that the invoice is for; null for an invoice without one.',
    select: (_args: object, _context: object, selection: (query: object) => object) => ({
      orders: selection({ take: 1, orderBy: [{ id: 'asc' }] }),
    }),
    resolve: ({ orders }: { orders: object[] }) => orders[0] ?? null,
  } as never),
}));
