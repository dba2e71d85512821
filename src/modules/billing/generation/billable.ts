import { addDays } from '#core/dates.ts';
import type { Day } from '#core/dates.ts';
import { type Amount, exact } from '#core/money.ts';
import { converted } from '#modules/catalog/pricing/cycle-price.ts';
import { loadBuyer, loadRates } from '#modules/catalog/pricing/load-buyer.ts';
import { loadTaxSettings } from '#modules/catalog/pricing/load-taxes.ts';
import { linesOf, plainPart } from '#modules/catalog/pricing/part.ts';
import { sellerPrices } from '#modules/catalog/pricing/seller-prices.ts';
import type {
  BuyerTerms,
  LineType,
  PriceOverride,
  PriceQuestion,
  Rates,
} from '#modules/catalog/pricing/terms.ts';
import { settingIsOn, settingNumber } from '#modules/settings/settings.ts';
import type { Db, Tx } from '#platform/database/client.ts';
import type { DueCycle } from './due.ts';
import type { NewLine } from '#modules/billing/invoices/make-invoice.ts';

/** How far the company bills ahead, and what it bills while something else is unpaid. */
export interface BillingHorizon {
  /** The last due date that is billed. */
  until: Day;
  /** Further periods are billed while an earlier one is unpaid or the service suspended. */
  isContinuous: boolean;
}

/** The reach of the company's settings on a day. */
export async function horizonOn(db: Db | Tx, day: Day): Promise<BillingHorizon> {
  const ahead = await settingNumber(db, 'CreateInvoiceDaysBefore');
  const isContinuous = await settingIsOn(db, 'ContinuousInvoiceGeneration');
  return { until: addDays(day, ahead), isContinuous };
}

/** A cycle of something of a client's, or a piece of work done for it, that is to be billed. */
export interface Billable {
  subject: { type: 'Service' | 'ServiceAddon' | 'Domain' | 'BillableItem'; id: number };
  cycle: DueCycle;
  gatewayId: number | null;
  payMethodId: number | null;
  type: LineType;
  description: string;
  /** Without the client's own discount and without (exclusive) tax. */
  price: Amount;
  currencyCode: string;
  isTaxed: boolean;
  /** What a list of agreed prices is asked for it; null for what no list holds. */
  question: PriceQuestion | null;
  /** What else its line says. */
  more: Pick<NewLine, 'unitCost' | 'serviceId' | 'serviceAddonId' | 'domainId' | 'promotionId'>;
}

/** What decides about the lines of a client's bills. */
export interface BillingTerms {
  currency: string;
  rates: Rates;
  buyer: BuyerTerms;
  /** Prices agreed as they are: the client's discount is not taken off them. */
  agreed: PriceOverride | undefined;
}

/** Reads what decides about the lines of a client's bills: its currency, the rates, its discount. */
export async function billingTerms(tx: Tx, clientId: number): Promise<BillingTerms> {
  const { currencyCode: currency } = await tx.client.findUniqueOrThrow({
    where: { id: clientId },
    select: { currencyCode: true },
  });
  const rates = await loadRates(tx);
  const buyer = await loadBuyer(tx, clientId, currency, await loadTaxSettings(tx));
  const agreed = await sellerPrices(tx, clientId, { currency, rates });
  return { currency, rates, buyer, agreed };
}

/** The lines of an invoice for one billable: itself, and the client's own discount on it. */
export function linesOfBillable(
  { subject, cycle, type, description, isTaxed, more, ...rest }: Billable,
  { currency, rates, buyer, agreed }: BillingTerms,
): NewLine[] {
  const { price, currencyCode, question } = rest;
  const unitPrice =
    currencyCode === currency ? exact(price) : converted(price, currencyCode, currency, rates);
  const isNet = question !== null && agreed?.(question) !== undefined;
  const part = plainPart({ type, itemKey: subject.id, description, unitPrice, isTaxed, isNet });
  const lasts = cycle.next > cycle.on;
  return linesOf([part], buyer, currency).map((line) => {
    const own = line.type === type;
    return {
      type: line.type,
      description: line.description,
      unitPrice: line.unitPrice,
      isTaxed,
      relatedId: subject.id,
      ...(own && more),
      ...(own && lasts && { period: { from: cycle.on, to: addDays(cycle.next, -1) } }),
    };
  });
}

/** `Starter (2027-01-31 - 2027-02-27)`. */
export const withPeriod = (text: string, { on, next }: DueCycle): string =>
  `${text} (${on} - ${addDays(next, -1)})`;
