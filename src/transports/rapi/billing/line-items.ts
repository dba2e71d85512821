import { z } from 'zod';
import { json, listOfAll } from '#transports/rapi/params-data.ts';
import { fields } from '#transports/rapi/fields.ts';
import { isPlainObject } from '#core/plain.ts';
import { amount, flag, optionalId, signedAmount, text } from '#transports/rapi/params.ts';

/** The keys of a line that invoices and quotes have. */
const common = {
  qty: amount.optional(),
  discount: amount.optional(),
  taxed: flag.optional(),
  /** What GetQuotes calls it. */
  taxable: flag.optional(),
};

/** The keys of a line of an invoice. */
const invoiceLine = {
  ...common,
  service_id: optionalId,
  domain_id: optionalId,
  name: text(5_000).optional(),
  rate: signedAmount.optional(),
  cost: amount.optional(),
};

/** The keys of a line of a quote. */
const quoteLine = { ...common, name: text(5_000), rate: signedAmount };

/** One object stands for a list of one line; a key that means nothing is refused. */
function lines<Shape extends z.core.$ZodShape>(shape: Shape) {
  const known = Object.keys(shape);
  const line = fields(shape);
  const checked = z.custom<unknown>().superRefine((provided, context) => {
    if (!isPlainObject(provided)) return;
    for (const key of Object.keys(provided))
      if (!known.includes(key))
        context.addIssue({
          code: 'custom',
          path: [key],
          message: `is not known; a line has ${known.join(', ')}`,
        });
  });
  return json(listOfAll(checked.pipe(line), 'line', 200));
}

export const invoiceLines = lines(invoiceLine);
export const quoteLines = lines(quoteLine);

/** What a line lacks that is about nothing sold: `lines.0.unitPrice` is `line_items[0][rate]`. */
export function lineIncomplete({ field }: Record<string, unknown>): string {
  const [, place, missing] = String(field).split('.');
  return `line_items[${place}][${missing === 'unitPrice' ? 'rate' : 'name'}] is required`;
}

interface Line {
  name?: string | undefined;
  qty?: string | undefined;
  rate?: string | undefined;
  discount?: string | undefined;
  taxed?: boolean | undefined;
  taxable?: boolean | undefined;
}

/** What a line says, in the names of the graph. */
export const lineInput = ({ name, qty, rate, discount, taxed, taxable }: Line) => ({
  description: name,
  quantity: qty,
  unitPrice: rate,
  discountPercent: discount,
  isTaxed: taxed ?? taxable,
});
