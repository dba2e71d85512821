import { asciiDomain } from '#core/text.ts';
import { availabilityOf } from '#modules/domains/search/availability.ts';
import { searchShape } from '#modules/domains/search/offers.ts';
import type { Context } from '#schema/context.ts';

/**
 * Asks the registrar of a TLD whether a name is free, before the cart is opened. What it says
 * is kept for a short while, and read when the name is put in; its silence hinders nobody.
 */
export async function checkRegistry({ app, db }: Context, domainName: string): Promise<void> {
  const name = asciiDomain(domainName);
  if (!name) return;
  const labels = name.split('.');
  const tld = await db.tld.findFirst({
    where: {
      extension: { in: labels.slice(1).map((_label, index) => labels.slice(index + 1).join('.')) },
      isActive: true,
      registrar: { isActive: true },
    },
    orderBy: { extension: 'desc' },
    select: searchShape,
  });
  if (tld && name === `${labels[0]}.${tld.extension}`) await availabilityOf(app, [{ name, tld }]);
}
