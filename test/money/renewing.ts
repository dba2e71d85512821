import { after } from '#test/oracle/calendar.ts';
import { billed, newBill } from '#test/oracle/bill.ts';
import { type Renewal, renewals } from '#test/oracle/service.ts';
import { change, Difference, same } from './ask.ts';
import { INVOICE, type Shown, sameBill } from './invoices.ts';
import type { World } from './world.ts';

/** Days before the due date that the company bills; the setting stands at its default. */
const AHEAD = 14;

/** Moves the clock ahead and bills what is to be billed then. */
export const passDays = (days: number) => async (world: World) => {
  const { ask } = world;
  if (world.isUnsure) return;
  world.setDay(after(world.today, days));
  const shown: Shown[] = [];
  for (;;) {
    const fields = `count invoices { ${INVOICE} }`;
    const done = await change(ask, 'generateInvoices', { clientId: world.clientId }, fields);
    shown.push(...done.invoices);
    if (done.count === 0) break;
    if (shown.length > 200) throw new Difference('GenInvoices goes on for ever');
  }
  sameRenewals(world, shown, renewals(world.store, world.owned, world.today, AHEAD));
};

/** Compares the invoices that were made with the periods that were to be billed. */
export function sameRenewals(world: World, shown: Shown[], expected: Renewal[]): void {
  const left = new Set(expected);
  const byDate = shown.toSorted((one, other) => (one.dueOn < other.dueOn ? -1 : 1));
  for (const invoice of byDate) {
    const own = [...left].filter(({ period, owned }) =>
      invoice.items.some(
        ({ type, relatedId, periodStartOn }) =>
          type === owned.type && relatedId === owned.number && periodStartOn === period.from,
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
    for (const { owned, period, part } of own)
      world.granted.push({ bill, owned, period, paid: billed(world.store, [part]).due });
  }
  const missing = [...left]
    .filter(({ lines }) => lines.length)
    .map(({ owned, period }) => `${owned.type} ${owned.number} from ${period.from}`);
  same('periods that were not billed', missing, []);
}
