import { now } from '#core/clock.ts';
import { addDays, type Day } from '#core/dates.ts';
import { convert, exact, percent } from '#core/money.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { dailyStep, type StepOutcome } from '#modules/system/automation/daily-step.ts';
import { settingIsOn, settingNumber, settingText } from '#modules/settings/settings.ts';
import type { Db, Tx } from '#platform/database/client.ts';
import type { App } from '#schema/app.ts';
import type { Work } from '#schema/work.ts';
import { addLines } from '#modules/billing/invoices/change-lines.ts';
import type { LockedInvoice } from '#modules/billing/invoices/lock.ts';
import { retotal } from '#modules/billing/invoices/retotal.ts';
import { invoicesWhere, unpaidSince, withUnpaid } from './unpaid.ts';

/** Invoices that a late fee is added to on a day; null where none is charged. */
async function late(db: Db, day: Day): Promise<Prisma.InvoiceWhereInput | null> {
  const days = await settingNumber(db, 'AddLateFeeDays');
  const amount = exact(await settingText(db, 'InvoiceLateFeeAmount'));
  const least = exact(await settingText(db, 'LateFeeMinimum'));
  if (days === 0 || amount.plus(least).isZero()) return null;
  return {
    ...unpaidSince(addDays(day, -days)),
    kind: { not: 'ADD_FUNDS' },
    lateFeeAt: null,
    client: { lateFeeExempt: false },
    // While money is on its way, nobody is late.
    paymentAttempts: { none: { status: 'PENDING' } },
  };
}

/** The fee on what is owed: a part of it or an amount, never less than the least. */
async function feeOn(tx: Tx, { balance, currencyCode: code }: LockedInvoice) {
  const own = await tx.currency.findUniqueOrThrow({ where: { code } });
  const base = await tx.currency.findFirstOrThrow({ where: { isBase: true } });
  const inOwn = (amount: string) => convert(amount, base, own);
  const amount = await settingText(tx, 'InvoiceLateFeeAmount');
  const isPart = (await settingText(tx, 'LateFeeType')) === 'Percentage';
  const fee = isPart ? percent(balance, amount, code) : inOwn(amount);
  const least = inOwn(await settingText(tx, 'LateFeeMinimum'));
  return fee.lessThan(least) ? least : fee;
}

async function charge(work: Work, invoice: LockedInvoice, day: Day): Promise<void> {
  const { tx } = work;
  const { id, clientId } = invoice;
  await tx.invoice.update({ where: { id }, data: { lateFeeAt: now() } });
  const unitPrice = await feeOn(tx, invoice);
  if (unitPrice.isZero()) return;
  const description = `Late Fee (${day})`;
  const isTaxed = await settingIsOn(tx, 'TaxLateFee');
  await addLines(work, invoice, [{ type: 'LATE_FEE', description, unitPrice, isTaxed }]);
  await retotal(work, id, { cause: 'LATE_FEE', description });
  await tx.invoiceReminder.create({ data: { invoiceId: id, kind: 'lateFee', sentAt: now() } });
  work.announce('invoice.changed', { invoiceId: id, clientId, changed: ['items'] });
  work.announce('invoice.reminderDue', { invoiceId: id, clientId, kind: 'lateFee' });
}

async function chargeOne(app: App, id: number, day: Day): Promise<StepOutcome> {
  const where = await late(app.db, day);
  if (!where) return 'idle';
  return withUnpaid(app, { id, action: 'invoice.lateFee', where }, (work, invoice) =>
    charge(work, invoice, day),
  );
}

dailyStep({
  name: 'late-fees',
  about: 'Invoice',
  due: async (app, day, of) => {
    const where = await late(app.db, day);
    return where ? invoicesWhere(app, { AND: [where, of] }) : [];
  },
  handle: chargeOne,
});
