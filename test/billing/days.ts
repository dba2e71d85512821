import { useClock } from '#core/clock.ts';
import type { Cycle } from '#core/cycles.ts';
import { checkBooks } from '#modules/billing/ledger/check-books.ts';
import { lockInvoice } from '#modules/billing/invoices/lock.ts';
import { recordPayment } from '#modules/billing/payments/record-payment.ts';
import { placeOrder } from '#modules/orders/place-order.ts';
import { systemAction } from '#schema/system-action.ts';
import { requestCancellation } from '#modules/services/cancellation/request-cancellation.ts';
import { dailyRun } from '#modules/system/automation/daily-run.ts';
import type { App } from '#schema/app.ts';
import { after, halfPastMidnight, written } from '#test/oracle/calendar.ts';
import { buyers, type Purchase, purchases, START, subjects, term } from './days-book.ts';
import { type Bill, expectedBills } from './days-expected.ts';
import { client, type OfApp, product, service, settings } from './store.ts';

const cycles: Record<number, Cycle> = {
  1: 'MONTHLY',
  3: 'QUARTERLY',
  6: 'SEMI_ANNUALLY',
  12: 'ANNUALLY',
  24: 'BIENNIALLY',
};

/** The rows of the book: who there is by name, and what became of what. */
interface Opened {
  clients: Map<string, number>;
  services: Map<string, number>;
  products: Map<string, number>;
  term: number;
}

const moneyOf = (buyer: string, price: bigint) => written(price, buyers[buyer]!.exponent);

async function openBuyers({ app }: OfApp): Promise<Map<string, number>> {
  const { db } = app;
  await settings({ app }, { Timezone: 'Europe/London', TaxEnabled: 'on' });
  await db.currency.createMany({
    data: [
      { code: 'JPY', exponent: 0, rate: '151.25' },
      { code: 'KWD', exponent: 3, rate: '0.3071' },
    ],
  });
  await db.taxRule.create({ data: { name: 'Tax', countryCode: 'JP', rate: '10' } });
  await db.gateway.create({
    data: { label: 'mailin', module: 'mailin', displayName: 'Bank transfer', isActive: true },
  });
  const clients = new Map<string, number>();
  for (const [name, { currency, discount, tax }] of Object.entries(buyers)) {
    const data = { name: `Group of ${name}`, discountPercent: String(discount) };
    const group = discount ? await db.clientGroup.create({ data }) : null;
    const more = {
      currencyCode: currency,
      groupId: group?.id ?? null,
      ...(tax && { countryCode: 'JP' }),
    };
    clients.set(name, await client({ app }, name, more));
  }
  return clients;
}

async function openBook({ app }: OfApp): Promise<Opened> {
  const { db } = app;
  const clients = await openBuyers({ app });
  const services = new Map<string, number>();
  const common = { code: 'KEEP', type: 'PERCENTAGE' as const, isRecurring: true };
  const promotion = await db.promotion.create({ data: { ...common, currencyCode: 'USD' } });
  for (const subject of subjects) {
    const { buyer, kind, name, bought, due, months, promoted, limit, isTaxed } = subject;
    const clientId = clients.get(buyer)!;
    const currencyCode = buyers[buyer]!.currency;
    const recurringAmount = moneyOf(buyer, promoted?.price ?? subject.price);
    const own = { clientId, currencyCode, recurringAmount };
    const on = { registeredOn: new Date(bought), nextDueOn: new Date(due) };
    if (kind === 'domain')
      await db.domain.create({
        data: { ...own, ...on, name, unicodeName: name, status: 'ACTIVE', years: months / 12 },
      });
    else if (kind === 'addon')
      await db.serviceAddon.create({
        data: {
          ...own,
          ...on,
          name,
          serviceId: [...services.values()][0]!,
          billingCycle: cycles[months]!,
          status: 'ACTIVE',
        },
      });
    else {
      const productId = await product({ app }, name.replaceAll(' ', '-'), {
        isTaxed: isTaxed ?? false,
        recurringCyclesLimit: limit ?? 0,
        prices: {
          create: {
            currencyCode,
            cycle: cycles[months]!,
            price: moneyOf(buyer, subject.price),
          },
        },
      } as object);
      const id = await service({ app }, clientId, productId, {
        bought,
        due,
        currencyCode,
        recurringAmount,
        billingCycle: cycles[months]!,
        ...(promoted && {
          promotionId: promotion.id,
          promotionCyclesLeft: promoted.renewals,
        }),
      });
      services.set(name, id);
    }
  }
  const once = await product({ app }, 'Term', { autoTerminateDays: term.days });
  const brief = await service({ app }, clients.get(term.buyer)!, once, {
    bought: term.bought,
    due: null,
    billingCycle: 'ONE_TIME',
  });
  return { clients, services, products: await openProducts({ app }), term: brief };
}

