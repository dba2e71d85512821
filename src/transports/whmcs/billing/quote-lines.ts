import { z } from 'zod';
import { fields } from '#transports/rapi/fields.ts';
import { amount, flag, signedAmount, text } from '#transports/rapi/params.ts';
import { base64Php, listOfAll } from '#transports/rapi/params-data.ts';

const line = fields({
  desc: text(5_000),
  qty: amount.optional(),
  up: signedAmount,
  discount: amount.optional(),
  taxable: flag.default(false),
});

/** The lines of a quote: a serialized array in base64 of `desc`, `qty`, `up`, `discount`, `taxable`. */
export const quoteItems = base64Php(listOfAll(line, 'line', 200));

/** The same as the graph wants them. */
export const quoteLinesInput = (lines: z.output<typeof quoteItems>) =>
  lines.map(({ desc, qty, up, discount, taxable }) => ({
    description: desc,
    quantity: qty,
    unitPrice: up,
    discountPercent: discount,
    isTaxed: taxable,
  }));
