import { after } from '#test/oracle/calendar.ts';
import { type Bill, billed, type Line, newBill } from '#test/oracle/bill.ts';
import { type Change, changed, covered, type PaidDays, unusedOf } from '#test/oracle/change.ts';
import { exact, Fraction, least } from '#test/oracle/fraction.ts';
import { itemPrice } from '#test/oracle/list.ts';
import { type Owned, renewalsOf } from '#test/oracle/service.ts';
import type { Item, Store } from '#test/oracle/shop.ts';
import { change, Difference, mutate, refused, same } from './ask.ts';
import { invoice, sameBill } from './invoices.ts';
import { complete, payBill } from './payments.ts';
import { pick, type World } from './world.ts';

const MONEY = ['credit', 'charge', 'price', 'discount', 'surplus', 'tax', 'recurring'];
const QUOTE = `quote { ${MONEY.map((name) => `${name} { amount }`).join(' ')}
  daysUntilRenewal nextDueOn isInProgress }`;

type Quote = Record<string, { amount: string }> & { daysUntilRenewal: number; nextDueOn: string };

/** What of a bill was paid, by money or credit, and not given back. */
export const paidShare = ({ due, paid, byCredit, status }: Bill): Fraction => {
  if (status === 'CANCELLED') return Fraction.zero;
  return due.isPositive() ? least(paid.plus(byCredit).over(due), Fraction.one) : Fraction.one;
};

/**
 * What was paid for the days of a service, and what was given back of it. It is counted when it is
 * asked for: a bill may be undone after the change that was made upon it.
 */
function moneyIn({ granted, givenBack }: World, owned: Owned): () => PaidDays[] {
  const { money, bills } = owned.carried;
  const own = granted.filter((one) => one.owned === owned).slice(bills);
  const returned = givenBack.filter((one) => one.owned === owned);
  return () => [
    ...money(),
    ...own.map(({ period, series, paid, bill }) => ({
      ...period,
      series,
      amount: paid.times(paidShare(bill)),
    })),
    ...returned,
  ];
}
const paidDays = (world: World, owned: Owned) => moneyIn(world, owned)();

/** What a change asks for: another product, another cycle or other options of the same. */
export interface Target {
  /** So many places further among the products; 0 for the same. */
  step: number;
  /** The cheapest of its products that it may become, whatever `step` says. */
  isCheapest?: boolean;
  /** Another choice, or so many units, of one of its options. */
  option?: { place: number; value: number };
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
  if (!owned || owned.billedUntil! < world.today || owned.isChanging) return;
  const to = targetItem(world, owned, target);
  if (!to) return;
  const open = granted.filter((one) => one.owned === owned && one.bill.status === 'UNPAID');
  if (target.isPaidFirst) for (const { bill } of open) await payBill(world, bill);
  const { product, cycle } = to;
  const promotion = target.promotion === undefined ? null : store.promotions[target.promotion]!;
  const input = {
    serviceId: owned.id,
    ...(product !== owned.item.product && { productId: shelf.products[product] }),
    // Left out, a product that is not sold for the present cycle would come with its usual one.
    billingCycle: cycle,
    ...optionsInput(world, owned.item, to),
    ...(promotion && { promotionCode: shelf.codes[target.promotion!] }),
  };
  const mayBeUsed = promotion?.allowsUpgrades && covered(promotion, to);
  if (!itemPrice(store, to)) {
    // Where both are wrong, either is said.
    const alsoWrong = promotion && !mayBeUsed ? ['PROMOTION_NOT_APPLICABLE'] : [];
    return refused(ask, 'upgradeProduct', input, ['PRICE_MISSING', ...alsoWrong]);
  }
  const cost = changed(store, owned, to, world.today, promotion, paidDays(world, owned));
  const isWorthless = promotion && !promotion.isRecurring && cost.promotion.isZero();
  if (promotion && (!mayBeUsed || isWorthless))
    return refused(ask, 'upgradeProduct', input, ['PROMOTION_NOT_APPLICABLE']);
  const quote: Quote = (await change(ask, 'upgradeProduct', input, QUOTE)).quote;
  sameQuote(world, cost, quote);
  noMoreThanPaid(world, owned, quote);
  await place(world, owned, to, cost, { ...input, calculateOnly: false });
};

/** What a service would be after a change; null where nothing of it is offered. */
function targetItem(
  { store }: World,
  { item }: Owned,
  { step, isCheapest, cycle, option, promotion }: Target,
): Item | null {
  const place = isCheapest ? cheapest(store, item) : (item.product + step) % store.products.length;
  const next = store.products[place]!;
  const sold = cycle === undefined ? undefined : pick(next.rows, cycle)?.cycle;
  const chosen = option && item.chosen.length ? chosenAs(store, item, option) : item.chosen;
  const to = { ...item, product: place, cycle: sold ?? item.cycle, chosen };
  const isSameChoice = JSON.stringify(chosen) === JSON.stringify(item.chosen);
  const isSame = place === item.product && to.cycle === item.cycle && isSameChoice;
  const isLike = next.hasOptions === store.products[item.product]!.hasOptions;
  if (isSame || !isLike || next.payType !== 'RECURRING') return null;
  if (item.quantity > 1 && !next.allowsQuantity) return null;
  if (promotion === undefined) return to;
  const { type } = store.promotions[promotion]!;
  return type === 'PERCENTAGE' || type === 'FIXED_AMOUNT' ? to : null;
}

