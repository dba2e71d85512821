import { after } from '#test/oracle/calendar.ts';
import { billed, type Line, newBill, owed } from '#test/oracle/bill.ts';
import { type Change, changed, type PaidDays, unusedOf } from '#test/oracle/change.ts';
import { exact, Fraction } from '#test/oracle/fraction.ts';
import { itemPrice } from '#test/oracle/list.ts';
import type { Owned } from '#test/oracle/service.ts';
import type { Item } from '#test/oracle/shop.ts';
import { change, Difference, mutate, refused, same } from './ask.ts';
import { invoice, sameBill } from './invoices.ts';
import { complete, payBill } from './payments.ts';
import { pick, type World } from './world.ts';

const MONEY = ['credit', 'charge', 'price', 'discount', 'surplus', 'tax', 'recurring'];
const QUOTE = `quote { ${MONEY.map((name) => `${name} { amount }`).join(' ')}
  daysUntilRenewal nextDueOn isInProgress }`;

type Quote = Record<string, { amount: string }> & { daysUntilRenewal: number; nextDueOn: string };

/** What was paid for the days of a service, and what was given back of it. */
export const paidDays = ({ granted, givenBack }: World, owned: Owned): PaidDays[] => [
  ...granted
    .filter(({ bill, owned: one }) => one === owned && bill.status === 'PAID')
    .map(({ period, paid }) => ({ ...period, amount: paid })),
  ...givenBack.filter((one) => one.owned === owned),
];

/** Whether nothing of a service is billed that is not paid. */
const isPaid = ({ granted }: World, owned: Owned) =>
  granted.every(({ bill, owned: one }) => one !== owned || bill.status === 'PAID');

/** Whether the amounts of a price list are whole units of the currency, so that nothing is rounded. */
function isWhole({ store }: World, ...prices: Fraction[]): boolean {
  return prices.every((price) => price.isSame(price.rounded(store.currency.decimals)));
}

/** What a change asks for: another product, or another cycle of the same. */
export interface Target {
  /** So many places further among the products; 0 for the same. */
  step: number;
  /** Which of the cycles it is sold for; the present one when left out. */
  cycle?: number;
  promotion?: number;
  /** What is billed of the service is paid first. */
  isPaidFirst: boolean;
}

/** Quotes a change of a service, and orders it where that is asked for. */
export const upgrade = (which: number, target: Target) => async (world: World) => {
  const { ask, store, shelf, granted } = world;
  const running = world.owned.filter(
    ({ type, isActive, billedUntil }) => type === 'SERVICE' && isActive && billedUntil,
  );
  const owned = pick(running, which);
  if (world.isUnsure || !owned || owned.billedUntil! < world.today || owned.isChanging) return;
  const to = targetItem(world, owned, target);
  if (!to) return;
  const open = granted.filter((one) => one.owned === owned && one.bill.status === 'UNPAID');
  if (target.isPaidFirst) for (const { bill } of open) await payBill(world, bill);
  const { product, cycle } = to;
  const promotion = target.promotion === undefined ? null : store.promotions[target.promotion]!;
  const input = {
    serviceId: owned.id,
    ...(product !== owned.item.product && { productId: shelf.products[product] }),
    ...(cycle !== owned.item.cycle && { billingCycle: cycle }),
    ...(promotion && { promotionCode: shelf.codes[target.promotion!] }),
  };
  const price = itemPrice(store, to);
  if (!price) return refused(ask, 'upgradeProduct', input, ['PRICE_MISSING']);
  const cost = changed(store, owned, to, world.today, promotion, paidDays(world, owned));
  const quote: Quote = (await change(ask, 'upgradeProduct', input, QUOTE)).quote;
  const isExact =
    isPaid(world, owned) &&
    isWhole(world, owned.full, price.price.times(exact(to.quantity))) &&
    owned.full.isSame(owned.reduced) &&
    !owned.isMixed;
  if (isExact) sameQuote(world, cost, quote);
  noMoreThanPaid(world, owned, quote);
  if (!isExact) return;
  await place(world, owned, to, cost, { ...input, calculateOnly: false });
};

/** What a service would be after a change; null where nothing of it is offered. */
function targetItem(
  { store }: World,
  { item }: Owned,
  { step, cycle, promotion }: Target,
): Item | null {
  const place = (item.product + step) % store.products.length;
  const next = store.products[place]!;
  const sold = cycle === undefined ? undefined : pick(next.rows, cycle)?.cycle;
  const to = { ...item, product: place, cycle: sold ?? item.cycle };
  const isSame = to.product === item.product && to.cycle === item.cycle;
  const isLike = next.hasOptions === store.products[item.product]!.hasOptions;
  if (isSame || !isLike || next.payType !== 'RECURRING') return null;
  if (item.quantity > 1 && !next.allowsQuantity) return null;
  if (promotion === undefined) return to;
  const { type, allowsUpgrades, products, addons, cycles } = store.promotions[promotion]!;
  const isGeneral = products.length + addons.length + cycles.length === 0;
  return type === 'PERCENTAGE' && allowsUpgrades && isGeneral ? to : null;
}

