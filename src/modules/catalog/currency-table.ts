import { onceFor } from '#core/once-for.ts';
import { DomainError } from '#core/errors.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { Context } from '#schema/context.ts';
import type { Rates } from '#modules/catalog/pricing/terms.ts';

/** A currency prices are shown in. */
export interface CurrencyRow {
  code: string;
  prefix: string;
  suffix: string;
  rate: Prisma.Decimal;
  isBase: boolean;
}

/** The active currencies, the base currency first: looked at once in each request. */
export const currencyTable = onceFor((context: Context): Promise<CurrencyRow[]> =>
  context.db.currency.findMany({
    where: { OR: [{ isActive: true }, { isBase: true }] },
    select: { code: true, prefix: true, suffix: true, rate: true, isBase: true },
    orderBy: [{ isBase: 'desc' }, { id: 'asc' }],
  }),
);

/** The table as the pricing function takes it. */
export const ratesOf = (table: readonly CurrencyRow[]): Rates => ({
  base: table.find(({ isBase }) => isBase)?.code ?? '',
  rates: new Map(table.map(({ code, rate }) => [code, rate])),
});

/** The currencies asked for: one, or all. @throws DomainError CURRENCY_NOT_FOUND */
export function requested(table: CurrencyRow[], code: string | null | undefined): CurrencyRow[] {
  if (!code) return table;
  const found = table.filter((currency) => currency.code === code);
  if (found.length) return found;
  throw new DomainError('CURRENCY_NOT_FOUND', undefined, { field: 'currency' });
}