async function openProducts({ app }: OfApp): Promise<Map<string, number>> {
  const products = new Map<string, number>();
  for (const { name, price, day, nextMonthAfter, buyer } of purchases) {
    const id = await product({ app }, name.replaceAll(' ', '-'), {
      prorataEnabled: true,
      prorataDay: day,
      prorataNextMonthAfterDay: nextMonthAfter,
    });
    const row = { productId: id, currencyCode: 'USD', cycle: 'MONTHLY' as const };
    await app.db.productPrice.create({ data: { ...row, price: moneyOf(buyer, price) } });
    products.set(name, id);
  }
  return products;
}

/** Somebody buys a product at noon, and it is set up. */
async function buy(app: App, { clients, products }: Opened, { buyer, name }: Purchase) {
  const clientId = clients.get(buyer)!;
  const { id: cartId } = await app.db.cart.create({
    data: { clientId, currencyCode: 'USD', expiresAt: new Date('2100-01-01') },
  });
  const productId = products.get(name)!;
  await app.db.cartItem.create({
    data: { cartId, type: 'PRODUCT', productId, cycle: 'MONTHLY', quantity: 1 },
  });
  await systemAction(app, { action: 'order', input: { clientId } }, (work) =>
    placeOrder(work, clientId, {
      paymentMethod: 'mailin',
      createInvoice: true,
      sendInvoiceEmail: false,
      sendEmail: false,
      ip: '',
      userAgent: '',
      acceptLanguage: '',
      notes: '',
    }),
  );
  await app.db.service.updateMany({ where: { clientId }, data: { status: 'ACTIVE' } });
}

/** Everybody pays what is to be paid by a day. */
async function pay(app: App, { clients }: Opened, day: string): Promise<void> {
  const unpaid = await app.db.invoice.findMany({
    where: { status: 'UNPAID', dueOn: { lte: new Date(day) } },
    select: { id: true, clientId: true, dueOn: true },
  });
  for (const [name, { paysAfter }] of Object.entries(buyers)) {
    if (paysAfter === null) continue;
    const until = new Date(after(day, -paysAfter));
    for (const { id, clientId, dueOn } of unpaid)
      if (clientId === clients.get(name) && dueOn <= until) await payOne(app, id);
  }
}

const payOne = (app: App, id: number) =>
  systemAction(app, { action: 'pay', input: { id } }, async (work) => {
    const invoice = await lockInvoice(work.tx, id);
    const source = { gatewayId: null, transactionRef: null, sendEmail: false };
    await recordPayment(work, invoice, { amount: invoice.balance, ...source });
  });

