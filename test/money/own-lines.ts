import { billed, newBill } from '#test/oracle/bill.ts';
import { Fraction } from '#test/oracle/fraction.ts';
import { renew } from '#test/oracle/service.ts';
import { change } from './ask.ts';
import { INVOICE, sameBill } from './invoices.ts';
import { pick, type World } from './world.ts';

/** Staff bill a service by its number alone: the line is its next period, which is billed then. */
export const billService = (which: number) => async (world: World) => {
  const { ask, store, owned } = world;
  const services = owned.filter(
    ({ type, billedUntil, isActive, isChanging }) =>
      type === 'SERVICE' && billedUntil && isActive && !isChanging,
  );
  const one = pick(services, which);
  if (!one || store.groupPercent !== '0') return;
  const input = { clientId: world.clientId, status: 'UNPAID', lines: [{ serviceId: one.id }] };
  const done = await change(ask, 'createInvoice', input, `invoice { ${INVOICE} }`);
  const { part, lines, period } = renew(store, one);
  const totals = billed(store, [part]);
  const bill = newBill(done.invoice.id, lines, totals, Fraction.zero);
  sameBill(world, bill, done.invoice);
  world.bills.push(bill);
  world.granted.push({ bill, owned: one, period, series: one.series!, paid: totals.due });
};
