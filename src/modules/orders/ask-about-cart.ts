import { ofVisibleClient } from '#modules/access/visible.ts';
import { askAnew } from '#modules/domains/search/availability.ts';
import { searchShape } from '#modules/domains/search/offers.ts';
import type { Context } from '#schema/context.ts';

/**
 * Asks the registrars once more whether the names to be registered are still free, before the
 * order is placed; what they say is kept and read when the domain is made.
 */
export async function askAboutCart({ app, db, actor }: Context, clientId: number): Promise<void> {
  const items = await db.cartItem.findMany({
    where: {
      type: 'DOMAIN_REGISTER',
      cart: { AND: [{ clientId }, ofVisibleClient(actor)] },
      tld: { registrar: { isActive: true } },
    },
    select: { domainName: true, idnLanguage: true, tld: { select: searchShape } },
  });
  const requested = items.flatMap(({ domainName: name, idnLanguage, tld }) =>
    tld ? [{ name, tld, ...(idnLanguage && { idnLanguage }) }] : [],
  );
  if (requested.length) await askAnew(app, requested);
}
