import { z } from 'zod';
import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/whmcs/index.ts';
import { cycleLabels } from '#transports/rapi/catalog/cycles.ts';
import { clientFields, fields, wrongParameter } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { isBlank } from '#transports/rapi/param.ts';
import { choice, flag, id, integer, ipAddress, line, text } from '#transports/rapi/params.ts';
import { base64Php, idsParam, keyed, listOfAll } from '#transports/rapi/params-data.ts';
import { keysOf, type PlainObject } from '#transports/rapi/php-array.ts';
import { AddOrder as command } from '#transports/rapi/orders/AddOrder.ts';

/** What stands under one number of the parallel arrays: a product, a domain, or both. */
const entry = fields({
  pid: id.optional(),
  qty: integer(1, 1_000).optional(),
  billingcycle: choice(cycleLabels).optional(),
  addons: idsParam.optional(),
  configoptions: base64Php(keyed(integer())).optional(),
  domain: line(253).optional(),
  domaintype: choice({ register: 'register', transfer: 'transfer' }).optional(),
  regperiod: integer(1, 10).optional(),
  eppcode: line(255).optional(),
  idnlanguage: line(20).optional(),
  idprotection: flag.optional(),
  dnsmanagement: flag.optional(),
  emailforwarding: flag.optional(),
});

/** The arrays of WHMCS whose elements belong together by their number. */
const columns = [
  'pid',
  'qty',
  'billingcycle',
  'addons',
  'configoptions',
  'domain',
  'domaintype',
  'regperiod',
  'eppcode',
  'idnlanguage',
  'idprotection',
  'dnsmanagement',
  'emailforwarding',
];

const asArray = (value: unknown): PlainObject =>
  typeof value === 'object' && value !== null ? (value as PlainObject) : { 0: value };

/** Brings the parallel arrays together: `pid[1]` and `domain[1]` are one entry. */
export function withEntries(parameters: PlainObject): PlainObject {
  const entries = new Map<string, PlainObject>();
  const rest: PlainObject = {};
  for (const [name, value] of Object.entries(parameters)) {
    if (!columns.includes(name)) rest[name] = value;
    else
      for (const [key, element] of Object.entries(asArray(value)))
        entries.set(key, { ...entries.get(key), [name]: element });
  }
  const filled = [...entries].filter(([, { pid, domain }]) => !isBlank(pid) || !isBlank(domain));
  return { ...rest, ...(filled.length > 0 && { entries: Object.fromEntries(filled) }) };
}

/** `entries[1][pid]` is `pid[1]` to who sent it. */
export const saysEntry = (message: string) =>
  message.replace(/^entries\[(\d+)\]\[(\w+)\]/, '$2[$1]');

const nameserver = line(253).optional();

export const AddOrderAction = legacy({
  params: clientFields(
    {
      clientid: id,
      paymentmethod: line(64),
      entries: listOfAll(entry, 'entry', 50).default([]),
      domainrenewals: keyed(integer(1, 10)).optional(),
      nameserver1: nameserver,
      nameserver2: nameserver,
      nameserver3: nameserver,
      nameserver4: nameserver,
      nameserver5: nameserver,
      promocode: line(64).optional(),
      noinvoice: flag.default(false),
      noinvoiceemail: flag.default(false),
      noemail: flag.default(false),
      clientip: ipAddress.optional(),
      notes: text(20_000).optional(),
    },
    'clientid',
  ),
  unsupported: [
    'addonids',
    'addonid',
    'serviceids',
    'serviceid',
    'servicerenewals',
    'addonrenewals',
    'affid',
    'contactid',
    'customfields',
    'domainfields',
    'hostname',
    'rootpw',
    'priceoverride',
    'domainpriceoverride',
    'domainrenewoverride',
    'promooverride',
    'ns1prefix',
    'ns2prefix',
  ],
  operation: graphql(`
    mutation OrderItems($input: OrderItemsInput!) {
      orderItems(input: $input) {
        order {
          databaseId
          invoiceId
          items {
            type
            subjectId
          }
        }
      }
    }
  `),
  variables: (p) => ({
    input: {
      clientId: encodeId('Client', p.clientid),
      paymentMethod: p.paymentmethod,
      products: p.entries.flatMap((each) => productOf(each) ?? []),
      domains: p.entries.flatMap((each) => domainOf(each) ?? []),
      nameservers: nameserversOf([
        p.nameserver1,
        p.nameserver2,
        p.nameserver3,
        p.nameserver4,
        p.nameserver5,
      ]),
      renewals: renewalsOf(p.domainrenewals),
      promotionCode: p.promocode,
      createInvoice: !p.noinvoice,
      sendInvoiceEmail: !p.noinvoiceemail,
      sendEmail: !p.noemail,
      ip: p.clientip,
      notes: p.notes,
    },
  }),
  present: ({ orderItems: { order } }) =>
    command.present({ addOrder: { order: { ...order, number: '' } } }, undefined as never),
  errors: {
    ...command.errors,
    PRODUCT_NOT_FOUND: 'Product ID Not Found',
    ADDON_NOT_FOUND: 'Addon ID invalid',
  },
});

type Entry = z.output<typeof entry>;

function productOf(each: Entry) {
  if (each.pid === undefined) return undefined;
  return {
    productId: encodeId('Product', each.pid),
    cycle: each.billingcycle,
    quantity: each.qty,
    domainName: each.domain,
    addonIds: each.addons?.map((addon) => encodeId('Addon', addon)),
    options: each.configoptions && optionsOf(each.configoptions),
  };
}

/**
 * WHMCS gives the number of a choice, or a count for an option that has a quantity: which of them it
 * is, the option knows.
 */
const optionsOf = (chosen: Record<string, number>) =>
  Object.entries(chosen).map(([option, value]) => ({
    optionId: encodeId('ConfigOption', option),
    choiceId: value > 0 ? encodeId('ConfigOptionChoice', value) : undefined,
    quantity: value,
  }));

/** A domain without a type is one that exists: it belongs to its product and is not bought. */
function domainOf(each: Entry) {
  if (each.domaintype === undefined) {
    if (each.pid === undefined)
      throw wrongParameter('domaintype', 'is required for a domain without a product');
    return undefined;
  }
  if (each.domain === undefined) throw wrongParameter('domain', 'is required with a domaintype');
  return {
    domainName: each.domain,
    isTransfer: each.domaintype === 'transfer',
    years: each.regperiod,
    eppCode: each.eppcode,
    idnLanguage: each.idnlanguage,
    idProtection: each.idprotection,
    dnsManagement: each.dnsmanagement,
    emailForwarding: each.emailforwarding,
  };
}

function nameserversOf(names: readonly (string | undefined)[]): string[] | undefined {
  const filled = names.filter((name) => name !== undefined);
  return filled.length > 0 ? filled : undefined;
}

const renewalsOf = (renewals: Record<string, number> | undefined) =>
  renewals &&
  keysOf(renewals).map((domain) => ({
    domainId: encodeId('Domain', domain),
    years: renewals[domain],
  }));
