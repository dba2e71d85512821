import { domainToUnicode } from 'node:url';
import { visibleCartItems } from './visible.ts';
import type { Decimal } from 'decimal.js';
import { asText } from '#core/money.ts';
import { BillingCycle } from '#modules/catalog/billing-cycle.ts';
import { labelOf } from '#modules/catalog/options/config-option-group.ts';
import type { ItemQuote } from '#modules/catalog/pricing/calculate.ts';
import type { PriceFault } from '#modules/catalog/pricing/terms.ts';
import { type Actor, isBackOffice } from '#core/actor.ts';
import { builder } from '#schema/builder.ts';
import { rowId } from '#schema/id-field.ts';
import { pricedCart } from './priced-cart.ts';
import { CartItemType } from './cart-item-type.ts';

const HIDDEN = 'Not shown to clients where the product hides the options of its servers.';

/** What decides whether a client sees the options of a server. */
const hiding = { product: { select: { serverOptionsHidden: true } } } as const;

const isHidden = (product: { serverOptionsHidden: boolean } | null, actor: Actor): boolean =>
  !!product?.serverOptionsHidden && !isBackOffice(actor);

/** What an item costs; none is zero. */
interface ItemPrice {
  currency: string;
  quote: ItemQuote | undefined;
}

const amountField =
  (of: (quote: ItemQuote) => Decimal) =>
  ({ quote, currency }: ItemPrice) =>
    asText(quote ? of(quote) : '0', currency);

const PriceFaultEnum = builder.enumType('PriceFault', {
  description: 'Why something has no price.',
  values: {
    PRICE_MISSING: {
      description: 'It is not sold in this cycle or for these years, or not in this currency.',
    },
    TLD_MISSING: { description: 'No domains are sold under the TLD.' },
  } satisfies Record<PriceFault, object> as Record<PriceFault, { description: string }>,
});

const CartItemPrice = builder.objectRef<ItemPrice>('CartItemPrice').implement({
  read: 'cart:read',
  description: 'Price of a cart item for all of its units, by the current price list.',
  fields: (t) => ({
    currency: t.expose('currency', {
      type: 'CurrencyCode',
      description: 'Currency of all amounts of the price.',
    }),
    fault: t.field({
      type: PriceFaultEnum,
      nullable: true,
      description: 'Reason the item cannot be ordered as configured; null where it can.',
      resolve: ({ quote }) => (quote ? quote.fault : 'PRICE_MISSING'),
    }),
    setupFee: t.field({
      type: 'Decimal',
      description: 'One-time setup fee, without the setup fees of addons.',
      resolve: amountField(({ setupFee }) => setupFee),
    }),
    recurring: t.field({
      type: 'Decimal',
      description: 'Price of each further period, without addons and before discounts.',
      resolve: amountField(({ recurring }) => recurring),
    }),
    recurringDiscount: t.field({
      type: 'Decimal',
      description: 'Discount by the promotion on each renewal to which the promotion applies.',
      resolve: amountField(({ recurringDiscount }) => recurringDiscount),
    }),
    amount: t.field({
      type: 'Decimal',
      description: 'Amount due now: setup, first period and addons, before discounts and tax.',
      resolve: amountField(({ amount }) => amount),
    }),
    discount: t.field({
      type: 'Decimal',
      description: "Discount by the promotion and the client's own discount.",
      resolve: amountField(({ discount }) => discount),
    }),
    tax: t.field({
      type: 'Decimal',
      description: 'First-level tax on the item.',
      resolve: amountField(({ tax }) => tax),
    }),
    tax2: t.field({
      type: 'Decimal',
      description: 'Second-level tax on the item.',
      resolve: amountField(({ tax2 }) => tax2),
    }),
    isFreeDomain: t.boolean({
      description:
        'Whether the item is a domain that is cheaper or free because it goes with a product.',
      resolve: ({ quote }) => quote?.isFreeDomain ?? false,
    }),
  }),
});

