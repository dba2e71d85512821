import { type Amount, exact, round } from '#core/money.ts';
import { converted } from '#modules/catalog/pricing/cycle-price.ts';
import { latePart } from '#modules/catalog/pricing/domain-parts.ts';
import { linesOf } from '#modules/catalog/pricing/part.ts';
import type { Tx } from '#platform/database/client.ts';
import type { Work } from '#schema/work.ts';
import { renewalBasket } from './ordering/renewal-price.ts';

/** A line of an invoice for renewing a domain late: the fee, or the client's discount on it. */
export interface LateRenewalLine {
  type: 'DOMAIN_RESTORE' | 'GROUP_DISCOUNT';
  description: string;
  unitPrice: Amount;
  /** What it costs the company; nothing for a discount. */
  unitCost: Amount;
  isTaxed: boolean;
  domainId: number;
}

/**
 * What renewing a domain costs on top because it is late, as the cart has it: the fee of its TLD in
 * the grace period; after it that of the redemption, or the price of its client's reseller. Empty
 * where nothing is asked.
 */
export async function lateRenewalLines(tx: Tx, domainId: number): Promise<LateRenewalLine[]> {
  const { client, status, tld } = await tx.domain.findUniqueOrThrow({
    where: { id: domainId },
    select: {
      status: true,
      client: { select: { currencyCode: true } },
      tld: { select: { graceCost: true, redemptionCost: true, currencyCode: true } },
    },
  });
  const basket = await renewalBasket(tx, domainId, { currency: client.currencyCode });
  const [item] = basket.items;
  const part = item?.kind === 'DOMAIN' ? latePart(item, basket) : null;
  if (!part) return [];
  const { currency, rates } = basket;
  const listed = status === 'REDEMPTION' ? tld?.redemptionCost : tld?.graceCost;
  const cost = tld && listed ? converted(listed, tld.currencyCode, currency, rates) : exact('0');
  return linesOf([part], basket.buyer, currency).map(
    ({ type, description, unitPrice, isTaxed }) => ({
      type: type as LateRenewalLine['type'],
      description,
      unitPrice,
      unitCost: type === 'DOMAIN_RESTORE' ? round(cost, currency) : '0',
      isTaxed,
      domainId,
    }),
  );
}

/** What another module does in the change in which a domain's renewal becomes late. */
type Follow = (work: Work, domainId: number) => Promise<void>;

const followers: Follow[] = [];

/** Has billing, which this module does not know, follow each domain into grace and redemption. */
export const onLateRenewal = (follow: Follow): void => void followers.push(follow);

/** Called in the change that puts a domain into its grace or redemption period. */
export async function renewalIsLate(work: Work, domainId: number): Promise<void> {
  for (const follow of followers) await follow(work, domainId);
}

/** Whether what was paid on an invoice renews a domain: out of redemption only with its fee. */
export async function coversRestore(tx: Tx, domainId: number, invoiceId: number): Promise<boolean> {
  const where = { id: domainId, status: 'REDEMPTION' as const };
  if ((await tx.domain.count({ where })) === 0) return true;
  if ((await lateRenewalLines(tx, domainId)).length === 0) return true;
  const fees = { invoiceId, domainId, type: 'DOMAIN_RESTORE' as const };
  return (await tx.invoiceItem.count({ where: fees })) > 0;
}
