import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/whmcs/index.ts';
import { clientFields, wrongParameter } from '#transports/rapi/fields.ts';
import { int } from '#transports/rapi/format.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { amount, choice, date, flag, id, signedAmount, text } from '#transports/rapi/params.ts';

/** When WHMCS bills an item; a repeated one is not known here. */
const actions = { nextinvoice: 'NEXT', duedate: 'DUE', nextcron: 'NEXT' } as const;

export const AddBillableItem = legacy({
  params: clientFields(
    {
      clientid: id,
      description: text(5_000),
      amount: signedAmount,
      hours: amount.optional(),
      quantity: amount.optional(),
      invoiceaction: choice(actions).default('NEXT'),
      duedate: date.optional(),
      tax: flag.optional(),
    },
    'clientid',
  ),
  unsupported: ['recur', 'recurcycle', 'recurfor', 'unit'],
  operation: graphql(`
    mutation AddBillableItem($input: CreateBillableItemInput!) {
      createBillableItem(input: $input) {
        billableItem {
          databaseId
        }
      }
    }
  `),
  variables: (p) => {
    if (p.hours !== undefined && p.quantity !== undefined)
      throw wrongParameter('hours', 'cannot stand beside quantity');
    if ((p.invoiceaction === 'DUE') !== (p.duedate !== undefined))
      throw wrongParameter('duedate', 'and invoiceaction=duedate go together');
    return {
      input: {
        clientId: encodeId('Client', p.clientid),
        description: p.description,
        unitPrice: p.amount,
        hours: p.quantity ?? p.hours,
        dueOn: p.duedate,
        isTaxed: p.tax,
      },
    };
  },
  present: ({ createBillableItem: { billableItem } }) => ({
    status: 'success',
    billableid: int(billableItem.databaseId),
  }),
  errors: { CLIENT_NOT_FOUND: 'Client ID Not Found' },
  missing: { description: 'You must provide a description' },
});