/** One thing in a cart. */
export const CartItem = builder.prismaNode('CartItem', {
  read: 'cart:read',
  visible: visibleCartItems,
  description: 'An item in a cart. Its price is recalculated on every read.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the cart item, used by the legacy APIs.',
    }),
    type: t.expose('type', { type: CartItemType, description: 'Type of the cart item.' }),
    product: t.relation('product', {
      nullable: true,
      description: 'Product of the item; null for domains.',
    }),
    description: t.string({
      description: 'What the item is: name of the product, else of the domain.',
      select: { domainName: true, product: { select: { name: true } } },
      resolve: ({ domainName, product }) => product?.name ?? domainToUnicode(domainName),
    }),
    cycle: t.expose('cycle', {
      type: BillingCycle,
      nullable: true,
      description: 'Billing cycle, for a product.',
    }),
    quantity: t.exposeInt('quantity', { description: 'Number of units.' }),
    domainName: t.exposeString('domainName', {
      description: 'Domain name of the item in lower-case ASCII; may be empty.',
    }),
    tld: t.relation('tld', { nullable: true, description: 'TLD of the domain.' }),
    domainId: t.id(rowId('Domain', 'domainId', 'ID of the domain to renew, e.g. `Domain:7`.')),
    domain: t.relation('domain', { nullable: true, description: 'Domain to renew.' }),
    years: t.exposeInt('years', { nullable: true, description: 'Period of the domain, in years.' }),
    parent: t.relation('parent', {
      nullable: true,
      description: 'Cart item of the product the domain goes with.',
    }),
    attachedItems: t.relation('attachedItems', {
      description: 'Domains in the cart that go with the product.',
      query: { orderBy: [{ id: 'asc' }] },
    }),
    eppCode: t.field({
      type: 'Secret',
      nullable: true,
      description: 'Dots if an EPP code for the transfer is stored, else null.',
      select: { eppCodeEncrypted: true },
      resolve: ({ eppCodeEncrypted }) => eppCodeEncrypted,
    }),
    hostname: t.string({
      description: `Requested host name of a server. ${HIDDEN}`,
      select: { hostname: true, ...hiding },
      resolve: ({ hostname, product }, _args, { actor }) =>
        isHidden(product, actor) ? '' : hostname,
    }),
    rootPassword: t.field({
      type: 'Secret',
      nullable: true,
      description: `Dots if a root password is stored, else null. ${HIDDEN}`,
      select: { rootPasswordEncrypted: true, ...hiding },
      resolve: ({ rootPasswordEncrypted, product }, _args, { actor }) =>
        isHidden(product, actor) ? null : rootPasswordEncrypted,
    }),
    nameservers: t.stringList({
      description: `Requested name servers. Those of a server: ${HIDDEN.toLowerCase()}`,
      select: { ns1: true, ns2: true, ns3: true, ns4: true, ns5: true, ...hiding },
      resolve: ({ ns1, ns2, ns3, ns4, ns5, product }, _args, { actor }) =>
        isHidden(product, actor) ? [] : [ns1, ns2, ns3, ns4, ns5].filter((name) => name !== ''),
    }),
    idnLanguage: t.exposeString('idnLanguage', {
      description: 'Language of an internationalised name; empty for none.',
    }),
    isPremium: t.boolean({
      description:
        'Whether the registry asks a price of its own for the name, instead of the price list.',
      select: { premiumRenewPrice: true },
      resolve: ({ premiumRenewPrice }) => premiumRenewPrice !== null,
    }),
    additionalFields: t.expose('additionalFields', {
      type: 'JSON',
      nullable: true,
      description: "Answers to the registry's additional questions, by field name.",
    }),
    options: t.relation('options', {
      description: 'Choices made for the configurable options of the product.',
      query: { orderBy: [{ optionId: 'asc' }, { id: 'asc' }] },
    }),
    addons: t.relation('addons', {
      description: 'Addons ordered with the product.',
      query: { orderBy: [{ addonId: 'asc' }, { id: 'asc' }] },
    }),
    customFieldValues: t.relation('customFieldValues', {
      description: "Values entered for the product's custom fields.",
      query: { orderBy: [{ fieldId: 'asc' }, { id: 'asc' }] },
    }),
  }),
});

builder.prismaObjectFields(CartItem, (t) => ({
  idProtection: t.exposeBoolean('idProtection', {
    description: 'Whether the domain is ordered with ID protection.',
  }),
  dnsManagement: t.exposeBoolean('dnsManagement', {
    description: 'Whether the domain is ordered with DNS hosting.',
  }),
  emailForwarding: t.exposeBoolean('emailForwarding', {
    description: 'Whether the domain is ordered with email forwarding.',
  }),
  price: t.field({
    type: CartItemPrice,
    description: 'Current price of the cart item.',
    select: { id: true, cartId: true },
    resolve: async ({ id, cartId }, _args, context) => {
      const { quote, itemOf } = await pricedCart(context, cartId);
      return { currency: quote.currency, quote: itemOf.get(id) };
    },
  }),
}));

builder.prismaObject('CartItemOption', {
  read: 'cart:read',
  description: 'Choice made for a configurable option of a cart item.',
  select: {},
  fields: (t) => ({
    option: t.relation('option', { description: 'The configurable option.' }),
    choice: t.relation('choice', {
      nullable: true,
      description: 'Selected choice; null for none.',
    }),
    quantity: t.exposeInt('quantity', {
      description: 'Number of units of a QUANTITY option; 1 or 0 for all other types.',
    }),
    value: t.string({
      description: 'Readable value: the name of the choice, or the number of units.',
      select: {
        quantity: true,
        option: { select: { type: true } },
        choice: { select: { name: true } },
      },
      resolve: ({ quantity, option, choice }) =>
        option.type === 'QUANTITY'
          ? String(quantity)
          : option.type === 'YES_NO'
            ? quantity > 0
              ? 'Yes'
              : 'No'
            : labelOf(choice?.name ?? ''),
    }),
    price: t.field({
      type: 'Decimal',
      description: 'Amount the option adds to each period of one unit of the item.',
      select: { optionId: true, itemId: true, item: { select: { cartId: true } } },
      resolve: async ({ optionId, itemId, item }, _args, context) => {
        const { quote, itemOf } = await pricedCart(context, item.cartId);
        const found = itemOf.get(itemId)?.options.find((option) => option.optionId === optionId);
        return asText(found?.price ?? '0', quote.currency);
      },
    }),
  }),
});

builder.prismaObject('CartItemAddon', {
  read: 'cart:read',
  description: 'An addon ordered with a product in a cart.',
  select: {},
  fields: (t) => ({
    addon: t.relation('addon', { description: 'Addon that goes with the product.' }),
    cycle: t.expose('cycle', {
      type: BillingCycle,
      nullable: true,
      description: 'Billing cycle of the addon.',
    }),
    quantity: t.exposeInt('quantity', { description: 'Number of units of the addon.' }),
    price: t.field({
      type: 'Decimal',
      description: "Price of the addon's first period, without setup fee and discounts.",
      select: { addonId: true, itemId: true, item: { select: { cartId: true } } },
      resolve: async ({ addonId, itemId, item }, _args, context) => {
        const { quote, itemOf } = await pricedCart(context, item.cartId);
        const found = itemOf.get(itemId)?.addons.find((addon) => addon.addonId === addonId);
        return asText(found?.price ?? '0', quote.currency);
      },
    }),
  }),
});
