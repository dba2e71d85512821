import { after } from '#test/oracle/calendar.ts';
import { newBill, orderLines } from '#test/oracle/bill.ts';
import { forDays } from '#test/oracle/change.ts';
import type { PricedItem } from '#test/oracle/basket.ts';
import type { FirstPeriod } from '#test/oracle/periods.ts';
import { type Owned, recurringOf, renewalsOf } from '#test/oracle/service.ts';
import { recurs, type Thing } from '#test/oracle/thing.ts';
import { change, Difference, same } from './ask.ts';
import { pricedCart } from './cart.ts';
import { invoice, sameBill } from './invoices.ts';
import { type Order, pick, type World } from './world.ts';

const SERVICES = `services { id databaseId product { id } quantity recurring { amount }
  addons { id databaseId name recurring { amount } } }`;

interface Numbered {
  id: string;
  databaseId: number;
  recurring: { amount: string };
}

interface Service extends Numbered {
  product: { id: string };
  quantity: number;
  addons: (Numbered & { name: string })[];
}

/** The service that came of an item: of its product, so many of it, at its price. */
function takeService({ store, shelf }: World, { item, product }: PricedItem, services: Service[]) {
  const price = product.recurring.text(store.currency.decimals);
  const like = services.filter(
    (one) => one.product.id === shelf.products[item.product] && one.quantity === item.quantity,
  );
  const found = like.find(({ recurring }) => recurring.amount === price) ?? like[0];
  if (!found) throw new Difference(`no service of product ${item.product} came of the order`);
  services.splice(services.indexOf(found), 1);
  return found;
}

/** Orders what is in the cart: the invoice is what the cart showed a moment before. */
export const order = () => async (world: World) => {
  const { ask, store, cart } = world;
  if (cart.length === 0) return;
  const priced = pricedCart(world);
  const input = { clientId: world.clientId, paymentMethod: 'mailin', sendEmail: false };
  const fields = `order { id status invoiceId ${SERVICES} }`;
  const { order: made } = await change(
    ask,
    'addOrder',
    { ...input, sendInvoiceEmail: false },
    fields,
  );
  const services: Service[] = [...made.services];
  const owned = priced.items.flatMap((item) =>
    ownedOf(world, item, takeService(world, item, services)),
  );
  for (const one of owned) sameRecurring(world, one, made.services);
  const code = world.promotion === null ? null : store.promotions[world.promotion]!;
  let bill: Order['bill'] = null;
  if (made.invoiceId !== null) {
    const id: string = made.invoiceId;
    const things = priced.items.flatMap(({ product, addons }) => [product, ...addons]);
    bill = newBill(id, orderLines(store, priced.items), priced, world.credit);
    sameBill(world, bill, await invoice(ask, id));
    world.bills.push(bill);
    for (const [place, one] of owned.entries())
      if (one.billedUntil)
        world.granted.push({
          bill,
          owned: one,
          period: { from: world.today, to: after(one.billedUntil, -1) },
          series: one.series!,
          paid: forDays(store, things[place]!, code?.type ?? null),
        });
  } else same('an order without an invoice', priced.due.isZero(), true);
  world.credit = world.credit.minus(priced.credit);
  world.orders.push({ id: made.id, bill, owned, status: made.status });
  world.owned.push(...owned);
  for (const one of owned) one.isActive = made.status === 'ACTIVE';
  world.cart = [];
  world.promotion = null;
};

function ownedOf(world: World, priced: PricedItem, service: Service): Owned[] {
  const { item, product, addons, period, addonPeriod } = priced;
  const promotion = world.promotion === null ? null : world.store.promotions[world.promotion]!;
  const own = (
    thing: Thing,
    type: Owned['type'],
    first: FirstPeriod | null,
    { id, databaseId }: Numbered,
  ): Owned => ({
    type,
    id,
    number: databaseId,
    item,
    isTaxed: thing.purchase.isTaxed,
    series: recurs(thing.purchase) ? first!.series : null,
    billedUntil: recurs(thing.purchase) ? after(first!.to, 1) : null,
    full: thing.recurring.plus(thing.renewalOff),
    reduced: thing.recurring,
    renewalsLeft: thing.renewalOff.isZero() ? 0 : renewalsOf(promotion),
    agreed: thing.recurring,
    promotion: thing.renewalOff.isZero() ? null : promotion,
    grantedUntil: recurs(thing.purchase) ? after(first!.to, 1) : null,
    isActive: false,
    carried: { money: () => [], bills: 0 },
  });
  return [
    own(product, 'SERVICE', period, service),
    ...addons.map((addon, place) =>
      own(
        addon,
        'SERVICE_ADDON',
        addonPeriod,
        service.addons.find(({ name }) => name.endsWith(`-${item.addons[place]}`))!,
      ),
    ),
  ];
}

function sameRecurring(
  { store }: World,
  owned: Owned,
  services: (Numbered & { addons: Numbered[] })[],
) {
  const rows = [...services, ...services.flatMap(({ addons }) => addons)];
  const { recurring } = rows.find(({ id }) => id === owned.id)!;
  same(
    `recurring of ${owned.id}`,
    recurring.amount,
    recurringOf(owned).text(store.currency.decimals),
  );
}

/** Accepts an order that waits. */
export const accept = (which: number) => async (world: World) => {
  const found = pick(
    world.orders.filter(({ status }) => status === 'PENDING'),
    which,
  );
  if (!found) return;
  const flags = { sendConfirmationEmail: false, sendWelcomeEmail: false, createAccounts: false };
  const done = await change(
    world.ask,
    'acceptOrder',
    { orderId: found.id, ...flags },
    'order { status }',
  );
  same(`status of ${found.id}`, done.order.status, 'ACTIVE');
  found.status = 'ACTIVE';
  for (const one of found.owned) one.isActive = true;
};
