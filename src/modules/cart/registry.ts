import { availabilityOf } from '#modules/domains/search/availability.ts';
import { searchShape } from '#modules/domains/search/offers.ts';
import { soldName } from '#modules/domains/tlds/sold.ts';
import type { Context } from '#schema/context.ts';

/**
 * Asks the registrar of a TLD whether a name is free, before the cart is opened. What it says
 * is kept for a short while, and read when the name is put in; its silence hinders nobody.
 */
export async function checkRegistry(
  { app, db }: Context,
  domainName: string,
  idnLanguage?: string | null,
): Promise<void> {
  const found = await soldName(db, domainName, searchShape);
  if (typeof found === 'string' || !found.tld.registrar?.isActive) return;
  await availabilityOf(app, [{ ...found, ...(idnLanguage && { idnLanguage }) }]);
}