function sameQuote({ store }: World, cost: Change, quote: Quote): void {
  const text = (value: Fraction) => value.text(store.currency.decimals);
  const names = ['credit', 'charge', 'discount', 'surplus', 'recurring'];
  const { credit, charge, promotion, group, surplus, recurring } = cost;
  const should = [credit, charge, promotion.plus(group), surplus, recurring].map(text);
  const is = names.map((name) => quote[name]!.amount);
  same(
    `${names.join(' ')} days due of a change`,
    [...is, quote.daysUntilRenewal, quote.nextDueOn],
    [...should, cost.daysLeft, after(cost.period.to, 1)],
  );
  if (store.taxes.isInclusive) return;
  same('price of a change', quote.price!.amount, text(cost.net));
}

/** Rule 4: a change gives no more back than was paid for the time that is not used. */
function noMoreThanPaid(world: World, owned: Owned, quote: Quote): void {
  const bound = owned.isMixed
    ? null
    : unusedOf(paidDays(world, owned), world.today).rounded(world.store.currency.decimals);
  const surplus = exact(quote.surplus!.amount);
  if (bound?.isLess(surplus))
    throw new Difference(`${owned.id}: ${surplus} back, ${bound} paid for what is unused`);
}

async function place(world: World, owned: Owned, to: Item, cost: Change, input: object) {
  const { ask, store } = world;
  const answer = await mutate(ask, 'upgradeProduct', input, 'order { id status invoiceId }');
  const isBilledAhead = world.granted.some(
    ({ owned: one, bill, period }) =>
      one === owned &&
      bill.status === 'UNPAID' &&
      owed(bill).isPositive() &&
      period.to >= world.today,
  );
  if (answer.errors) {
    const code = String(answer.errors[0]!.extensions.code);
    if (isBilledAhead && code !== 'INTERNAL_SERVER_ERROR') return;
    throw new Difference(
      `upgradeProduct ${JSON.stringify(input)}: ${JSON.stringify(answer.errors)}`,
    );
  }
  if (isBilledAhead) throw new Difference(`${owned.id} was changed while its renewal is open`);
  const { order } = answer.data.done;
  owned.isChanging = true;
  const { line, promotion, group, net, tax, tax2, period } = cost;
  const isTaxed = store.products[to.product]!.isTaxed;
  const finish = () => become(world, owned, to, cost);
  if (order.invoiceId === null) {
    same('a change without an invoice', net.isZero(), true);
    world.credit = world.credit.plus(cost.surplus);
    return finish();
  }
  const { decimals } = store.currency;
  const rows: Line[] = [
    { type: 'UPGRADE', amount: line.text(decimals), period },
    { type: 'PROMOTION', amount: promotion.negated().text(decimals) },
    { type: 'GROUP_DISCOUNT', amount: group.negated().text(decimals) },
  ];
  const { due } = billed(store, [{ net, isTaxed }]);
  const shown = await invoice(ask, `Invoice:${order.invoiceId}`);
  const isCreditTaken = /[1-9]/.test(shown.credit.amount);
  const credit = isCreditTaken ? world.credit : Fraction.zero;
  const lines = rows.filter(({ amount }) => /[1-9]/.test(amount));
  const bill = newBill(shown.id, lines, { due, tax, tax2 }, credit);
  world.credit = world.credit.minus(bill.byCredit);
  sameBill(world, bill, shown);
  world.bills.push(bill);
  world.changes.push({ orderId: order.id, bill, finish });
  world.granted.push({ bill, owned, period, paid: due });
  await complete(world, bill);
}

/** The service is what it was changed to. */
function become(world: World, owned: Owned, to: Item, cost: Change): void {
  if (to.cycle !== owned.item.cycle) owned.isMixed = true;
  owned.isChanging = false;
  owned.item = to;
  owned.full = cost.recurring;
  owned.reduced = cost.recurring;
  owned.renewalsLeft = 0;
  owned.series = cost.series;
  owned.billedUntil = after(cost.period.to, 1);
  owned.isTaxed = world.store.products[to.product]!.isTaxed;
  if (cost.surplus.isPositive())
    world.givenBack.push({ owned, ...cost.period, amount: cost.surplus.negated() });
}
