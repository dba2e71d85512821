import type { Actor } from '#core/actor.ts';
import type { Db, Tx } from '#platform/database/client.ts';
import { type PriceListRequest, listPrices } from './list-prices.ts';
import { type SlabSeller, slabsReached } from './seller-slabs.ts';
import type { Amount } from '#core/money.ts';
import { converted } from './cycle-price.ts';
import type { OwnPrice, PriceOverride, Rates } from './terms.ts';

/** What prices are looked up for. */
export interface PriceScope {
  currency: string;
  rates: Rates;
  only?: PriceListRequest['only'];
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
 * What a client pays instead of the company's prices: a reseller its cost, a reseller's customer what
 * that reseller asks; undefined for everybody else.
 */
export async function sellerPrices(
  db: Db | Tx,
  clientId: number | null,
  scope: PriceScope,
): Promise<PriceOverride | undefined> {
  if (clientId === null) return undefined;
  const client = await db.client.findUnique({
    where: { id: clientId },
    select: { reselling: { select: seller }, reseller: { select: seller } },
  });
  if (client?.reselling?.status === 'ACTIVE') return costPrices(db, client.reselling, scope);
  if (client?.reseller?.status === 'ACTIVE') return customerPrices(db, client.reseller, scope);
  return undefined;
}

/**
 * What a visitor pays instead of the company's prices: one who came by a reseller's key, what that
 * reseller asks of its customers, of whom the visitor is to become one.
 */
export async function visitorPrices(
  db: Db | Tx,
  credentialId: number,
  scope: PriceScope,
): Promise<PriceOverride | undefined> {
  const credential = await db.apiCredential.findUnique({
    where: { id: credentialId },
    select: { reseller: { select: seller } },
  });
  const host = credential?.reseller;
  return host?.status === 'ACTIVE' ? customerPrices(db, host, scope) : undefined;
}

/** Whether an actor has a cart of its own, and so may pay other prices than the company's. */
export const buysItself = ({ kind, clientIds }: Actor): boolean =>
  kind === 'reseller' || clientIds.length > 0;

/**
 * What an actor is shown instead of the company's prices: what its own cart charges it, before any
 * discount. A reseller's key is shown the reseller's cost.
 */
export async function pricesFor(
  db: Db,
  actor: Actor,
  scope: PriceScope,
): Promise<PriceOverride | undefined> {
  const [clientId] = actor.clientIds;
  if (actor.kind !== 'reseller') return sellerPrices(db, clientId ?? null, scope);
  const own = await db.reseller.findUnique({
    where: { id: actor.resellerId ?? -1 },
    select: { clientId: true },
  });
  return sellerPrices(db, own?.clientId ?? null, scope);
}

/** What a reseller pays: what was agreed with it, else its cost list at the volume it has reached. */
export async function costPrices(
  db: Db | Tx,
  own: Seller,
  scope: PriceScope,
): Promise<PriceOverride> {
  const agreed = await agreedPrices(db, own.id, scope);
  const listed = await fromList(db, own.costPriceListId, scope, own);
  return (question) => agreed(question) ?? listed?.(question);
}

/** What a reseller's customers pay, where it has a list of its own. */
export const customerPrices = (
  db: Db | Tx,
  { customerPriceListId }: Seller,
  scope: PriceScope,
): Promise<PriceOverride | undefined> => fromList(db, customerPriceListId, scope);

async function fromList(
  db: Db | Tx,
  id: number | null,
  scope: PriceScope,
  volumeOf?: SlabSeller,
): Promise<PriceOverride | undefined> {
  const list = id === null ? null : await db.priceList.findFirst({ where: { id, isActive: true } });
  if (!list) return undefined;
  const slabOf = volumeOf ? await slabsReached(db, volumeOf, list) : new Map<number, number>();
  return listPrices(db, { ...scope, listId: list.id, listCurrency: list.currencyCode, slabOf });
}

/**
 * The prices set for one reseller alone: in the currency asked for, else those of the currency it
 * sells in, by rate.
 */
async function agreedPrices(
  db: Db | Tx,
  resellerId: number,
  { currency, rates, only }: PriceScope,
): Promise<PriceOverride> {
  const own = await db.reseller.findUniqueOrThrow({
    where: { id: resellerId },
    select: { currencyCode: true },
  });
  const inEither = { currencyCode: { in: [currency, own.currencyCode] } };
  // What is set in the currency itself comes last, and so holds.
  const inOrder = <Row extends { currencyCode: string }>(rows: readonly Row[]): Row[] =>
    rows.toSorted(
      (one, other) =>
        Number(one.currencyCode === currency) - Number(other.currencyCode === currency),
    );
  const asOwn = (from: string, price: Amount, setupFee: Amount): OwnPrice => ({
    price: converted(price, from, currency, rates),
    setupFee: converted(setupFee, from, currency, rates),
  });
  const products = await db.resellerProductPrice.findMany({
    where: { resellerId, ...inEither, ...(only && { productId: { in: [...only.productIds] } }) },
  });
  const tlds = await db.resellerTldPrice.findMany({
    where: { resellerId, ...inEither, ...(only && { tldId: { in: [...only.tldIds] } }) },
  });
  const prices = new Map<string, OwnPrice>([
    ...inOrder(products).map((row): [string, OwnPrice] => [
      `${row.productId} ${row.cycle}`,
      asOwn(row.currencyCode, row.price, row.setupFee),
    ]),
    ...inOrder(tlds).map(({ tldId, action, years, price, currencyCode }): [string, OwnPrice] => [
      `${tldId} ${action} ${years}`,
      asOwn(currencyCode, price, '0'),
    ]),
  ]);
  return (question) =>
    question.kind === 'PRODUCT'
      ? prices.get(`${question.productId} ${question.cycle}`)
      : prices.get(`${question.tldId} ${question.action} ${question.years}`);
}
