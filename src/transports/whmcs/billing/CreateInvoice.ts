import type { z } from 'zod';
import { encodeId } from '#core/ids.ts';
import { clientFields, fields } from '#transports/rapi/fields.ts';
import { globalId } from '#transports/rapi/global-id.ts';
import { choice, date, flag, id, optionalId, signedAmount, text } from '#transports/rapi/params.ts';
import { listOfAll } from '#transports/rapi/params-data.ts';
import type { PlainObject } from '#transports/rapi/php-array.ts';
import { CreateInvoice as command } from '#transports/rapi/billing/CreateInvoice.ts';
import { respelled } from '#transports/whmcs/action.ts';

/** A line as WHMCS says it: a text, one amount, taxed or not. */
export const itemLine = fields({
  description: text(5_000),
  amount: signedAmount,
  taxed: flag.default(false),
});

/** The same as the graph wants it. */
export const lineOfItem = ({ description, amount, taxed }: z.output<typeof itemLine>) => ({
  description,
  unitPrice: amount,
  isTaxed: taxed,
});

/** Gathers `itemdescription1`, `itemamount1`, `itemtaxed1` … into lines, by their numbers. */
export function withItems(parameters: PlainObject): PlainObject {
  const items = new Map<number, PlainObject>();
  const rest: PlainObject = {};
  for (const [name, value] of Object.entries(parameters)) {
    const [, key, number] = /^item(description|amount|taxed)(\d{1,4})$/.exec(name) ?? [];
    if (!key) rest[name] = value;
    else items.set(Number(number), { ...items.get(Number(number)), [key]: value });
  }
  // Whole numbers as keys come in their order.
  return { ...rest, ...(items.size > 0 && { items: Object.fromEntries(items) }) };
}

/** `items[2][amount]` is `itemamount2` to who sent it. */
export const saysItem = (message: string) =>
  message.replace(/^items\[(\d+)\]\[(\w+)\]/, 'item$2$1');

const statuses = { Draft: 'DRAFT', Unpaid: 'UNPAID', Paid: 'PAID' } as const;

export const CreateInvoiceAction = respelled(command, {
  params: clientFields(
    {
      userid: id,
      status: choice(statuses).default('UNPAID'),
      draft: flag.default(false),
      sendinvoice: flag.default(false),
      paymentmethod: optionalId,
      date: date.optional(),
      duedate: date.optional(),
      notes: text(20_000).optional(),
      items: listOfAll(itemLine),
      autoapplycredit: flag.default(false),
    },
    'userid',
  ),
  unsupported: ['taxrate', 'taxrate2'],
  variables: (p) => ({
    input: {
      clientId: encodeId('Client', p.userid),
      status: p.draft ? ('DRAFT' as const) : p.status,
      sendEmail: p.sendinvoice,
      gatewayId: globalId('Gateway', p.paymentmethod),
      issuedOn: p.date,
      dueOn: p.duedate,
      notes: p.notes,
      lines: p.items.map(lineOfItem),
      autoApplyCredit: p.autoapplycredit,
    },
  }),
});