async function billsOf(app: App, { clients }: Opened): Promise<Bill[]> {
  const names = new Map([...clients].map(([name, id]) => [id, name]));
  const invoices = await app.db.invoice.findMany({ include: { items: true } });
  const dayOf = (date: Date | null) => (date ? ` ${date.toISOString().slice(0, 10)}` : '');
  return invoices
    .map((invoice) => {
      const buyer = names.get(invoice.clientId ?? 0) ?? '';
      const { exponent } = buyers[buyer]!;
      return {
        buyer,
        dueOn: dayOf(invoice.dueOn).trim(),
        issuedOn: dayOf(invoice.issuedOn).trim(),
        lines: invoice.items
          .map(
            ({ amount, periodStartOn, periodEndOn }) =>
              `${amount.toFixed(exponent)}${dayOf(periodStartOn)}${dayOf(periodEndOn)}`,
          )
          .toSorted(),
        tax: invoice.tax.toFixed(exponent),
        total: invoice.total.toFixed(exponent),
      };
    })
    .toSorted((one, other) =>
      `${one.buyer} ${one.dueOn}` < `${other.buyer} ${other.dueOn}` ? -1 : 1,
    );
}

/** What a simulation found. */
export interface Found {
  bills: Bill[];
  expected: Bill[];
  /** Days on which a second run did something. */
  restless: string[];
  /** What of the books is not the sum of its entries. */
  wrongBooks: unknown[];
  /** The day the service with a fixed term ended, and the one that was cancelled. */
  ended: { term: string | null; leaving: string | null };
  /** What the daily run could not do. */
  failures: string[];
}

/** How a simulation is lived through. */
interface Manner {
  /** The days on which there is a daily run; all by default. */
  isRun?: (day: string) => boolean;
  /** Whether the run of a day is done a second time, by whether the first one did anything. */
  isTwice: (day: string, didAnything: boolean) => boolean;
  progress?: (day: string) => void;
}

/**
 * Lives through days of a mixed book, one after the other: the daily run just after midnight where
 * the company is, then at noon what people do.
 */
export async function liveThrough(
  { app }: OfApp,
  days: number,
  { isRun = () => true, isTwice, progress = () => {} }: Manner,
): Promise<Found> {
  let instant = halfPastMidnight(START);
  const restore = useClock(() => instant);
  const found: Pick<Found, 'restless' | 'ended' | 'failures'> = {
    restless: [],
    failures: [],
    ended: { term: null, leaving: null },
  };
  const last = after(START, days - 1);
  try {
    const book = await openBook({ app });
    const ends = { term: book.term, leaving: book.services.get('Leaving')! };
    for (let day = START; day <= last; day = after(day, 1)) {
      instant = halfPastMidnight(day);
      const report = isRun(day) ? await dailyRun(app) : null;
      for (const { name, failures } of report?.steps ?? [])
        for (const { what, why } of failures) found.failures.push(`${day} ${name} ${what}: ${why}`);
      const didAnything = report?.steps.some(({ total }) => total > 0) ?? false;
      if (isTwice(day, didAnything)) {
        const again = await dailyRun(app);
        if (!again || again.steps.some(({ total }) => total > 0)) found.restless.push(day);
      }
      const over = await app.db.service.findMany({
        where: { id: { in: Object.values(ends) }, status: { in: ['TERMINATED', 'CANCELLED'] } },
      });
      for (const { id } of over) found.ended[id === ends.term ? 'term' : 'leaving'] ??= day;
      instant = new Date(`${day}T12:00:00Z`);
      for (const purchase of purchases) if (purchase.on === day) await buy(app, book, purchase);
      for (const { name, cancelled } of subjects)
        if (cancelled === day) await leave(app, book.services.get(name)!);
      await pay(app, book, day);
      progress(day);
    }
    const expected = expectedBills(last);
    const wrongBooks = await checkBooks(app.db);
    return { ...found, bills: await billsOf(app, book), expected, wrongBooks };
  } finally {
    restore();
  }
}

const leave = (app: App, serviceId: number) =>
  systemAction(app, { action: 'leave', input: { serviceId } }, (work) =>
    requestCancellation(work, {
      serviceId,
      type: 'END_OF_BILLING_PERIOD',
      reason: '',
      cancelDomain: false,
    }),
  );
