import { DomainError } from '#core/errors.ts';
import type { Tx } from '#platform/database/client.ts';

/** The code of the currency all prices follow. @throws DomainError CURRENCY_NOT_FOUND */
export async function baseCurrency(tx: Tx): Promise<string> {
  const base = await tx.currency.findFirst({ where: { isBase: true }, select: { code: true } });
  if (!base) throw new DomainError('CURRENCY_NOT_FOUND', 'There is no base currency yet.');
  return base.code;
}
