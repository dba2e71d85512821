import { graphql } from '#generated/rapi/index.ts';
import type { ListedProductFragment } from '#generated/rapi/graphql.ts';
import { yesNoText } from './yes-no-text.ts';
import { priceKeyOf } from './cycles.ts';
import { pricingOf } from './pricing.ts';
import { writtenFields } from './written-product.ts';
import { wrapped } from '#transports/rapi/format.ts';

graphql(`
  fragment ListedPriceList on ListedPrices {
    currency
    prefix
    suffix
    prices {
      cycle
      setupFee
      price
      oldPrice
    }
  }
`);

graphql(`
  fragment ListedProduct on Product {
    databaseId
    ...WrittenProduct
    group {
      databaseId
      title
    }
    type {
      databaseId
      key
    }
    name
    slug
    storePath
    highlightText
    description
    serverModule
    payType
    defaultCycle
    quantityAllowed
    stockControlled
    stockQuantity
    isHidden
    isTaxed
    sortOrder
    domainRequired
    subdomainOptions
    freeDomain
    freeDomainCycles
    freeDomainTlds
    recurringCyclesLimit
    priceLists {
      ...ListedPriceList
    }
    customFields(isShownOnOrder: true) {
      databaseId
      name
      description
      isRequired
    }
    configOptionGroups {
      group {
        databaseId
        options(isOffered: true) {
          databaseId
          label
          type
          minQuantity
          maxQuantity
          choices(isOffered: true) {
            databaseId
            label
            priceLists {
              ...ListedPriceList
            }
          }
        }
      }
    }
    addons(isOffered: true) {
      addon {
        databaseId
        name
        description
        priceLists {
          ...ListedPriceList
        }
      }
    }
  }
`);

type Group = ListedProductFragment['configOptionGroups'][number]['group'];

const payTypeLabels = { FREE: 'free', ONE_TIME: 'onetime', RECURRING: 'recurring' } as const;
const optionTypes = { DROPDOWN: '1', RADIO: '2', YES_NO: '3', QUANTITY: '4' } as const;
export const freeDomainLabels = {
  NONE: 'NONE',
  WITHOUT_RENEWAL: 'FREE_WO_RENEWAL',
  WITH_RENEWAL: 'FREE_W_RENEWAL',
} as const;

/** One product of GetProducts: the words of WHMCS first, then the reference's own. */
export function listedProduct(product: ListedProductFragment) {
  return {
    pid: product.databaseId,
    gid: product.group.databaseId,
    type: product.type.key,
    name: product.name,
    slug: product.slug,
    'product-url': product.storePath,
    description: product.description,
    module: product.serverModule,
    paytype: payTypeLabels[product.payType],
    allowqty: product.quantityAllowed ? 1 : 0,
    quantity_available: product.stockControlled ? product.stockQuantity : 0,
    pricing: pricingOf(product.priceLists, product.payType === 'FREE'),
    ...wrapped(
      'customfields',
      'customfield',
      product.customFields.map(({ databaseId, name, description, isRequired }) => ({
        id: databaseId,
        name,
        description,
        required: isRequired ? 'on' : '',
      })),
    ),
    ...wrapped(
      'configoptions',
      'configoption',
      product.configOptionGroups.flatMap(({ group }) => optionsOf(group)),
    ),
    ...wrapped(
      'addons',
      'addon',
      product.addons.map(({ addon }) => ({
        id: addon.databaseId,
        name: addon.name,
        description: addon.description,
        pricing: pricingOf(addon.priceLists),
      })),
    ),
    ...ownFields(product),
  };
}

const optionsOf = ({ databaseId: groupId, options }: Group) =>
  options.map(({ databaseId, label, type, minQuantity, maxQuantity, choices }) => ({
    id: databaseId,
    // As CartUpdateConfigOption and GetCart call the option itself.
    group: databaseId,
    products_config_group: groupId,
    name: label,
    type: optionTypes[type],
    minqty: minQuantity,
    maxqty: maxQuantity,
    ...wrapped(
      'options',
      'option',
      choices.map((choice) => ({
        id: choice.databaseId,
        name: choice.label,
        rawName: null,
        recurring: 1,
        required: null,
        pricing: pricingOf(choice.priceLists),
      })),
    ),
  }));

/** What the reference's AddProduct calls the same things, for programs that write back. */
const ownFields = (product: ListedProductFragment) => ({
  title: product.name,
  group_title: product.group.title,
  tid: product.type.databaseId,
  highlight_text: product.highlightText,
  is_stock_control: yesNoText(product.stockControlled),
  unit_in_stock: product.stockQuantity,
  payment_time: payTypeLabels[product.payType],
  price_duration: priceKeyOf(product.defaultCycle),
  is_hidden: yesNoText(product.isHidden),
  apply_tax: yesNoText(product.isTaxed),
  recurring_cycles_limit: product.recurringCyclesLimit,
  server_type: product.serverModule || 'none',
  orderby: product.sortOrder,
  subdomain_options: product.subdomainOptions.join(','),
  domain_registration_option: yesNoText(product.domainRequired),
  free_domain: freeDomainLabels[product.freeDomain],
  free_domain_period: product.freeDomainCycles.map(priceKeyOf).join(','),
  free_domain_tlds: product.freeDomainTlds.join(','),
  products_config_groups: product.configOptionGroups.map(({ group }) => group.databaseId).join(','),
  ...writtenFields(product),
});
