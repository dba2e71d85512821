import fc from 'fast-check';
import { charge, type Fate, refund, returnAtGateway } from './money-charges.ts';
import {
  bill,
  cancel,
  extend,
  give,
  type Model,
  pay,
  type Real,
  remove,
  spend,
  type Step,
  take,
} from './money-model.ts';

class MoneyCommand implements fc.AsyncCommand<Model, Real> {
  readonly #words: string;
  readonly #step: Step;

  constructor(words: string, step: Step) {
    this.#words = words;
    this.#step = step;
  }

  check = () => true;

  async run(model: Model, real: Real): Promise<void> {
    await this.#step(model, real);
    await real.prove(model);
  }

  toString = () => this.#words;
}

// Round ones too, since some gateways take no others, and less than a gateway's fee.
const amount = fc.oneof(
  fc.integer({ min: 1, max: 80 }),
  fc.integer({ min: 1, max: 15_000 }),
  fc.integer({ min: 1, max: 1_500 }).map((tens) => tens * 10),
);
const which = fc.nat({ max: 7 });
const refundType = fc.constantFrom('CREDIT' as const, 'MANUAL' as const, 'GATEWAY' as const);
const capture = fc.constantFrom('capturePayment' as const, 'capturePaymentByInvoice' as const);
const fate = fc.constantFrom<Fate>('goes well', 'goes well', 'is lost', 'is declined');
const isLost = fc.boolean();

const command = <Args extends unknown[]>(
  name: string,
  make: (...args: Args) => Step,
  ...parts: { [Index in keyof Args]: fc.Arbitrary<Args[Index]> }
): fc.Arbitrary<MoneyCommand> =>
  fc
    .tuple(...parts)
    .map((args) => new MoneyCommand(`${name}(${args.join(', ')})`, make(...(args as Args))));

/** Sequences of every command that moves money, from one bill and one payment on. */
export const moneyCommands = (maxCommands: number) =>
  fc.commands(
    [
      command('bill', bill, amount),
      command('pay', pay, which, amount),
      command('pay', pay, which, amount),
      command('spend', spend, which, amount),
      command('give', give, amount),
      command('take', take, amount),
      command('charge', charge, which, capture, fate),
      command('charge', charge, which, capture, fate),
      command('refund', refund, which, amount, refundType, isLost),
      command('refund', refund, which, amount, refundType, isLost),
      command('returnAtGateway', returnAtGateway, which, fc.option(amount)),
      command('remove', remove, which),
      command('cancel', cancel, which),
      command('extend', extend, which, amount),
    ],
    { maxCommands, size: 'max' },
  );

/** A model of a client without any bills. */
export const emptyModel = (limit: number): Model => ({
  credit: 0,
  cash: 0,
  limit,
  bills: [],
  payments: [],
  refunds: [],
});

/** The first steps of every run, so that the rest has something to work on. */
export const opening: readonly MoneyCommand[] = [
  new MoneyCommand('bill(10000)', bill(10_000)),
  new MoneyCommand('pay(0, 4000)', pay(0, 4_000)),
  new MoneyCommand('charge(0)', charge(0, 'capturePayment', 'goes well')),
];

/** Steps in a given order. */
const script = (...steps: [words: string, step: Step][]): readonly MoneyCommand[] =>
  steps.map(([words, step]) => new MoneyCommand(words, step));

/** Payments and refunds deleted in an order that leaves less on an invoice than was paid for it. */
export const oddOrder = script(
  // A refund is deleted after its invoice was paid again, so what it gave back becomes credit.
  ['bill', bill(10_000)],
  ['pay', pay(0, 6_000)],
  ['refund the payment', refund(0, 6_000, 'MANUAL')],
  ['pay again', pay(0, 10_000)],
  ['delete the refund', remove(2)],
  ['refund the first payment', refund(0, 6_000, 'MANUAL')],
  ['delete the second payment', remove(1)],
  // The same, but all of it is refunded: then no payment can be deleted before the refunds.
  ['bill', bill(10_000)],
  ['pay', pay(1, 6_000)],
  ['refund the payment', refund(2, 6_000, 'MANUAL')],
  ['pay again', pay(1, 10_000)],
  ['delete the refund', remove(6)],
  ['refund the second payment', refund(3, 10_000, 'MANUAL')],
  ['delete the first payment', remove(2)],
);

/** An invoice is cancelled that was paid, refunded in part, and then lost its other payment. */
export const cancelledAfterRefund = script(
  ...(['CREDIT', 'GATEWAY'] as const).flatMap((type, round): [string, Step][] => [
    ['bill', bill(10_000)],
    ['pay', pay(round, 4_000)],
    ['charge the rest', charge(round, 'capturePayment', 'goes well')],
    ['refund some', refund(round * 2 + 1, 10, type)],
    ['delete the other payment', remove(round * 2)],
    ['cancel', cancel(round)],
  ]),
);

/** A gateway gives back what the client had got as credit already, of which some was spent. */
export const returnedTwice = script(
  ['bill', bill(10_000)],
  ['charge', charge(0, 'capturePayment', 'goes well')],
  ['refund some to the credit', refund(0, 6_000, 'CREDIT')],
  ['spend some of it', take(4_000)],
  ['give all back at the gateway', returnAtGateway(0)],
  ['delete what was beyond', remove(3)],
);

/** Charges of which the gateway keeps more than they bring. */
export const smallCharge = script(
  ['bill', bill(20)],
  ['charge', charge(0, 'capturePaymentByInvoice', 'goes well')],
  ['give back', refund(0, 20, 'GATEWAY')],
);
