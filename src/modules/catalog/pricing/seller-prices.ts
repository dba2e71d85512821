import type { Actor } from '#core/actor.ts';
import type { Db, Tx } from '#platform/database/client.ts';
import { type AskedList, listPrices } from './list-prices.ts';
import { type SlabSeller, slabsReached } from './seller-slabs.ts';
import type { OwnPrice, PriceOverride, Rates } from './terms.ts';

/** What prices are looked up for. */
export interface Wish {
  currency: string;
  rates: Rates;
  only?: AskedList['only'];
}

/** A reseller with the lists it buys and sells by. */
export interface Seller extends SlabSeller {
  costPriceListId: number | null;
  customerPriceListId: number | null;
}

const seller = {
  id: true,
  clientId: true,
  status: true,
  costPriceListId: true,
  customerPriceListId: true,
} as const;

/**
 * What a client pays instead of the shop's prices: a reseller its cost, a reseller's customer what
 * that reseller asks; undefined for everybody else.
 */
export async function pricesOf(
  db: Db | Tx,
  clientId: number | null,
  wish: Wish,
): Promise<PriceOverride | undefined> {
  if (clientId === null) return undefined;
  const client = await db.client.findUnique({
    where: { id: clientId },
    select: { reselling: { select: seller }, reseller: { select: seller } },
  });
  if (client?.reselling?.status === 'ACTIVE') return costPrices(db, client.reselling, wish);
  if (client?.reseller?.status === 'ACTIVE') return customerPrices(db, client.reseller, wish);
  return undefined;
}

/**
 * What a visitor pays instead of the shop's prices: one who came by a reseller's key, what that
 * reseller asks of its customers, of whom the visitor is to become one.
 */
export async function visitorPrices(
  db: Db | Tx,
  credentialId: number,
  wish: Wish,
): Promise<PriceOverride | undefined> {
  const credential = await db.apiCredential.findUnique({
    where: { id: credentialId },
    select: { reseller: { select: seller } },
  });
  const host = credential?.reseller;
  return host?.status === 'ACTIVE' ? customerPrices(db, host, wish) : undefined;
}

/** Whether an actor has a cart of its own, and so may pay other prices than the shop's. */
export const buysItself = ({ kind, clientIds }: Actor): boolean =>
  kind === 'reseller' || clientIds.length > 0;

/**
 * What an actor is shown instead of the shop's prices: what its own cart charges it, before any
 * discount. A reseller's key is shown the reseller's cost.
 */
export async function pricesFor(
  db: Db,
  actor: Actor,
  wish: Wish,
): Promise<PriceOverride | undefined> {
  const [clientId] = actor.clientIds;
  if (actor.kind !== 'reseller') return pricesOf(db, clientId ?? null, wish);
  const own = await db.reseller.findUnique({
    where: { id: actor.resellerId ?? -1 },
    select: { clientId: true },
  });
  return pricesOf(db, own?.clientId ?? null, wish);
}

/** What a reseller pays: what was agreed with it, else its cost list at the volume it has reached. */
export async function costPrices(db: Db | Tx, own: Seller, wish: Wish): Promise<PriceOverride> {
  const agreed = await agreedPrices(db, own.id, wish);
  const listed = await fromList(db, own.costPriceListId, wish, own);
  return (question) => agreed(question) ?? listed?.(question);
}

/** What a reseller's customers pay, where it has a list of its own. */
export const customerPrices = (
  db: Db | Tx,
  { customerPriceListId }: Seller,
  wish: Wish,
): Promise<PriceOverride | undefined> => fromList(db, customerPriceListId, wish);

async function fromList(
  db: Db | Tx,
  id: number | null,
  wish: Wish,
  volumeOf?: SlabSeller,
): Promise<PriceOverride | undefined> {
  const list = id === null ? null : await db.priceList.findFirst({ where: { id, isActive: true } });
  if (!list) return undefined;
  const slabOf = volumeOf ? await slabsReached(db, volumeOf, list) : new Map<number, number>();
  return listPrices(db, { ...wish, listId: list.id, listCurrency: list.currencyCode, slabOf });
}

/** The prices set for one reseller alone, in the currency asked for. */
async function agreedPrices(
  db: Db | Tx,
  resellerId: number,
  { currency: currencyCode, only }: Wish,
): Promise<PriceOverride> {
  const products = await db.resellerProductPrice.findMany({
    where: { resellerId, currencyCode, ...(only && { productId: { in: [...only.productIds] } }) },
  });
  const tlds = await db.resellerTldPrice.findMany({
    where: { resellerId, currencyCode, ...(only && { tldId: { in: [...only.tldIds] } }) },
  });
  const prices = new Map<string, OwnPrice>([
    ...products.map((row): [string, OwnPrice] => [`${row.productId} ${row.cycle}`, row]),
    ...tlds.map(({ tldId, action, years, price }): [string, OwnPrice] => [
      `${tldId} ${action} ${years}`,
      { setupFee: '0', price },
    ]),
  ]);
  return (question) =>
    question.kind === 'PRODUCT'
      ? prices.get(`${question.productId} ${question.cycle}`)
      : prices.get(`${question.tldId} ${question.deed} ${question.years}`);
}
