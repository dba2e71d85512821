import fc from 'fast-check';
import { Fraction } from '#test/oracle/fraction.ts';
import type { Row, Store } from '#test/oracle/shop.ts';
import type { Ask } from './ask.ts';
import { closing } from './closing.ts';
import type { Company } from './company.ts';
import { firstDays, shops } from './shops.ts';
import type { Named } from './steps.ts';
import type { World } from './world.ts';

export interface Sequence {
  store: Store;
  day: string;
  /** What each of its clients does, and staff for it. */
  visits: Named[][];
}

/** A shop, a first day, and what some clients do there one after the other. */
export const sequences = (steps: fc.Arbitrary<Named[]>, clients: number): fc.Arbitrary<Sequence> =>
  fc.record({
    store: shops,
    day: firstDays,
    visits: fc.array(steps, { minLength: 1, maxLength: clients, size: 'max' }),
  });

/** A sequence in words, to be read and repeated. */
export function describeSequence({ store, day, visits }: Sequence): string {
  const rows = (list: Row[]) =>
    list.map(({ currency, cycle, price, setupFee }) => `${currency} ${cycle} ${price}+${setupFee}`);
  const { products, options, addons, promotions, ...rest } = store;
  const lines = [
    ...products.map((one, place) => ['product', place, { ...one, rows: rows(one.rows) }]),
    ...options.map((one, place) => ['option', place, { ...one, choices: one.choices.map(rows) }]),
    ...addons.map((one, place) => ['addon', place, { ...one, rows: rows(one.rows) }]),
    ...promotions.map((one, place) => ['promotion', place, one]),
    ['on', day, rest],
  ].map(([what, place, value]) => `  ${what} ${place} ${JSON.stringify(value)}`);
  const steps = visits.flatMap((own) => ['  client', ...own.map(({ words }) => `    ${words}`)]);
  return [...lines, ...steps].join('\n');
}

/** What a sequence is played on. */
export interface Stage {
  ask: Ask;
  company: Company;
  /** Moves the company's clock to noon of a day. */
  setDay(day: string): void;
}

/** Plays a sequence in a store of its own; throws at the first difference. */
export async function play({ ask, company, setDay }: Stage, { store, day, visits }: Sequence) {
  const own = structuredClone(store);
  setDay(day);
  const shelf = await company.open(own, ask);
  let today = day;
  for (const [place, steps] of visits.entries()) {
    const world = newcomer({ ask, store: own, shelf, clientId: await shelf.addClient(), today });
    world.setDay = (next) => {
      world.today = next;
      setDay(next);
      if (next >= world.cartUntil) Object.assign(world, { cart: [], promotion: null });
    };
    for (const { words, step } of steps) await told(`client ${place}, ${words}`, step(world));
    await told(`client ${place}, in the end`, closing(world));
    ({ today } = world);
  }
}

/** Says of what fails where it did. */
async function told(where: string, done: Promise<void>): Promise<void> {
  await done.catch((error: Error) => {
    error.message = `${where}: ${error.message}`;
    throw error;
  });
}

/** A client who has nothing yet. */
export const newcomer = (
  who: Pick<World, 'ask' | 'store' | 'shelf' | 'clientId' | 'today'>,
): World => ({
  ...who,
  setDay: () => {},
  credit: Fraction.zero,
  promotion: null,
  cart: [],
  cartUntil: '',
  bills: [],
  orders: [],
  owned: [],
  granted: [],
  givenBack: [],
  reductions: [],
  returned: Fraction.zero,
  payments: [],
  changes: [],
});
