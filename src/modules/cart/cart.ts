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
  description: 'What a cart costs: subtotal − discount + tax + tax2 − credit = total.',
  fields: (t) => ({
    currency: t.field({
      type: 'CurrencyCode',
      description: 'Of all amounts.',
      resolve: ({ quote }) => quote.currency,
    }),
    subtotal: t.field({
      type: 'Decimal',
      description: 'Everything, before discounts and without tax.',
      resolve: sumField(({ subtotal }) => subtotal),
    }),
    discount: t.field({
      type: 'Decimal',
      description: 'What the promotion and the client’s discount take off.',
      resolve: sumField(({ discount }) => discount),
    }),
    tax: t.field({
      type: 'Decimal',
      description: 'First level of tax.',
      resolve: sumField(({ tax }) => tax),
    }),
    tax2: t.field({
      type: 'Decimal',
      description: 'Second level of tax.',
      resolve: sumField(({ tax2 }) => tax2),
    }),
    credit: t.field({
      type: 'Decimal',
      description: 'Of the client’s credit, as much as the cart takes.',
      resolve: sumField(({ credit }) => credit),
    }),
    total: t.field({
      type: 'Decimal',
      description: 'What is left to pay now.',
      resolve: sumField(({ total }) => total),
    }),
    itemCount: t.int({
      description: 'How many items.',
      resolve: ({ quote }) => quote.items.length,
    }),
    promotionFault: t.string({
      nullable: true,
      description:
        'Why the promotion of the cart does not hold, as an error code; null if it does.',
      resolve: ({ promotionFault }) => promotionFault,
    }),
  }),
});

/** What somebody is about to buy. */
export const Cart = builder.prismaNode('Cart', {
  read: 'cart:read',
  description: 'What somebody is about to buy: a client’s, or a visitor’s at a credential.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    token: t.exposeString('token', { description: 'An id that cannot be guessed.' }),
    client: t.relation('client', { nullable: true, description: 'Whose; null for a visitor.' }),
    currency: t.expose('currencyCode', {
      type: 'CurrencyCode',
      description: 'What it is priced in.',
    }),
    promotionCode: t.string({
      description: 'The code that was given; empty for none.',
      select: { promotion: { select: { code: true } } },
      resolve: ({ promotion }) => promotion?.code ?? '',
    }),
    promotionType: t.field({
      type: PromotionType,
      nullable: true,
      description: 'What that promotion changes.',
      select: { promotion: { select: { type: true } } },
      resolve: ({ promotion }) => promotion?.type,
    }),
    promotionValue: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'Its percentage or amount.',
      select: { promotion: { select: { value: true } } },
      resolve: ({ promotion }) => promotion?.value,
    }),
    items: t.relation('items', {
      description: 'What is in it, in the order of adding.',
      query: { orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }] },
    }),
    totals: t.field({
      type: CartTotals,
      description: 'What it costs now.',
      select: { id: true },
      resolve: ({ id }, _args, context) => pricedCart(context, id),
    }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      description: 'When it is forgotten; each change puts that off.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was begun.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
  }),
});

builder.queryField('cart', (t) =>
  t.prismaField({
    type: Cart,
    nullable: true,
    description: 'A client’s or a visitor’s cart; null while nothing was put into it.',
    authScopes: { permission: 'cart:read' },
    extensions: legacyExtensions(['GetCart', 'GetCartSummary'], 'cart:read'),
    args: {
      clientId: t.arg.globalID({
        for: Client,
        description: 'Whose cart; a customer’s own unless told.',
      }),
      clientIp: t.arg.string({
        description: 'Address of the visitor; with a client, used while its own cart is not begun.',
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
