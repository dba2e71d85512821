import { after } from '#test/oracle/calendar.ts';
import { billed, newBill } from '#test/oracle/bill.ts';
import { Fraction } from '#test/oracle/fraction.ts';
import { type Renewal, renewals } from '#test/oracle/service.ts';
import { change, Difference, same } from './ask.ts';
import { invoice, type Shown, sameBill } from './invoices.ts';
import { grant } from './payments.ts';
import type { World } from './world.ts';

/** Days before the due date that the company bills; the setting stands at its default. */
const AHEAD = 14;

/** Moves the clock ahead and bills what is to be billed then. */
export const passDays = (days: number) => async (world: World) => {
  const { ask } = world;
  world.setDay(after(world.today, days));
  const shown: Shown[] = [];
  for (;;) {
    const fields = 'count invoices { id }';
    const done = await change(ask, 'generateInvoices', { clientId: world.clientId }, fields);
    for (const { id } of done.invoices) shown.push(await invoice(ask, id));
    if (done.count === 0) break;
    if (shown.length > 200) throw new Difference('GenInvoices goes on for ever');
  }
  await callOffLate(world);
  sameRenewals(world, shown, renewals(world.store, world.owned, world.today, AHEAD));
};

/** A change that was not paid before the next period is due is called off; its money is credit. */
async function callOffLate(world: World): Promise<void> {
  const late = world.changes.filter(
    ({ owned, bill }) =>
      bill.status !== 'PAID' && owned.isActive && owned.billedUntil! <= world.today,
  );
  world.changes = world.changes.filter((one) => !late.includes(one));
  for (const { owned, bill } of late) {
    owned.isChanging = false;
    if (bill.status !== 'UNPAID') continue;
    world.credit = world.credit.plus(bill.paid).plus(bill.byCredit);
    Object.assign(bill, { status: 'CANCELLED', paid: Fraction.zero, byCredit: Fraction.zero });
    sameBill(world, bill, await invoice(world.ask, bill.id));
  }
}

/** Compares the invoices that were made with the periods that were to be billed. */
export function sameRenewals(world: World, shown: Shown[], expected: Renewal[]): void {
  const left = new Set(expected);
  const byDate = shown.toSorted((one, other) => (one.dueOn < other.dueOn ? -1 : 1));
  for (const invoice of byDate) {
    const own = [...left].filter(({ period, owned }) =>
      invoice.items.some(
        ({ type, relatedNumber, periodStartOn }) =>
          type === owned.type && relatedNumber === owned.number && periodStartOn === period.from,
      ),
    );
    for (const one of own) left.delete(one);
    const totals = billed(
      world.store,
      own.map(({ part }) => part),
    );
    const lines = own.flatMap((one) => one.lines);
    const bill = newBill(invoice.id, lines, totals, world.credit);
    world.credit = world.credit.minus(bill.byCredit);
    sameBill(world, bill, invoice);
    world.bills.push(bill);
    for (const { owned, period, part } of own) {
      const paid = billed(world.store, [part]).due;
      world.granted.push({ bill, owned, period, series: owned.series!, paid });
      grant(owned, bill, period);
    }
  }
  const missing = [...left]
    .filter(({ lines }) => lines.length)
    .map(({ owned, period }) => `${owned.type} ${owned.number} from ${period.from}`);
  same('periods that were not billed', missing, []);
}
