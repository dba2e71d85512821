import fc from 'fast-check';
import { type Named, purchase, some, type StepName } from './steps.ts';

/** A purchase, and then some steps of these kinds. */
const after = (maxLength: number, ...names: StepName[]) =>
  fc.tuple(purchase, some(maxLength, ...names)).map(([first, more]) => [...first, ...more]);

/** The rules of money, each as the steps that would break it. */
export const scenes: Record<string, fc.Arbitrary<Named[]>> = {
  'bills what the cart showed, and applies the credit it showed (rule 1)': some(
    6,
    'addItem',
    'addItem',
    'promote',
    'takeAddon',
    'chooseOption',
    'grantCredit',
    'order',
    'order',
  ),
  'makes the invoice of a quote what the quote said, taxes too (rule 2)': some(3, 'quote'),
  'sells nothing at a price that nobody set (rule 3)': some(6, 'addItem', 'addItem', 'order'),
  'gives no more back in a change than was paid (rule 4)': after(
    5,
    'upgrade',
    'passMonth',
    'payAll',
  ),
  'changes services by the periods that were paid (rule 5)': after(
    6,
    'passMonth',
    'payAll',
    'upgrade',
  ),
  'bills each period once, without a gap (rule 6)': after(6, 'passDays', 'payAll', 'billService'),
  'has a service due the day after the last day that was paid (rule 7)': after(
    5,
    'upgrade',
    'passMonth',
    'payAll',
    'pay',
  ),
  'leaves issued amounts alone when rules change (rule 8)': after(
    5,
    'changeTax',
    'changePrice',
    'bill',
    'payAll',
    'passMonth',
  ),
  'rounds each line once (rule 9)': some(
    6,
    'addItem',
    'addItem',
    'promote',
    'chooseOption',
    'bill',
  ),
  'taxes what is left after discounts (rule 10)': some(
    6,
    'addItem',
    'promote',
    'takeAddon',
    'order',
  ),
  'charges nothing for what is off, and recalculates to the same (rule 11)': after(
    4,
    'chooseOption',
    'recalculate',
    'passMonth',
  ),
  'renews with a recurring promotion as often as it says (rule 12)': after(
    4,
    'passDays',
    'passMonth',
  ),
  'prices a part of a period by its days (rule 13)': some(
    4,
    'addItem',
    'order',
    'accept',
    'passMonth',
  ),
  'gives back what was paid from credit as any payment (rule 14)': after(
    6,
    'grantCredit',
    'bill',
    'spend',
    'pay',
    'refund',
    'cancel',
    'setStatus',
  ),
  'records a transaction id once (rule 15)': some(4, 'bill', 'pay', 'payAll'),
  'shows quantities and prices that multiply (rule 16)': some(
    5,
    'bill',
    'quote',
    'addItem',
    'order',
  ),
};
