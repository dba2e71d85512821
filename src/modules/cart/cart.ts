import { matchNone } from '#modules/access/visible.ts';
import type { Decimal } from 'decimal.js';
import { asText } from '#core/money.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { PromotionType } from '#modules/catalog/enums.ts';
import { encodeId } from '#core/ids.ts';
import { builder } from '#schema/builder.ts';
import { edgeToNode } from '#schema/node.ts';
import { Client } from '#modules/clients/client.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { cartOwnerOf } from './owner.ts';
import { pricedCart, type PricedCart } from './priced-cart.ts';
import { visibleCarts } from './visible.ts';

const sumField =
  (of: (priced: PricedCart['quote']) => Decimal) =>
  ({ quote }: PricedCart) =>
    asText(of(quote), quote.currency);

const CartTotals = builder.objectRef<PricedCart & { cartId: number }>('CartTotals').implement({
  read: 'cart:read',
  description: 'Totals of a cart: subtotal − discount + tax + tax2 − credit = total.',
  fields: (t) => ({
    id: t.id({
      description: 'ID of this object for the store of a client program.',
      resolve: ({ cartId }) => `CartTotals:${cartId}`,
    }),
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
      description:
        "Part of the client's credit used for the cart, at most what the cart requires; 0 for a user or key of the client that may not spend it.",
      resolve: sumField(({ credit }) => credit),
    }),
    creditUsable: t.field({
      type: 'Decimal',
      description:
        "Part of the client's credit that an order with `useCredit: true` spends: the `credit` of its invoice.",
      resolve: sumField(({ credit }) => credit),
    }),
    due: t.field({
      type: 'Decimal',
      description: 'Balance that the invoice of an order made with this `useCredit` will have.',
      args: {
        useCredit: t.arg.boolean({
          required: true,
          defaultValue: true,
          description:
            "Whether the order spends the client's credit, as `useCredit` of `addOrder`.",
        }),
      },
      resolve: ({ quote: { total, credit, currency } }, { useCredit }) =>
        asText(useCredit ? total : total.plus(credit), currency),
    }),
    total: t.field({
      type: 'Decimal',
      description: "Amount left to pay now, with the client's credit taken off.",
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

const CartPromotion = builder
  .objectRef<{ cartId: number; code: string }>('CartPromotion')
  .implement({
    read: 'cart:read',
    description: 'Promotion code applied to a cart.',
    fields: (t) => ({
      code: t.exposeString('code', { description: 'The code as customers enter it.' }),
      fault: t.string({
        nullable: true,
        description: 'Error code of why the promotion does not apply; null where it applies.',
        resolve: async ({ cartId }, _args, context) =>
          (await pricedCart(context, cartId)).promotionFault,
      }),
    }),
  });

/** What somebody is about to buy. */
export const Cart = builder.prismaNode('Cart', {
  read: 'cart:read',
  visible: visibleCarts,
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
    promotion: t.field({
      type: CartPromotion,
      nullable: true,
      description: 'Promotion code applied to the cart; null for none.',
      select: { id: true, promotion: { select: { code: true } } },
      resolve: ({ id, promotion }) => promotion && { cartId: id, code: promotion.code },
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
      listSize: 20,
      description: 'Items in the cart, in the order they were added.',
      query: { orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }] },
    }),
    totals: t.field({
      type: CartTotals,
      description: 'Current totals of the cart.',
      select: { id: true },
      resolve: async ({ id }, _args, context) => ({
        ...(await pricedCart(context, id)),
        cartId: id,
      }),
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

builder.prismaObjectFields('Client', (t) => ({
  cart: t.field(
    edgeToNode<{ cart: { id: number } | null }>({
      type: 'Cart',
      description: 'Cart of the client; null while nothing was added.',
      select: { cart: { select: { id: true } } },
      idOf: ({ cart }) => cart && encodeId('Cart', cart.id),
    }),
  ),
}));

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
      const { clientId, visitor } = cartOwnerOf(actor, args);
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
