import { exact } from '#test/oracle/fraction.ts';
import { itemPrice } from '#test/oracle/list.ts';
import { recurringOf } from '#test/oracle/service.ts';
import { change, same } from './ask.ts';
import { setTaxes } from './company.ts';
import { pick, type World } from './world.ts';

/** The tax of the client's country changes; what is issued keeps its own. */
export const changeTax = (rate: string, isCompound: boolean) => async (world: World) => {
  const [first, second] = world.store.taxes.levels;
  if (!first) return;
  if (second) Object.assign(second, { rate, isCompound });
  else first.rate = rate;
  await setTaxes(world.ask, world.store, world.shelf.country);
};

/** A product costs something else from now on; who has it pays what was agreed. */
export const changePrice = (which: number, price: string) => async (world: World) => {
  const { ask, store, shelf, owned } = world;
  const place = which % store.products.length;
  const product = store.products[place]!;
  const isPromised = owned.some(
    ({ item, renewalsLeft }) => item.product === place && renewalsLeft !== 0,
  );
  if (product.payType === 'FREE' || isPromised) return;
  product.rows = product.rows.map((row) => (row.currency === store.base ? { ...row, price } : row));
  const prices = product.rows.filter(({ currency }) => currency === store.base);
  await change(ask, 'updateProduct', { productId: shelf.products[place], prices });
};

/** Staff have a service priced anew: unchanged terms and prices change nothing. */
export const recalculate = (which: number) => async (world: World) => {
  const { ask, store, owned } = world;
  const one = pick(
    owned.filter(({ type, series }) => type === 'SERVICE' && series),
    which,
  );
  if (!one || one.renewalsLeft !== 0 || !one.full.isSame(one.reduced)) return;
  const price = itemPrice(store, one.item);
  if (!price) return;
  const { decimals } = store.currency;
  one.full = price.price.times(exact(one.item.quantity)).rounded(decimals);
  one.reduced = one.full;
  const input = { serviceId: one.id, recalculateRecurring: true };
  const done = await change(ask, 'updateClientProduct', input, 'service { recurring { amount } }');
  same(`recurring of ${one.id}`, done.service.recurring.amount, recurringOf(one).text(decimals));
};
