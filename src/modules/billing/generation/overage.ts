import { convert, exact, type Amount } from '#core/money.ts';
import type { Product, ServiceUsage, UsageUnit } from '#generated/prisma/client.ts';

const bytesIn: Readonly<Record<UsageUnit, string>> = {
  MB: '1048576',
  GB: '1073741824',
  TB: '1099511627776',
};

/** What decides about the price of usage above the limits of a product. */
export type OverageTerms = Pick<
  Product,
  | 'diskSoftLimit'
  | 'diskSoftLimitUnit'
  | 'diskOverageCost'
  | 'bandwidthSoftLimit'
  | 'bandwidthSoftLimitUnit'
  | 'bandwidthOverageCost'
>;

/** A currency with its units for one of the base currency. */
interface Rated {
  code: string;
  rate: Amount;
}

/** Use above one limit, as a line of an invoice says it. */
export interface Overage {
  description: string;
  /** In the buyer's currency, rounded once. */
  price: Amount;
}

/**
 * What a month's usage costs above each limit: exactly as many units as it is above, parts of a unit
 * included. A limit of 0 includes nothing; a cost of 0 bills nothing; what is not known costs nothing.
 */
export function overagesOf(
  { diskBytes, trafficBytes }: Pick<ServiceUsage, 'diskBytes' | 'trafficBytes'>,
  terms: OverageTerms,
  { from, to }: { from: Rated; to: Rated },
): Overage[] {
  const both = [
    {
      what: 'Disk space',
      used: diskBytes,
      limit: terms.diskSoftLimit,
      unit: terms.diskSoftLimitUnit,
      cost: terms.diskOverageCost,
    },
    {
      what: 'Bandwidth',
      used: trafficBytes,
      limit: terms.bandwidthSoftLimit,
      unit: terms.bandwidthSoftLimitUnit,
      cost: terms.bandwidthOverageCost,
    },
  ];
  return both.flatMap(({ what, used, limit, unit, cost }) => {
    if (used === null) return [];
    const units = exact(used).div(bytesIn[unit]);
    const above = units.minus(exact(limit));
    if (!above.greaterThan(0)) return [];
    const price = convert(above.times(exact(cost)), from, to);
    if (price.isZero()) return [];
    const shown = (amount: Amount) => exact(amount).toDecimalPlaces(2).toFixed();
    const description = `${what}: ${shown(units)} ${unit} of ${shown(limit)} ${unit}`;
    return [{ description, price }];
  });
}
