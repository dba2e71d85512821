import { now, today } from '#core/clock.ts';
import { addDays, toDate } from '#core/dates.ts';
import type { Tx } from '#platform/database/client.ts';
import type { DemoPeople } from './access.ts';

/** What the demo's people bought: whose, what, when, and where it stands. */
const bought = [
  { whose: 'carol', slug: 'business', domainName: 'carols-bakery.com', daysAgo: 20, waits: false },
  { whose: 'carol', slug: 'website-care', domainName: '', daysAgo: 3, waits: true },
  { whose: 'rob', slug: 'starter', domainName: 'robs-garage.com', daysAgo: 12, waits: false },
] as const;

/** Three orders: two are served and run, one waits for somebody to accept it. */
export async function demoOrders(tx: Tx, { customerId, resellerId }: DemoPeople): Promise<void> {
  const rob = await tx.client.findFirstOrThrow({ where: { resellerId } });
  const idOf = { carol: customerId, rob: rob.id };
  for (const [place, { whose, ...order }] of bought.entries())
    await demoOrder(tx, idOf[whose], String(3_141_592_653 + place), order);
}

async function demoOrder(
  tx: Tx,
  clientId: number,
  number: string,
  { slug, domainName, daysAgo, waits }: Omit<(typeof bought)[number], 'whose'>,
): Promise<void> {
  const product = await tx.product.findUniqueOrThrow({
    where: { slug },
    include: { prices: { where: { cycle: 'MONTHLY' } } },
  });
  const { price } = product.prices[0]!;
  const { currencyCode } = product;
  const day = addDays(today(), -daysAgo);
  const due = toDate(addDays(day, 30));
  const at = new Date(now().getTime() - daysAgo * 86_400_000);
  const amounts = { firstPaymentAmount: price, recurringAmount: price };
  const { id: orderId } = await tx.order.create({
    data: {
      number,
      clientId,
      currencyCode,
      amount: price,
      createdAt: at,
      ...(!waits && { status: 'ACTIVE', acceptedAt: at }),
    },
  });
  const { id: serviceId } = await tx.service.create({
    data: {
      ...amounts,
      clientId,
      productId: product.id,
      orderId,
      currencyCode,
      domainName,
      registeredOn: toDate(day),
      nextDueOn: due,
      nextInvoiceOn: due,
      billingCycle: 'MONTHLY',
      ...(!waits && { status: 'ACTIVE', hasAccount: true, activatedAt: at }),
    },
  });
  await tx.orderItem.create({
    data: {
      orderId,
      type: 'PRODUCT',
      productId: product.id,
      serviceId,
      description: product.name,
      domainName,
      billingCycle: 'MONTHLY',
      currencyCode,
      amount: price,
      recurringAmount: price,
    },
  });
}
