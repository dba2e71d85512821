import { addDays } from '#core/dates.ts';
import { today } from '#core/clock.ts';
import { makeInvoice, type NewLine, publish } from '#modules/billing/invoices/make-invoice.ts';
import { cancel } from '#modules/billing/invoices/cancel.ts';
import { changeCredit } from '#modules/billing/ledger/change-credit.ts';
import { returnMoney } from '#modules/billing/payments/return-money.ts';
import { readInvoice } from '#modules/billing/invoices/lock.ts';
import { recordPayment } from '#modules/billing/payments/record-payment.ts';
import { spendCredit } from '#modules/billing/ledger/spend-credit.ts';
import type { Work } from '#schema/work.ts';
import type { DemoPeople } from './access.ts';

const hosting: NewLine = {
  type: 'CUSTOM',
  description: 'Business Hosting, one month',
  unitPrice: '12.50',
};
const care: NewLine = {
  type: 'CUSTOM',
  description: 'Moving of a website, by the hour',
  quantity: '2.5',
  unitPrice: '60',
  discountPercent: '10',
};

/** The books of the demo: credit, and an invoice in each state, made as the company makes them. */
export async function demoBilling(work: Work, people: DemoPeople): Promise<void> {
  const { customerId, resellerClientId, adminId } = people;
  for (const clientId of [customerId, resellerClientId])
    await changeCredit(work, 1, { clientId, amount: '25', description: 'Welcome', adminId });

  await makeInvoice(work, { clientId: customerId, lines: [hosting, care] });
  await issued(work, customerId, 0, [hosting]);
  await issued(work, customerId, -20, [care]);
  const partly = await issued(work, customerId, -3, [hosting, care]);
  await pay(work, partly, '40', 'DEMO-1');
  await spendCredit(work, await readInvoice(work.tx, partly), '10', false);
  await pay(work, await issued(work, customerId, -40, [hosting]), '12.50', 'DEMO-2');
  await pay(work, await issued(work, resellerClientId, -10, [care]), '140', 'DEMO-3');

  const returned = await issued(work, customerId, -60, [hosting]);
  const payment = await work.tx.transaction.findUniqueOrThrow({
    where: { id: await pay(work, returned, '12.50', 'DEMO-4') },
  });
  await returnMoney(work, payment, { amount: '12.50', type: 'MANUAL' });
  await cancel(
    work,
    await readInvoice(work.tx, await issued(work, resellerClientId, -30, [hosting])),
  );
}

/** An invoice that was issued so many days ago (a negative number) and due a week later. */
async function issued(work: Work, clientId: number, days: number, lines: NewLine[]) {
  const issuedOn = addDays(today(), days);
  const id = await makeInvoice(work, { clientId, lines, issuedOn, dueOn: addDays(issuedOn, 7) });
  await publish(work, id, false);
  return id;
}

const pay = async (work: Work, invoiceId: number, amount: string, transactionRef: string) =>
  recordPayment(work, await readInvoice(work.tx, invoiceId), {
    amount,
    gatewayId: null,
    transactionRef,
    description: 'Bank transfer',
    sendEmail: false,
  });
