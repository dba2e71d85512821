import fc from 'fast-check';
import { beforeAll, expect, it, vi } from 'vitest';
import { freeze, useSystemClock } from '#core/clock.ts';
import { checkBooks } from '#modules/billing/ledger/check-books.ts';
import { dailyRun } from '#modules/system/automation/daily-run.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { after } from '#test/oracle/calendar.ts';
import { billed } from '#test/oracle/bill.ts';
import { exact } from '#test/oracle/fraction.ts';
import { openCompany, setting } from './company.ts';
import { invoice, sameBill } from './invoices.ts';
import { newcomer, sequences, type Stage } from './play.ts';
import { changeTax } from './rules.ts';
import { some } from './steps.ts';

vi.setConfig({ testTimeout: 120_000 });

let gateway: Gateway;
let ask: Stage['ask'];
beforeAll(async () => {
  gateway = await openGateway();
  ask = (document, variables) => gateway.ask(document, variables);
});

/** Days after the due date of the fee, and what it is of the total, in percent: the defaults. */
const LATE_DAYS = 5;
const FEE = exact('10');

it('adds the late fee at the taxes the invoice was issued with (rules 8 to 10)', async () => {
  const { open } = await openCompany(ask);
  await setting(ask, 'TaxLateFee', 'on');
  const [first] = fc.sample(sequences(some(0, 'bill'), 1), 1);
  const worlds = [];
  const bills = fc.sample(fc.tuple(sequences(some(1, 'bill'), 1), some(3, 'bill')), 6);
  let today = first!.day;
  for (const [{ store }, steps] of bills) {
    freeze(`${today}T12:00:00Z`);
    const shelf = await open(store);
    const world = newcomer({ ask, store, shelf, clientId: await shelf.addClient(), today });
    for (const { step } of steps) await step(world);
    const issued = structuredClone(store.taxes);
    await changeTax('1.5', true)(world);
    store.taxes = issued;
    worlds.push(world);
  }
  today = after(today, LATE_DAYS);
  freeze(`${today}T12:00:00Z`);
  await dailyRun(gateway.app);
  for (const world of worlds) {
    const { decimals } = world.store.currency;
    for (const bill of world.bills) {
      if (bill.status === 'UNPAID') {
        const fee = bill.due.percent(FEE).rounded(decimals);
        const more = billed(world.store, [{ net: fee, isTaxed: true }]);
        if (!fee.isZero()) bill.lines.push({ type: 'LATE_FEE', amount: fee.text(decimals) });
        bill.due = bill.due.plus(more.due);
        bill.tax = bill.tax.plus(more.tax);
        bill.tax2 = bill.tax2.plus(more.tax2);
      }
      sameBill(world, bill, await invoice(ask, bill.id));
    }
  }
  useSystemClock();
  expect(await checkBooks(gateway.app.db)).toEqual([]);
});
