import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/whmcs/index.ts';
import { UpdateInvoice as command } from '#transports/rapi/billing/UpdateInvoice.ts';
import { statusLabels } from '#transports/rapi/billing/labels.ts';
import { fields, wrongParameter } from '#transports/rapi/fields.ts';
import { globalId } from '#transports/rapi/global-id.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { amount, choice, clearable, date, flag, id, optionalId } from '#transports/rapi/params.ts';
import { isBlank } from '#transports/rapi/param.ts';
import { idsParam, listOfAll } from '#transports/rapi/params-data.ts';
import type { PlainObject } from '#transports/rapi/php-array.ts';
import { respelled } from '#transports/whmcs/action.ts';
import { itemLine, lineOfItem } from './CreateInvoice.ts';

const UpdateInvoice = respelled(command, {
  params: fields({
    invoiceid: id,
    status: choice(statusLabels).optional(),
    paymentmethod: optionalId,
    taxrate: amount.optional(),
    date: date.optional(),
    duedate: date.optional(),
    datepaid: date.optional(),
    notes: clearable(20_000),
    newitems: listOfAll(itemLine).optional(),
    deletelineids: idsParam.optional(),
  }),
  unsupported: ['taxrate2', 'credit', 'invoicenum'],
  variables: (p) => ({
    input: {
      invoiceId: encodeId('Invoice', p.invoiceid),
      status: p.status,
      gatewayId: globalId('Gateway', p.paymentmethod),
      taxRate: p.taxrate,
      issuedOn: p.date,
      dueOn: p.duedate,
      paidOn: p.datepaid,
      notes: p.notes,
      addLines: p.newitems?.map(lineOfItem),
      removeLineIds: p.deletelineids?.map((key) => encodeId('InvoiceItem', key)),
    },
  }),
});

const PublishInvoice = legacy({
  params: fields({ invoiceid: id, publishandsendemail: flag.default(false) }),
  operation: graphql(`
    mutation PublishInvoice($input: PublishInvoiceInput!) {
      publishInvoice(input: $input) {
        invoice {
          databaseId
        }
      }
    }
  `),
  variables: (p) => ({
    input: { invoiceId: encodeId('Invoice', p.invoiceid), sendEmail: p.publishandsendemail },
  }),
  present: ({ publishInvoice: { invoice } }) => ({ invoiceid: invoice.databaseId }),
  errors: {
    INVOICE_NOT_FOUND: 'Invoice ID Not Found',
    INVOICE_NOT_DRAFT: 'Invoice must be in Draft status to be published',
  },
});

/** Publishing is a change of its own here, so it does not come together with another. */
export function updateOrPublish(parameters: PlainObject) {
  const isSet = (name: string) => flag.safeParse(parameters[name]).data === true;
  if (!isSet('publish') && !isSet('publishandsendemail')) return UpdateInvoice;
  const other = Object.keys(updateParams).find((name) => !isBlank(parameters[name]));
  if (other) throw wrongParameter(other, 'cannot come together with publish: send it before');
  return PublishInvoice;
}

const updateParams = {
  status: 0,
  paymentmethod: 0,
  taxrate: 0,
  date: 0,
  duedate: 0,
  datepaid: 0,
  notes: 0,
  newitems: 0,
  deletelineids: 0,
};

/** Brings `newitemdescription[]`, `newitemamount[]` and `newitemtaxed[]` together to lines. */
export function withNewItems(parameters: PlainObject): PlainObject {
  const { newitemdescription, newitemamount, newitemtaxed, ...rest } = parameters;
  if (newitemdescription === undefined && newitemamount === undefined) return rest;
  const descriptions = columnOf(newitemdescription);
  const keys = new Set([...Object.keys(descriptions), ...Object.keys(columnOf(newitemamount))]);
  const newitems = [...keys].map((key) => [
    key,
    {
      description: descriptions[key],
      amount: columnOf(newitemamount)[key],
      taxed: columnOf(newitemtaxed)[key],
    },
  ]);
  return { ...rest, newitems: Object.fromEntries(newitems) };
}

/** `newitems[4][amount]` is `newitemamount[4]` to who sent it. */
export const saysNewItem = (message: string) =>
  message.replace(/^newitems\[(\d+)\]\[(\w+)\]/, 'newitem$2[$1]');

const columnOf = (value: unknown): PlainObject =>
  typeof value === 'object' && value !== null ? (value as PlainObject) : {};
