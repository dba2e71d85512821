import { matchNone } from '#modules/access/visible.ts';
import type { Decimal } from 'decimal.js';
import { asText } from '#core/money.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { PromotionType } from '#modules/catalog/enums.ts';
import { builder } from '#schema/builder.ts';
import { Client } from '#modules/clients/client.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { ownerOf } from './owner.ts';
import { pricedCart, type PricedCart } from './priced-cart.ts';
import { visibleCarts } from './visible.ts';

const sumField =
  (of: (priced: PricedCart['quote']) => Decimal) =>
  ({ quote }: PricedCart) =>
    asText(of(quote), quote.currency);

const CartTotals = builder.objectRef<PricedCart>('CartTotals').implement({
  read: 'cart:read',
  description: 'Totals of a cart: subtotal − discount + tax + tax2 − credit = total.',
  fields: (t) => ({
    currency: t.field({
      type: 'CurrencyCode',
      description: 'Currency of all totals.',
      resolve: ({ quote }) => quote.currency,
    }),
    subtotal: t.field({
      type: 'Decimal',
      description: 'Sum of all items, before discounts and without tax.',
      resolve: sumField(({ subtotal }) => subtotal),
    }),
    discount: t.field({
      type: 'Decimal',
      description: "Discount by the promotion and the client's own discount.",
      resolve: sumField(({ discount }) => discount),
    }),
    tax: t.field({
      type: 'Decimal',
      description: 'First-level tax on the cart.',
      resolve: sumField(({ tax }) => tax),
    }),
    tax2: t.field({
      type: 'Decimal',
      description: 'Second-level tax on the cart.',
      resolve: sumField(({ tax2 }) => tax2),
    }),
    credit: t.field({
      type: 'Decimal',
      description: "Part of the client's credit used for the cart, at most what the cart requires.",
      resolve: sumField(({ credit }) => credit),
    }),
    total: t.field({
      type: 'Decimal',
      description: 'Amount left to pay now.',
      resolve: sumField(({ total }) => total),
    }),
    itemCount: t.int({
      description: 'Number of items in the cart.',
      resolve: ({ quote }) => quote.items.length,
    }),
    promotionFault: t.string({
      nullable: true,
      description:
        "Error code of why the cart's promotion does not apply; null if the promotion applies.",
      resolve: ({ promotionFault }) => promotionFault,
    }),
  }),
});

/** What somebody is about to buy. */
export const Cart = builder.prismaNode('Cart', {
  read: 'cart:read',
  description: 'Shopping cart of a client, or of a visitor under an API credential.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the cart, used by the legacy APIs.',
    }),
    token: t.exposeString('token', { description: 'Unguessable ID of the cart.' }),
    client: t.relation('client', {
      nullable: true,
      description: "Client the cart belongs to; null for a visitor's cart.",
    }),
    currency: t.expose('currencyCode', {
      type: 'CurrencyCode',
      description: 'Currency in which the cart is priced.',
    }),
    promotionCode: t.string({
      description: 'Promotion code applied to the cart; empty for none.',
      select: { promotion: { select: { code: true } } },
      resolve: ({ promotion }) => promotion?.code ?? '',
    }),
    promotionType: t.field({
      type: PromotionType,
      nullable: true,
      description: "What the cart's promotion changes in the price.",
      select: { promotion: { select: { type: true } } },
      resolve: ({ promotion }) => promotion?.type,
    }),
    promotionValue: t.field({
      type: 'Decimal',
      nullable: true,
      description: "Percentage or amount of the cart's promotion.",
      select: { promotion: { select: { value: true } } },
      resolve: ({ promotion }) => promotion?.value,
    }),
    items: t.relation('items', {
      description: 'Items in the cart, in the order they were added.',
      query: { orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }] },
    }),
    totals: t.field({
      type: CartTotals,
      description: 'Current totals of the cart.',
      select: { id: true },
      resolve: ({ id }, _args, context) => pricedCart(context, id),
    }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      description: 'Time the cart expires. Every change postpones the expiry.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time the cart was created.',
    }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'Time of the last change of the cart.',
    }),
  }),
});

builder.queryField('cart', (t) =>
  t.prismaField({
    type: Cart,
    nullable: true,
    description: 'Cart of a client or a visitor; null while nothing was added.',
    authScopes: { permission: 'cart:read' },
    extensions: legacyExtensions(['GetCart', 'GetCartSummary'], 'cart:read'),
    args: {
      clientId: t.arg.globalID({
        for: Client,
        description:
          "ID of the client whose cart is returned. Default for a customer: the customer's own cart.",
      }),
      clientIp: t.arg.string({
        description:
          'IP address of the visitor. With a client, used as long as the client has no cart yet.',
      }),
    },
    resolve: (query, _root, args, { db, actor }) => {
      const { clientId, visitor } = ownerOf(actor, args);
      const owners: Prisma.CartWhereInput[] = [
        ...(clientId === null ? [] : [{ clientId }]),
        ...(visitor ? [{ ...visitor, clientId: null }] : []),
      ];
      return db.cart.findFirst({
        ...query,
        where: { AND: [{ OR: [matchNone, ...owners] }, visibleCarts(actor)] },
        orderBy: [{ clientId: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
      });
    },
  }),
);
