import { keyIn } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import type { OldCartFragment, OldCartItemFragment } from '#generated/rapi/graphql.ts';
import { priceKeyOf } from '#transports/rapi/catalog/cycles.ts';
import { int, textOrBlank, enumWords, wrapped } from '#transports/rapi/format.ts';

graphql(`
  fragment OldCart on Cart {
    databaseId
    token
    client {
      databaseId
    }
    currency
    promotionCode
    totals {
      subtotal
      discount
      tax
      tax2
      credit
      total
      itemCount
    }
  }
`);

graphql(`
  fragment OldCartItem on CartItem {
    databaseId
    type
    product {
      databaseId
      name
    }
    cycle
    quantity
    domainName
    tld {
      databaseId
    }
    domainId
    years
    parent {
      databaseId
    }
    hostname
    nameservers
    eppCode
    additionalFields
    options {
      option {
        databaseId
        label
      }
      choice {
        databaseId
      }
      value
      quantity
      price
    }
    addons {
      addon {
        databaseId
        name
      }
      price
    }
    customFieldValues {
      field {
        databaseId
        name
      }
      value
    }
    price {
      setupFee
      recurring
      amount
      tax
      tax2
      discount
      fault
    }
  }
`);

/** The summary of a cart; of one that was never begun, an empty one. */
export function cartSummary(cart: OldCartFragment | null | undefined, userId = 0) {
  const totals = cart?.totals;
  return {
    id: String(cart?.databaseId ?? ''),
    token: textOrBlank(cart?.token),
    user_id: cart?.client?.databaseId ?? userId,
    currency: textOrBlank(cart?.currency),
    promocode: textOrBlank(cart?.promotionCode),
    subtotal: totals?.subtotal ?? '0.00',
    discount: totals?.discount ?? '0.00',
    tax: totals?.tax ?? '0.00',
    tax2: totals?.tax2 ?? '0.00',
    credit: totals?.credit ?? '0.00',
    total: totals?.total ?? '0.00',
    itemcount: int(totals?.itemCount),
  };
}

const names = {
  PRODUCT: '',
  DOMAIN_REGISTER: 'Domain Registration',
  DOMAIN_TRANSFER: 'Domain Transfer',
  DOMAIN_RENEW: 'Domain Renewal',
  DOMAIN_OWNED: 'Own Domain',
} as const;

const period = ({ cycle, years }: OldCartItemFragment) =>
  cycle ? enumWords(cycle) : years ? `${years} ${years === 1 ? 'Year' : 'Years'}` : '';

/** One item of a cart. */
export function cartItem(item: OldCartItemFragment) {
  const { price } = item;
  return {
    id: item.databaseId,
    type: item.type.toLowerCase(),
    relid: item.product?.databaseId ?? keyIn(item.domainId) ?? int(item.tld?.databaseId),
    parent_id: int(item.parent?.databaseId),
    name: item.product?.name ?? names[item.type],
    domain: item.domainName,
    cycle: period(item),
    duration: item.cycle ? priceKeyOf(item.cycle) : '',
    qty: item.quantity,
    setupfee: price.setupFee,
    recurring: price.recurring,
    amount: price.amount,
    discount: price.discount,
    tax: price.tax,
    tax2: price.tax2,
    ...(price.fault && { problem: price.fault }),
    ...wrapped(
      'configoptions',
      'configoption',
      item.options.map(({ option, choice, value, price: added }) => ({
        group: option.databaseId,
        config: int(choice?.databaseId),
        name: option.label,
        value,
        price: added,
      })),
    ),
    ...wrapped(
      'addons',
      'addon',
      item.addons.map(({ addon, price: added }) => ({
        id: addon.databaseId,
        name: addon.name,
        price: added,
      })),
    ),
    ...wrapped(
      'customfields',
      'customfield',
      item.customFieldValues.map(({ field, value }) => ({
        id: field.databaseId,
        name: field.name,
        value,
      })),
    ),
    nameservers: item.nameservers,
    ...(item.hostname && { hostname: item.hostname }),
    ...(item.eppCode && { eppcode: item.eppCode }),
    ...(item.additionalFields ? { additional: item.additionalFields } : {}),
  };
}

/** What a change of an item answers: the item as it is now, and the summary. */
export const changedItem = ({
  item,
  cart,
}: {
  item: OldCartItemFragment;
  cart: OldCartFragment;
}) => ({
  itemid: item.databaseId,
  item_id: item.databaseId,
  item: cartItem(item),
  cart: cartSummary(cart),
});
