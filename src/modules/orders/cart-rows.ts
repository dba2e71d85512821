import { today } from '#core/clock.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { Db, Tx } from '#platform/database/client.ts';
import { type Loaded, loadBasket, type BasketRequest } from '#modules/catalog/pricing/load.ts';
import type { DomainAddon, PremiumPrices, PriceOverride } from '#modules/catalog/pricing/terms.ts';

/** The columns of a cart's item that say what is to be priced. */
export const pricedColumns = {
  id: true,
  type: true,
  productId: true,
  cycle: true,
  quantity: true,
  domainName: true,
  hostname: true,
  tldId: true,
  domainId: true,
  years: true,
  parentId: true,
  idProtection: true,
  dnsManagement: true,
  emailForwarding: true,
  premiumPrice: true,
  premiumRenewPrice: true,
  premiumCurrencyCode: true,
  options: { select: { optionId: true, choiceId: true, quantity: true } },
  addons: { select: { addonId: true, cycle: true, quantity: true } },
  attachedItems: { select: { domainName: true }, orderBy: { id: 'asc' }, take: 1 },
} satisfies Prisma.CartItemSelect;

/** The columns of a cart that say what is to be priced. */
export const cartColumns = {
  id: true,
  clientId: true,
  credentialId: true,
  currencyCode: true,
  promotionId: true,
  items: { orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }], select: pricedColumns },
} satisfies Prisma.CartSelect;

/** A cart as it is priced. Keys of what it wants are the ids of its items. */
export type CartRow = Prisma.CartGetPayload<{ select: typeof cartColumns }>;

const actions = {
  DOMAIN_REGISTER: 'REGISTER',
  DOMAIN_TRANSFER: 'TRANSFER',
  DOMAIN_RENEW: 'RENEW',
  DOMAIN_OWNED: 'OWNED',
} as const;

type ItemRow = CartRow['items'][number];

/** What a cart wants to buy; the amounts are read from the price list when it is loaded. */
export function basketRequestOf(cart: CartRow, override?: PriceOverride): BasketRequest {
  return {
    currency: cart.currencyCode,
    clientId: cart.clientId,
    credentialId: cart.credentialId,
    on: today(),
    promotionId: cart.promotionId,
    items: cart.items.flatMap((item) => requestedItem(item)),
    ...(override && { override }),
  };
}

function requestedItem(item: ItemRow): BasketRequest['items'][number][] {
  const { id: key, type, domainName } = item;
  if (type !== 'PRODUCT')
    return [
      {
        kind: 'DOMAIN',
        key,
        action: actions[type],
        domainName,
        tldId: item.tldId,
        years: item.years ?? 1,
        domainAddons: domainAddonsOf(item),
        parentKey: item.parentId,
        domainId: item.domainId,
        premium: premiumOf(item),
      },
    ];
  if (item.productId === null) return [];
  return [
    {
      kind: 'PRODUCT',
      key,
      productId: item.productId,
      cycle: item.cycle ?? 'FREE',
      quantity: item.quantity,
      choices: item.options.flatMap(({ choiceId, quantity }) =>
        choiceId === null ? [] : [{ choiceId, quantity }],
      ),
      addons: item.addons.map(({ addonId, cycle, quantity }) => ({
        addonId,
        cycle: cycle ?? 'FREE',
        quantity,
      })),
      domainName: item.attachedItems[0]?.domainName || domainName || item.hostname,
    },
  ];
}

const premiumOf = ({
  premiumPrice: register,
  premiumRenewPrice: renew,
  premiumCurrencyCode: currencyCode,
}: Pick<
  ItemRow,
  'premiumPrice' | 'premiumRenewPrice' | 'premiumCurrencyCode'
>): PremiumPrices | null =>
  register && renew && currencyCode ? { register, renew, currencyCode } : null;

const domainAddonsOf = (item: ItemRow): DomainAddon[] => [
  ...(item.idProtection ? ['ID_PROTECTION' as const] : []),
  ...(item.dnsManagement ? ['DNS_MANAGEMENT' as const] : []),
  ...(item.emailForwarding ? ['EMAIL_FORWARDING' as const] : []),
];

/** A cart with everything its price depends on; null where there is no such cart. */
export async function loadCart(
  db: Db | Tx,
  cartId: number,
  override?: PriceOverride,
): Promise<(Loaded & { cart: CartRow }) | null> {
  const cart = await db.cart.findUnique({ where: { id: cartId }, select: cartColumns });
  return cart && { cart, ...(await loadBasket(db, basketRequestOf(cart, override))) };
}

/** How secrets of cart items are encrypted: the purpose of their box, and the context of an item. */
export const cartSecrets = {
  purpose: 'cart',
  context: (itemId: number) => `cart_items:${itemId}`,
} as const;

/** A visitor as a cart knows one: where from, and by whose credential. */
export interface Visitor {
  credentialId: number;
  clientIp: string;
}

/**
 * Hands what a visitor put into a cart to the client the visitor turned out to be, when the
 * client's own cart is empty. The promotion code comes along; the currency becomes the client's.
 */
export async function adoptCart(tx: Tx, clientId: number, visitor: Visitor): Promise<void> {
  const cart = await tx.cart.findUnique({
    where: { credentialId_clientIp: visitor },
    select: { id: true, clientId: true, _count: { select: { items: true } } },
  });
  if (!cart || cart.clientId !== null || cart._count.items === 0) return;
  const own = await tx.cart.findUnique({
    where: { clientId },
    select: { id: true, _count: { select: { items: true } } },
  });
  if (own && own._count.items > 0) return;
  if (own) await tx.cart.delete({ where: { id: own.id } });
  const { currencyCode } = await tx.client.findUniqueOrThrow({
    where: { id: clientId },
    select: { currencyCode: true },
  });
  await tx.cart.update({
    where: { id: cart.id },
    data: { clientId, credentialId: null, clientIp: null, currencyCode },
  });
}
