import type { Prisma } from '#generated/prisma/client.ts';
import type { Gateway } from '#test/gateway.ts';
import { addService } from '#test/services/store.ts';

let number = 5_000;

/** An order of somebody's that waits, as placing it leaves it; its parts are added to it. */
export async function placedOrder(
  { app }: Gateway,
  clientId: number,
  more: Partial<Prisma.OrderUncheckedCreateInput> = {},
): Promise<number> {
  number += 1;
  const { id } = await app.db.order.create({
    data: { number: String(number), clientId, currencyCode: 'USD', amount: '9.95', ...more },
  });
  return id;
}

/** A service that waits with its order. */
export async function orderedService(
  gateway: Gateway,
  orderId: number,
  productId: number,
  domainName = '',
): Promise<number> {
  const { db } = gateway.app;
  const { clientId } = await db.order.findUniqueOrThrow({ where: { id: orderId } });
  const serviceId = await addService(gateway, clientId, productId, { orderId, domainName });
  await db.orderItem.create({
    data: {
      orderId,
      type: 'PRODUCT',
      productId,
      serviceId,
      description: 'Product',
      domainName,
      billingCycle: 'MONTHLY',
      currencyCode: 'USD',
      amount: '9.95',
    },
  });
  return serviceId;
}

/** A domain that waits with its order, at the sandbox registrar. */
export async function orderedDomain(
  { app: { db } }: Gateway,
  orderId: number,
  name: string,
  more: Partial<Prisma.DomainUncheckedCreateInput> = {},
): Promise<number> {
  const { clientId } = await db.order.findUniqueOrThrow({ where: { id: orderId } });
  const tld = await db.tld.findUniqueOrThrow({
    where: { extension: name.slice(name.indexOf('.') + 1) },
  });
  const { id } = await db.domain.create({
    data: {
      clientId,
      orderId,
      name,
      unicodeName: name,
      tldId: tld.id,
      registrarId: tld.registrarId,
      currencyCode: 'USD',
      ns1: 'ns1.host.test',
      ns2: 'ns2.host.test',
      ...more,
    },
  });
  return id;
}

/** The types of the events that a row is the subject of, in their order. */
export async function eventsOf({ app: { db } }: Gateway, subjectId: number, prefix: string) {
  const events = await db.outboxEvent.findMany({
    where: { subjectId, type: { startsWith: prefix } },
    orderBy: { id: 'asc' },
  });
  return events.map(({ type }) => type);
}
