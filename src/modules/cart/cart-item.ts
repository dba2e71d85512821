import type { Decimal } from 'decimal.js';
import { encodeId } from '#core/ids.ts';
import { asText } from '#core/money.ts';
import { BillingCycle } from '#modules/catalog/billing-cycle.ts';
import { labelOf } from '#modules/catalog/options/config-option-group.ts';
import type { ItemQuote } from '#modules/catalog/pricing/calculate.ts';
import { builder } from '#schema/builder.ts';
import { pricedCart } from './priced-cart.ts';
import { CartItemType } from './cart-item-type.ts';

/** What an item costs; none is zero. */
interface ItemPrice {
  currency: string;
  quote: ItemQuote | undefined;
}

const amountField =
  (of: (quote: ItemQuote) => Decimal) =>
  ({ quote, currency }: ItemPrice) =>
    asText(quote ? of(quote) : '0', currency);

const CartItemPrice = builder.objectRef<ItemPrice>('CartItemPrice').implement({
  read: 'cart:read',
  description: 'What an item of a cart costs, for all of its units, by today’s price list.',
  fields: (t) => ({
    currency: t.expose('currency', { type: 'CurrencyCode', description: 'Of all amounts.' }),
    fault: t.string({
      nullable: true,
      description: 'Why it cannot be ordered as it is: `PRICE_MISSING` or `TLD_MISSING`.',
      resolve: ({ quote }) => (quote ? quote.fault : 'PRICE_MISSING'),
    }),
    setupFee: t.field({
      type: 'Decimal',
      description: 'Charged once, without that of addons.',
      resolve: amountField(({ setupFee }) => setupFee),
    }),
    recurring: t.field({
      type: 'Decimal',
      description: 'Each further period, without addons and before discounts.',
      resolve: amountField(({ recurring }) => recurring),
    }),
    recurringDiscount: t.field({
      type: 'Decimal',
      description: 'What the promotion takes off each renewal it holds for.',
      resolve: amountField(({ recurringDiscount }) => recurringDiscount),
    }),
    amount: t.field({
      type: 'Decimal',
      description: 'Now: setup, first period and addons, before discounts and tax.',
      resolve: amountField(({ amount }) => amount),
    }),
    discount: t.field({
      type: 'Decimal',
      description: 'What the promotion and the client’s discount take off.',
      resolve: amountField(({ discount }) => discount),
    }),
    tax: t.field({
      type: 'Decimal',
      description: 'First level of tax.',
      resolve: amountField(({ tax }) => tax),
    }),
    tax2: t.field({
      type: 'Decimal',
      description: 'Second level of tax.',
      resolve: amountField(({ tax2 }) => tax2),
    }),
    isFreeDomain: t.boolean({
      description: 'A domain that costs less or nothing because it goes with a product.',
      resolve: ({ quote }) => quote?.isFreeDomain ?? false,
    }),
  }),
});