/** The place of the product that costs least in the cycle of an item. */
function cheapest(store: Store, item: Item): number {
  const { allowsQuantity, hasOptions } = store.products[item.product]!;
  const prices = store.products.map((product, place) => {
    const isLike = product.hasOptions === hasOptions && product.allowsQuantity === allowsQuantity;
    const price = isLike ? itemPrice(store, { ...item, product: place })?.price : undefined;
    return { place, price };
  });
  const sold = prices.filter(({ price }) => price !== undefined);
  return sold.reduce((one, other) => (other.price!.isLess(one.price!) ? other : one)).place;
}

/** What is chosen of the options of an item after one of them changed. */
function chosenAs(store: Store, { chosen }: Item, option: { place: number; value: number }) {
  const place = option.place % store.options.length;
  const { isQuantity, choices } = store.options[place]!;
  return chosen.map((one) =>
    one.option !== place
      ? one
      : isQuantity
        ? { ...one, units: option.value }
        : { ...one, choice: option.value % choices.length },
  );
}

/** The options that differ, as the change asks for them. */
function optionsInput({ store, shelf }: World, from: Item, to: Item) {
  const changed = to.chosen.filter((one, place) => one !== from.chosen[place]);
  if (changed.length === 0) return {};
  const options = changed.map(({ option, choice, units }) => {
    const { id: optionId, choices } = shelf.options[option]!;
    const isQuantity = store.options[option]!.isQuantity;
    return { optionId, ...(isQuantity ? { quantity: units } : { choiceId: choices[choice] }) };
  });
  return { options };
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
  const { decimals } = world.store.currency;
  const bound = unusedOf(paidDays(world, owned), world.today).rounded(decimals);
  const surplus = exact(quote.surplus!.amount);
  if (bound.isLess(surplus))
    throw new Difference(`${owned.id}: ${surplus} back, ${bound} paid for what is unused`);
}

async function place(world: World, owned: Owned, to: Item, cost: Change, input: object) {
  const { ask, store } = world;
  const answer = await mutate(ask, 'upgradeProduct', input, 'order { id status invoiceId }');
  const isOpen = world.granted.some(
    ({ owned: one, bill }) => one === owned && bill.status === 'UNPAID',
  );
  const code = answer.errors ? String(answer.errors[0]!.extensions.code) : 'success';
  same(
    `change of ${owned.id} while a bill of it is open or not`,
    code,
    isOpen ? 'SERVICE_UNPAID' : 'success',
  );
  if (isOpen) return;
  const { order } = answer.data.done;
  owned.isChanging = true;
  const { line, promotion, group, net, tax, tax2, period } = cost;
  const isTaxed = store.products[to.product]!.isTaxed;
  const before = { money: moneyIn(world, owned), count: billsOf(world, owned) };
  // From a taxed product to one that is not, the tax comes back though the price may be higher.
  const finish = () => {
    world.credit = world.credit.plus(cost.surplus);
    become(world, owned, to, cost, before);
  };
  if (order.invoiceId === null) {
    same('a change without an invoice', net.isZero(), true);
    return finish();
  }
  const { decimals } = store.currency;
  const rows: Line[] = [
    { type: 'UPGRADE', amount: line.text(decimals), period },
    { type: 'PROMOTION', amount: promotion.negated().text(decimals) },
    { type: 'GROUP_DISCOUNT', amount: group.negated().text(decimals) },
  ];
  const { due } = billed(store, [{ net, isTaxed }]);
  const shown = await invoice(ask, order.invoiceId);
  const isCreditTaken = /[1-9]/.test(shown.credit.amount);
  const credit = isCreditTaken ? world.credit : Fraction.zero;
  const lines = rows.filter(({ amount }) => /[1-9]/.test(amount));
  const bill = newBill(shown.id, lines, { due, tax, tax2 }, credit);
  world.credit = world.credit.minus(bill.byCredit);
  sameBill(world, bill, shown);
  world.bills.push(bill);
  world.changes.push({ orderId: order.id, owned, bill, finish });
  world.granted.push({ bill, owned, period, series: cost.series, paid: due });
  await complete(world, bill);
}

const billsOf = ({ granted }: World, owned: Owned) =>
  granted.filter((one) => one.owned === owned).length;

/**
 * The service is what it was changed to. What was in the days of a cycle that ended is in those of
 * the new one; in days that go on, every line keeps its own.
 */
function become(
  world: World,
  owned: Owned,
  to: Item,
  { full, recurring, lasting, series, period, surplus }: Change,
  before: { money(): PaidDays[]; count: number },
): void {
  const isNew = to.cycle !== owned.item.cycle || series !== owned.series;
  if (isNew) {
    const amount = () => unusedOf(before.money(), period.from);
    const money = () => [{ ...period, series, amount: amount() }];
    owned.carried = { money, bills: before.count };
    world.givenBack = world.givenBack.filter((one) => one.owned !== owned);
  }
  world.returned = world.returned.plus(surplus);
  if (surplus.isPositive()) {
    const own = world.granted.filter((one) => one.owned === owned).slice(0, before.count);
    const lines = own.map(
      (one) => (one.asked ??= { ...one.period, bill: one.bill, amount: one.paid }),
    );
    world.reductions.push({ on: period.from, amount: surplus, lines });
  }
  if (surplus.isPositive())
    world.givenBack.push({ owned, ...period, series, amount: surplus.negated() });
  const isCode = lasting !== owned.promotion;
  const until = after(period.to, 1);
  Object.assign(owned, { item: to, full, reduced: recurring, agreed: recurring, series });
  Object.assign(owned, { isChanging: false, billedUntil: until, grantedUntil: until });
  owned.isTaxed = world.store.products[to.product]!.isTaxed;
  if (isCode) owned.renewalsLeft = renewalsOf(lasting);
  owned.promotion = lasting;
}
