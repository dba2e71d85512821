import fc from 'fast-check';
import type { FreeLine } from '#test/oracle/free-lines.ts';
import { addItem, chooseOption, dropItem, grantCredit, promote, takeAddon } from './cart.ts';
import { accept, order } from './orders.ts';
import { billService } from './own-lines.ts';
import { pay, spend } from './payments.ts';
import { passDays } from './renewing.ts';
import { changePrice, changeTax, recalculate } from './rules.ts';
import { cancel, refund, setStatus } from './undoing.ts';
import { type Target, upgrade } from './upgrades.ts';
import type { World } from './world.ts';
import { bill, quote } from './writing.ts';

type Step = (world: World) => Promise<void>;

/** A step with the words it is printed as. */
export interface Named {
  words: string;
  step: Step;
}
type Steps = fc.Arbitrary<Named>;

const named = <Args extends unknown[]>(
  name: string,
  make: (...args: Args) => Step,
  ...parts: { [Index in keyof Args]: fc.Arbitrary<Args[Index]> }
): Steps =>
  fc.tuple(...parts).map((args) => ({
    words: `${name}(${args.map((arg) => JSON.stringify(arg)).join(', ')})`,
    step: make(...(args as Args)),
  }));

const which = fc.nat({ max: 5 });
const recurring = ['QUARTERLY', 'SEMI_ANNUALLY', 'ANNUALLY', 'BIENNIALLY', 'TRIENNIALLY'];
/** Down to the cheapest product in the same cycle, all bills paid. */
const cheapest = fc.constant<Target>({ step: 0, isCheapest: true, isPaidFirst: true });
const cycle = fc.oneof(
  { weight: 12, arbitrary: fc.constant('MONTHLY') },
  { weight: 8, arbitrary: fc.constantFrom(...recurring) },
  { weight: 1, arbitrary: fc.constantFrom('ONE_TIME', 'FREE') },
);
const amount = fc.option(fc.integer({ min: 1, max: 20_000 }), { freq: 3 });
const decimal = (max: number, decimals: number, min = 0) =>
  fc.integer({ min, max }).map((n) => (n / 10 ** decimals).toFixed(decimals));

const lines: fc.Arbitrary<FreeLine[]> = fc.array(
  fc.record({
    quantity: fc.oneof(fc.constantFrom('1', '2', '1000'), decimal(5_000, 3, 1)),
    unitPrice: fc.oneof(decimal(9_999, 2), decimal(99_999, 4)),
    discountPercent: fc.oneof(fc.constant('0'), decimal(10_000, 2)),
    isTaxed: fc.boolean(),
  }),
  { minLength: 1, maxLength: 3 },
);

const target: fc.Arbitrary<Target> = fc
  .record({
    step: fc.constantFrom(1, 2, 1, 2, 0),
    cycle: fc.option(which, { freq: 2, nil: undefined }),
    promotion: fc.constantFrom(...Array<undefined>(8).fill(undefined), 0, 1),
    option: fc.option(fc.record({ place: which, value: fc.nat({ max: 4 }) }), {
      freq: 3,
      nil: undefined,
    }),
    isPaidFirst: fc.constantFrom(true, true, true, false),
  })
  .map(({ step, cycle: sold, promotion, option, isPaidFirst }) => ({
    step,
    isPaidFirst,
    ...(option && { option }),
    ...(sold !== undefined && { cycle: sold }),
    ...(promotion !== undefined && { promotion }),
  }));

