import { useDecimals } from '#core/currency-exponents.ts';
import type { App } from '#schema/app.ts';
import { keepCurrent } from '#schema/keep-current.ts';

/** Reads of which currencies amounts are kept with fewer decimals than usual. */
export async function readDecimals({ db }: Pick<App, 'db'>): Promise<void> {
  const currencies = await db.currency.findMany({
    where: { decimals: { not: null } },
    select: { code: true, decimals: true },
  });
  useDecimals(new Map(currencies.map(({ code, decimals }) => [code, decimals!])));
}

/** Keeps this process with the decimals of the currencies, as they are set now and later. */
export const followDecimals = (app: App): Promise<void> =>
  keepCurrent(app, ['currency.changed'], () => readDecimals(app));
