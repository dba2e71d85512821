import type { App } from '#schema/app.ts';

/** The base currency, where no currency exists yet. */
export async function billingEssentials({ db }: App): Promise<void> {
  if (await db.currency.count()) return;
  await db.currency.create({
    data: { code: 'USD', prefix: '$', suffix: ' USD', exponent: 2, rate: 1, isBase: true },
  });
}
