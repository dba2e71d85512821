import { type Amount, exact } from '#core/money.ts';
import type { Tx } from '#platform/database/client.ts';
import { converted } from '#modules/catalog/pricing/cycle-price.ts';
import { loadRates } from '#modules/catalog/pricing/load-buyer.ts';
import { settingIsOn } from '#modules/settings/settings.ts';
import type { Work } from '#schema/work.ts';

/** The line of an invoice for renewing a domain late. */
export interface LateRenewalLine {
  type: 'DOMAIN_RESTORE';
  description: string;
  unitPrice: Amount;
  isTaxed: boolean;
  domainId: number;
}

/**
 * The line that renewing a domain costs on top because it is late: the fee of its TLD in the grace
 * period, after it that of the redemption. Null where nothing is asked.
 */
export async function lateRenewalLine(tx: Tx, domainId: number): Promise<LateRenewalLine | null> {
  const { status, unicodeName, tld, client } = await tx.domain.findUniqueOrThrow({
    where: { id: domainId },
    select: {
      status: true,
      unicodeName: true,
      tld: { select: { graceFee: true, redemptionFee: true, currencyCode: true } },
      client: { select: { currencyCode: true } },
    },
  });
  const fees = { GRACE: tld?.graceFee, REDEMPTION: tld?.redemptionFee };
  const fee = status === 'GRACE' || status === 'REDEMPTION' ? fees[status] : undefined;
  if (!tld || !fee || fee.isZero()) return null;
  const own = client.currencyCode;
  const unitPrice =
    tld.currencyCode === own
      ? exact(fee)
      : converted(fee, tld.currencyCode, own, await loadRates(tx));
  const words = status === 'GRACE' ? 'Late Renewal Fee' : 'Domain Redemption Fee';
  return {
    type: 'DOMAIN_RESTORE',
    description: `${words} - ${unicodeName}`,
    unitPrice,
    isTaxed: await settingIsOn(tx, 'TaxDomains'),
    domainId,
  };
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
  if ((await lateRenewalLine(tx, domainId)) === null) return true;
  const fees = { invoiceId, domainId, type: 'DOMAIN_RESTORE' as const };
  return (await tx.invoiceItem.count({ where: fees })) > 0;
}
