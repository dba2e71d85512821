import fc from 'fast-check';
import { billed } from '#test/oracle/bill.ts';
import { after, monthsAfter } from '#test/oracle/calendar.ts';
import { exact, Fraction } from '#test/oracle/fraction.ts';
import { converted } from '#test/oracle/list.ts';
import type { Store } from '#test/oracle/shop.ts';
import { type Ask, change, same } from './ask.ts';
import type { Company } from './company.ts';
import { firstDays, shops } from './shops.ts';
import { invoice, type Shown } from './invoices.ts';

/** A domain somebody buys with a code for so many renewals; 0 for all. */
export interface DomainSale {
  store: Store;
  day: string;
  register: string;
  renew: string;
  percent: string;
  renewals: number;
}

const amount = fc.integer({ min: 1, max: 9_999 }).map((n) => (n / 100).toFixed(2));

/** Sales of domains in any shop, taxed as domains are by default. */
export const domainSales: fc.Arbitrary<DomainSale> = fc.record({
  store: shops,
  day: firstDays,
  register: amount,
  renew: amount,
  percent: amount,
  renewals: fc.constantFrom(0, 1, 2),
});

let count = 0;

/** What an amount is less a percentage of it, in the store's currency. */
function reduced(store: Store, amount: string, percent: string | null) {
  const { decimals } = store.currency;
  const line = converted(store, amount).rounded(decimals);
  const off = percent ? line.percent(exact(percent)).rounded(decimals) : Fraction.zero;
  const left = line.minus(off);
  return left.minus(left.percent(exact(store.groupPercent)).rounded(decimals));
}

async function sell(ask: Ask, company: Company, sale: DomainSale) {
  const { store, register, renew, percent, renewals } = sale;
  const { addClient } = await company.open(store);
  const clientId = await addClient();
  count += 1;
  const [extension, code] = [`oracle${count}`, `TLD${count}`];
  const prices = { registerPrices: [register], renewPrices: [renew], transferPrices: ['1'] };
  const terms = { extension, cost: '1', ...prices };
  const { tld } = await change(ask, 'createTld', terms, 'tld { id }');
  const promotion = { type: 'PERCENTAGE', value: percent, isRecurring: true };
  const cheaper = { code, ...promotion, recurForCycles: renewals, appliesToTldIds: [tld.id] };
  await change(ask, 'createPromotion', cheaper);
  await change(ask, 'cartAddDomain', { clientId, domainName: `name.${extension}`, years: 1 });
  await change(ask, 'applyPromotion', { clientId, code });
  const input = { clientId, paymentMethod: 'mailin', sendEmail: false, sendInvoiceEmail: false };
  const { order } = await change(ask, 'addOrder', input, 'order { id invoiceId }');
  const bought = await invoice(ask, order.invoiceId);
  return { clientId, orderId: order.id as string, bought };
}

/** Sells a domain with a recurring code, and renews it four times: rule 12. */
export async function renewsAsPromised(
  ask: Ask,
  company: Company,
  setDay: (day: string) => void,
  sale: DomainSale,
): Promise<void> {
  const { store, day, register, renew, percent, renewals } = sale;
  setDay(day);
  const { clientId, orderId, bought } = await sell(ask, company, sale);
  const due = (net: Fraction) =>
    billed(store, [{ net, isTaxed: true }]).due.text(store.currency.decimals);
  same('a registration with a code', bought.total.amount, due(reduced(store, register, percent)));
  // What comes to nothing is paid already.
  if (bought.status === 'UNPAID')
    await change(ask, 'addInvoicePayment', { invoiceId: bought.id, sendEmail: false });
  const flags = { sendConfirmationEmail: false, sendToRegistrar: false };
  await change(ask, 'acceptOrder', { orderId, ...flags });
  for (const year of [1, 2, 3]) {
    setDay(after(monthsAfter(day, 12 * year, Number(day.slice(8))), -10));
    const made = await change(ask, 'generateInvoices', { clientId }, 'invoices { id }');
    const [billed] = made.invoices as { id: string }[];
    const renewal: Shown | null = billed ? await invoice(ask, billed.id) : null;
    const holds = renewals === 0 || year <= renewals;
    const net = reduced(store, renew, holds ? percent : null);
    same(`renewal ${year} of a domain with a code`, renewal?.total.amount, due(net));
    if (renewal!.status === 'UNPAID')
      await change(ask, 'addInvoicePayment', { invoiceId: renewal!.id });
  }
}
