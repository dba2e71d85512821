import type { Actor } from '#core/actor.ts';
import { DomainError } from '#core/errors.ts';
import type { OrderStatus, Prisma } from '#generated/prisma/client.ts';
import { ofVisibleClient } from '#modules/access/visible.ts';
import type { Work } from '#schema/work.ts';

/** Which orders an actor may see. */
export const visibleOrders = (actor: Actor): Prisma.OrderWhereInput => ofVisibleClient(actor);

/** An order that a change is about. */
export interface VisibleOrder {
  id: number;
  clientId: number;
  status: OrderStatus;
  promotionId: number | null;
}

/**
 * The order a change is about, as far as the actor may see it, locked until the change ends.
 * @throws DomainError ORDER_NOT_FOUND
 */
export async function orderFor({ tx, actor }: Work, id: number): Promise<VisibleOrder> {
  await tx.$queryRaw`select id from orders where id = ${id} for update`;
  const order = await tx.order.findFirst({
    where: { AND: [{ id }, visibleOrders(actor)] },
    select: { id: true, clientId: true, status: true, promotionId: true },
  });
  if (!order) throw new DomainError('ORDER_NOT_FOUND');
  return order;
}
