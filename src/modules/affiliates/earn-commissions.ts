import { today } from '#core/clock.ts';
import { addDays, toDate } from '#core/dates.ts';
import { convert, exact, sum } from '#core/money.ts';
import type { InvoiceItemType, Prisma } from '#generated/prisma/client.ts';
import type { LockedInvoice } from '#modules/billing/invoices/lock.ts';
import { settingIsOn, settingNumber, settingText } from '#modules/settings/settings.ts';
import type { Work } from '#schema/work.ts';
import { clearCommission } from './clear-commissions.ts';
import { type AffiliateTerms, commissionOn, commissionRule } from './commission-rule.ts';

/** The lines a commission is taken of: what a service costs, and what is taken off that. */
const soldLines: InvoiceItemType[] = [
  'SERVICE',
  'SERVICE_SETUP',
  'SERVICE_ADDON',
  'UPGRADE',
  'PROMOTION',
  'GROUP_DISCOUNT',
];

const columns = {
  id: true,
  orderId: true,
  product: {
    select: {
      name: true,
      affiliatePayout: true,
      affiliateAmount: true,
      affiliateRecurring: true,
      currencyCode: true,
    },
  },
} satisfies Prisma.ServiceSelect;

type SoldService = Prisma.ServiceGetPayload<{ select: typeof columns }>;
type Sale = { service: SoldService; amount: ReturnType<typeof exact> };
type Referral = NonNullable<Awaited<ReturnType<typeof referralOf>>>;

/** Writes down what an invoice that was paid earns whoever brought its client. */
export async function earnCommissions(work: Work, invoice: LockedInvoice): Promise<void> {
  const { tx } = work;
  const referral = await referralOf(work, invoice.clientId ?? -1);
  if (!referral || !(await settingIsOn(tx, 'AffiliateEnabled'))) return;
  const usualPercent = await settingText(tx, 'AffiliateEarningPercent');
  const terms: AffiliateTerms = { ...referral.affiliate, usualPercent };
  // The client came with it: all its purchases count, or the first one only.
  if (referral.affiliate.isOneTime && (await hasEarned(work, { clientId: invoice.clientId })))
    return;
  for (const sale of await salesOf(work, invoice.id))
    await earn(work, { invoice, referral, terms, sale });
}

const referralOf = ({ tx }: Work, clientId: number) =>
  tx.affiliateReferral.findFirst({
    where: { clientId, isSignup: true, affiliate: { status: 'ACTIVE' } },
    select: { id: true, clientId: true, affiliate: true },
  });

/** Whether a commission on another invoice stands already. */
const hasEarned = async ({ tx }: Work, referral: Prisma.AffiliateReferralWhereInput) =>
  (await tx.affiliateCommission.count({ where: { referral, status: { not: 'REVERSED' } } })) > 0;

/** What the invoice's services cost without tax. */
async function salesOf({ tx }: Work, invoiceId: number): Promise<Sale[]> {
  const items = await tx.invoiceItem.findMany({
    where: { invoiceId, serviceId: { not: null }, type: { in: soldLines } },
    orderBy: { id: 'asc' },
    select: {
      amount: true,
      tax: true,
      tax2: true,
      invoice: { select: { taxMode: true } },
      service: { select: columns },
    },
  });
  const sales = new Map<number, Sale>();
  for (const { amount, tax, tax2, invoice, service } of items) {
    if (!service) continue;
    const inside = invoice.taxMode === 'INCLUSIVE' ? sum([tax, tax2]) : exact('0');
    const before = sales.get(service.id)?.amount ?? exact('0');
    sales.set(service.id, { service, amount: before.plus(exact(amount)).minus(inside) });
  }
  return [...sales.values()].filter(({ amount }) => amount.greaterThan(0));
}

interface Earning {
  invoice: LockedInvoice;
  referral: Referral;
  terms: AffiliateTerms;
  sale: Sale;
}

async function earn(work: Work, { invoice, referral, terms, sale }: Earning): Promise<void> {
  const { tx } = work;
  const { affiliate } = referral;
  const { service } = sale;
  const rule = commissionRule(service.product, terms);
  if (!rule) return;
  const isAgain = await hasEarned(work, { serviceId: service.id });
  if (isAgain && !service.product.affiliateRecurring) return;
  const listed = commissionOn({ amount: sale.amount, currency: invoice.currencyCode }, rule);
  const amount = await inCurrency(work, listed, affiliate.currencyCode);
  if (!amount.greaterThan(0)) return;
  const day = today();
  const { id: referralId } = await tx.affiliateReferral.upsert({
    where: { serviceId: service.id },
    create: {
      affiliateId: affiliate.id,
      clientId: invoice.clientId,
      serviceId: service.id,
      orderId: service.orderId,
      lastPaidOn: toDate(day),
    },
    update: { lastPaidOn: toDate(day) },
    select: { id: true },
  });
  const held = await settingNumber(tx, 'AffiliatesDelayCommission');
  const { id: commissionId } = await tx.affiliateCommission.create({
    data: {
      affiliateId: affiliate.id,
      referralId,
      invoiceId: invoice.id,
      currencyCode: affiliate.currencyCode,
      amount: amount.toFixed(),
      description: service.product.name,
      clearsOn: toDate(addDays(day, held)),
    },
    select: { id: true },
  });
  const { id: affiliateId, clientId } = affiliate;
  work.announce('affiliate.commissionEarned', { affiliateId, clientId, commissionId });
  if (held <= 0) await clearCommission(work, commissionId);
}

async function inCurrency(
  { tx }: Work,
  { amount, currency }: { amount: ReturnType<typeof exact>; currency: string },
  code: string,
) {
  if (currency === code) return amount;
  const find = (requested: string) => tx.currency.findUniqueOrThrow({ where: { code: requested } });
  return convert(amount, await find(currency), await find(code));
}