/** One thing in a cart. */
export const CartItem = builder.prismaNode('CartItem', {
  read: 'cart:read',
  description: 'One thing in a cart; its price is calculated anew each time it is read.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    type: t.expose('type', { type: CartItemType, description: 'What kind of thing it is.' }),
    product: t.relation('product', { nullable: true, description: 'The product, if it is one.' }),
    cycle: t.expose('cycle', {
      type: BillingCycle,
      nullable: true,
      description: 'How often a product is billed.',
    }),
    quantity: t.exposeInt('quantity', { description: 'How many of it.' }),
    domainName: t.exposeString('domainName', { description: 'Lower-case ASCII; may be empty.' }),
    tld: t.relation('tld', { nullable: true, description: 'The TLD of a domain.' }),
    domainId: t.id({
      nullable: true,
      description: 'The domain that is renewed, as `Domain:7`.',
      select: { domainId: true },
      resolve: ({ domainId }) => domainId && encodeId('Domain', domainId),
    }),
    domainDatabaseId: t.exposeInt('domainId', {
      nullable: true,
      description: 'The number of that domain.',
    }),
    years: t.exposeInt('years', { nullable: true, description: 'Years of a domain.' }),
    parent: t.relation('parent', { nullable: true, description: 'The product it goes with.' }),
    attachedItems: t.relation('attachedItems', {
      description: 'The domains that go with it.',
      query: { orderBy: [{ id: 'asc' }] },
    }),
    eppCode: t.field({
      type: 'Secret',
      nullable: true,
      description: 'Whether the code of a transfer is there: dots, or null.',
      select: { eppCodeEncrypted: true },
      resolve: ({ eppCodeEncrypted }) => eppCodeEncrypted,
    }),
    hostname: t.exposeString('hostname', { description: 'Wanted name of a server.' }),
    rootPassword: t.field({
      type: 'Secret',
      nullable: true,
      description: 'Whether a root password is there: dots, or null.',
      select: { rootPasswordEncrypted: true },
      resolve: ({ rootPasswordEncrypted }) => rootPasswordEncrypted,
    }),
    nameservers: t.stringList({
      description: 'Wanted name servers.',
      select: { ns1: true, ns2: true, ns3: true, ns4: true, ns5: true },
      resolve: ({ ns1, ns2, ns3, ns4, ns5 }) =>
        [ns1, ns2, ns3, ns4, ns5].filter((name) => name !== ''),
    }),
    idnLanguage: t.exposeString('idnLanguage', {
      description: 'Language of an internationalised name; empty for none.',
    }),
    additionalFields: t.expose('additionalFields', {
      type: 'JSON',
      nullable: true,
      description: 'Answers to the registry’s further questions, by name.',
    }),
    options: t.relation('options', {
      description: 'What was chosen for its configurable options.',
      query: { orderBy: [{ optionId: 'asc' }, { id: 'asc' }] },
    }),
    addons: t.relation('addons', {
      description: 'Addons taken with it.',
      query: { orderBy: [{ addonId: 'asc' }, { id: 'asc' }] },
    }),
    customFieldValues: t.relation('customFieldValues', {
      description: 'What was filled in for the product’s custom fields.',
      query: { orderBy: [{ fieldId: 'asc' }, { id: 'asc' }] },
    }),
  }),
});

builder.prismaObjectFields(CartItem, (t) => ({
  idProtection: t.exposeBoolean('idProtection', { description: 'With ID protection.' }),
  dnsManagement: t.exposeBoolean('dnsManagement', { description: 'With DNS hosting.' }),
  emailForwarding: t.exposeBoolean('emailForwarding', { description: 'With e-mail forwarding.' }),
  price: t.field({
    type: CartItemPrice,
    description: 'What it costs now.',
    select: { id: true, cartId: true },
    resolve: async ({ id, cartId }, _args, context) => {
      const { quote, itemOf } = await pricedCart(context, cartId);
      return { currency: quote.currency, quote: itemOf.get(id) };
    },
  }),
}));

builder.prismaObject('CartItemOption', {
  read: 'cart:read',
  description: 'What was chosen for a configurable option.',
  select: {},
  fields: (t) => ({
    option: t.relation('option', { description: 'The option.' }),
    choice: t.relation('choice', { nullable: true, description: 'The choice; null for none.' }),
    quantity: t.exposeInt('quantity', {
      description: 'Units of a QUANTITY; 1 or 0 of everything else.',
    }),
    value: t.string({
      description: 'What people read: the choice, or the number of units.',
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
      description: 'What it adds to each period of one unit of the item.',
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
  description: 'An addon taken with a product.',
  select: {},
  fields: (t) => ({
    addon: t.relation('addon', { description: 'The addon.' }),
    cycle: t.expose('cycle', {
      type: BillingCycle,
      nullable: true,
      description: 'How often it is billed.',
    }),
    quantity: t.exposeInt('quantity', { description: 'How many of it.' }),
    price: t.field({
      type: 'Decimal',
      description: 'Its first period, without setup fee and discounts.',
      select: { addonId: true, itemId: true, item: { select: { cartId: true } } },
      resolve: async ({ addonId, itemId, item }, _args, context) => {
        const { quote, itemOf } = await pricedCart(context, item.cartId);
        const found = itemOf.get(itemId)?.addons.find((addon) => addon.addonId === addonId);
        return asText(found?.price ?? '0', quote.currency);
      },
    }),
  }),
});