/** Every step there is, by its name. */
export const steps = {
  addItem: named('addItem', addItem, which, cycle, fc.constantFrom(1, 1, 2, 3, 1000)),
  chooseOption: named('chooseOption', chooseOption, which, which, fc.nat({ max: 4 })),
  takeAddon: named('takeAddon', takeAddon, which, which),
  promote: named('promote', promote, fc.option(which, { freq: 6 })),
  dropItem: named('dropItem', dropItem, which),
  order: named('order', order),
  accept: named('accept', accept, which),
  payAll: named('pay', pay, which, fc.constant(null)),
  pay: named('pay', pay, which, amount),
  spend: named('spend', spend, which, amount),
  grantCredit: named('giveCredit', grantCredit, fc.integer({ min: 1, max: 50_000 })),
  passDays: named('passDays', passDays, fc.constantFrom(1, 14, 17, 28, 29, 30, 31, 59, 92, 366)),
  passMonth: named('passDays', passDays, fc.constantFrom(1, 14, 17, 28, 29, 30, 31)),
  upgrade: named('upgrade', upgrade, which, target),
  downgrade: named('upgrade', upgrade, which, cheapest),
  bill: named('bill', bill, lines, fc.boolean()),
  billService: named('billService', billService, which),
  quote: named('quote', quote, lines),
  refund: named(
    'refund',
    refund,
    which,
    amount,
    fc.constantFrom('CREDIT' as const, 'MANUAL' as const),
  ),
  cancel: named('cancel', cancel, which),
  setStatus: named(
    'setStatus',
    setStatus,
    which,
    fc.constantFrom('UNPAID' as const, 'REFUNDED' as const),
  ),
  changeTax: named('changeTax', changeTax, decimal(3_000, 2), fc.boolean()),
  changePrice: named('changePrice', changePrice, which, decimal(9_999, 2)),
  recalculate: named('recalculate', recalculate, which),
};
export type StepName = keyof typeof steps;

/** One to so many steps of these kinds. */
export const some = (maxLength: number, ...names: StepName[]) =>
  fc.array(fc.oneof(...names.map((name) => steps[name])), { maxLength, size: 'max' });

/** Fills the cart, orders what is in it, has it accepted and pays for it. */
export const purchase = fc
  .tuple(
    fc.array(steps.addItem, { minLength: 1, maxLength: 2 }),
    some(3, 'chooseOption', 'takeAddon', 'promote', 'promote'),
    steps.order,
    steps.accept,
    steps.payAll,
  )
  .map(([items, tuned, ...rest]) => [...items, ...tuned, ...rest]);

/** Buys with a code, which makes the first period cheaper than the list, and goes down from there. */
const discounted = fc
  .tuple(
    fc.array(steps.addItem, { minLength: 1, maxLength: 2 }),
    fc.tuple(
      named('promote', promote, fc.constant(0)),
      named('promote', promote, fc.constantFrom(0, 1)),
    ),
    steps.order,
    steps.accept,
    steps.payAll,
    some(3, 'passMonth', 'payAll', 'upgrade', 'refund', 'setStatus'),
    steps.downgrade,
    steps.downgrade,
  )
  .map((parts) => parts.flat());

/** Undoes what was paid or owed of a purchase, and goes on with its services. */
const undone = fc
  .tuple(
    purchase,
    some(4, 'refund', 'setStatus', 'cancel', 'grantCredit', 'spend', 'upgrade', 'passMonth'),
    some(4, 'passMonth', 'payAll', 'upgrade', 'downgrade', 'billService'),
  )
  .map((parts) => parts.flat());

/** What people and staff do after a first purchase. */
const later = [...Object.values(steps), steps.payAll, steps.upgrade, steps.upgrade].map((one) =>
  one.map((step) => [step]),
);

/** A purchase, and then anything; or changes one after the other, downgrades after a code, undoing. */
export const anything = (maxLength: number) => {
  const more = fc.array(fc.oneof(purchase, ...later), { maxLength, size: 'max' });
  const changes = some(maxLength, 'upgrade', 'upgrade', 'upgrade', 'passMonth', 'payAll');
  const mixed = fc.tuple(purchase, more).map(([first, rest]) => [...first, ...rest.flat()]);
  const changing = fc.tuple(purchase, changes).map(([first, rest]) => [...first, ...rest]);
  return fc.oneof(
    { weight: 3, arbitrary: mixed },
    { weight: 2, arbitrary: changing },
    { weight: 2, arbitrary: discounted },
    { weight: 2, arbitrary: undone },
  );
};
