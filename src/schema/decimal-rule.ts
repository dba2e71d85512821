import { z } from 'zod';
import { parseAmount } from '#core/money.ts';

/** The decimals that quantities, prices and percentages are stored with. */
const STORED = 4;

/** The rule for a decimal between two others, with no more decimals than are stored. */
export const decimalWithin = (least: string, most: string) =>
  z.custom<{ toFixed(): string }>((value) => {
    const amount = parseAmount((value as { toFixed(): string }).toFixed());
    return amount && amount.gte(least) && amount.lte(most) && amount.decimalPlaces() <= STORED;
  }, `must be between ${least} and ${most}, with at most ${STORED} decimals`);

/** A share in percent. */
export const percentRule = decimalWithin('0', '100');
