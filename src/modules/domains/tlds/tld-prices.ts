import { defined } from '#core/defined.ts';
import { type Amount, convert, round } from '#core/money.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { changeCatalog } from '#modules/catalog/version.ts';
import type { Tx } from '#platform/database/client.ts';
import type { Work } from '#schema/work.ts';

/** A currency as prices are converted with it. */
export interface Rated {
  code: string;
  /** Units for one unit of the base currency. */
  rate: Amount;
  isBase: boolean;
}

/** The actions that have a price list. */
export type PricedAction = 'REGISTER' | 'RENEW' | 'TRANSFER' | 'RESTORE';

/**
 * Prices in the base currency, the first for one year, the second for two, up to ten; null for a
 * period that is not offered.
 */
export type BasePrices = Partial<Record<PricedAction, readonly (Amount | null)[]>>;

/** One row of the price table. */
export interface PriceRow {
  action: PricedAction;
  years: number;
  currencyCode: string;
  price: string;
}

/** Every price in every currency: the base as it is entered, the others by their rates. */
export function pricesIn(currencies: readonly Rated[], prices: BasePrices): PriceRow[] {
  const base = currencies.find(({ isBase }) => isBase);
  if (!base) throw new RangeError('No currency is the base.');
  return Object.entries(prices).flatMap(([action, list]) =>
    list.flatMap((amount, index) =>
      (amount === null ? [] : currencies).map((currency) => ({
        action: action as PricedAction,
        years: index + 1,
        currencyCode: currency.code,
        price: (currency.isBase
          ? round(amount ?? '0', currency.code)
          : convert(amount ?? '0', base, currency)
        ).toFixed(),
      })),
    ),
  );
}

/** Replaces the prices of the actions named; those of the others stay. */
export async function writePrices(tx: Tx, tldId: number, prices: BasePrices): Promise<void> {
  const actions = Object.keys(prices) as PricedAction[];
  if (!actions.length) return;
  await tx.tldPrice.deleteMany({ where: { tldId, action: { in: actions } } });
  const rows = pricesIn(await currenciesOf(tx), prices);
  await tx.tldPrice.createMany({ data: rows.map((row) => ({ tldId, ...row })) });
}

/** Replaces the yearly prices of addons, told in the base currency. */
export async function writeAddonPrices(
  tx: Tx,
  tldId: number,
  prices: readonly { addon: Prisma.TldAddonPriceCreateManyInput['addon']; price: Amount }[],
): Promise<void> {
  const currencies = await currenciesOf(tx);
  const base = defined(
    currencies.find(({ isBase }) => isBase),
    'base currency',
  );
  await tx.tldAddonPrice.deleteMany({ where: { tldId } });
  await tx.tldAddonPrice.createMany({
    data: prices.flatMap(({ addon, price }) =>
      currencies.map((currency) => ({
        tldId,
        addon,
        currencyCode: currency.code,
        price: convert(price, base, currency).toFixed(),
      })),
    ),
  });
}

/** All currencies with their rates. */
export const currenciesOf = (tx: Tx): Promise<(Rated & { id: number })[]> =>
  tx.currency.findMany({
    select: { id: true, code: true, rate: true, isBase: true },
    orderBy: { id: 'asc' },
  });

/**
 * Makes the prices of these currencies (all but the base when none are named) anew from the base
 * currency's: for a new currency, or one whose rate has changed. One statement for all TLDs.
 */
export async function repriceTlds(work: Work, codes?: readonly string[]): Promise<void> {
  const { tx } = work;
  await changeCatalog(work, 'tlds');
  const requested = (await currenciesOf(tx)).filter(
    ({ code, isBase }) => !isBase && (!codes || codes.includes(code)),
  );
  for (const { code } of requested) {
    await tx.$executeRaw`
      insert into tld_prices (tld_id, action, years, currency_code, price, updated_at)
      select p.tld_id, p.action, p.years, c.code, round(p.price * c.rate / b.rate, coalesce(c.decimals, c.exponent)), now()
      from tld_prices p
      join currencies b on b.code = p.currency_code and b.is_base
      join currencies c on c.code = ${code}
      on conflict (tld_id, currency_code, action, years)
        do update set price = excluded.price, updated_at = excluded.updated_at`;
    await tx.$executeRaw`
      insert into tld_addon_prices (tld_id, addon, currency_code, price, updated_at)
      select p.tld_id, p.addon, c.code, round(p.price * c.rate / b.rate, coalesce(c.decimals, c.exponent)), now()
      from tld_addon_prices p
      join currencies b on b.code = p.currency_code and b.is_base
      join currencies c on c.code = ${code}
      on conflict (tld_id, currency_code, addon)
        do update set price = excluded.price, updated_at = excluded.updated_at`;
  }
}
