import { today } from '#core/clock.ts';
import { addDays } from '#core/dates.ts';
import type { Change } from '#start/api.ts';
import type { DemoPeople } from './clients.ts';

const hosting = { description: 'Business Hosting, one month', unitPrice: '12.50' };
const care = {
  description: 'Moving of a website, by the hour',
  quantity: '2.5',
  unitPrice: '60',
  discountPercent: '10',
};

/** Credit, and an invoice in each state. */
export async function makeBooks(change: Change, { carol, rita }: DemoPeople): Promise<void> {
  for (const clientId of [carol, rita])
    await change('addCredit', { clientId, amount: '25', description: 'Welcome' }, 'credit { id }');

  /** An invoice that was issued so many days ago and is due a week after that. */
  const issue = async (clientId: string, daysAgo: number, lines: object[]): Promise<string> => {
    const issuedOn = addDays(today(), -daysAgo);
    const input = { clientId, lines, issuedOn, dueOn: addDays(issuedOn, 7), status: 'UNPAID' };
    return (await change('createInvoice', input, 'invoice { id }')).invoice.id;
  };
  const pay = async (invoiceId: string, amount: string, transactionRef: string): Promise<string> =>
    (
      await change(
        'addInvoicePayment',
        { invoiceId, amount, transactionRef, sendEmail: false },
        'transaction { id }',
      )
    ).transaction.id;

  await change('createInvoice', { clientId: carol, lines: [hosting, care] }, 'invoice { id }');
  await issue(carol, 0, [hosting]);
  await issue(carol, 20, [care]);
  const partly = await issue(carol, 3, [hosting, care]);
  await pay(partly, '40', 'DEMO-1');
  await change(
    'applyCredit',
    { invoiceId: partly, amount: '10', sendEmail: false },
    'invoice { id }',
  );
  await pay(await issue(carol, 40, [hosting]), '12.50', 'DEMO-2');
  await pay(await issue(rita, 10, [care]), '135', 'DEMO-3');

  const returned = await issue(carol, 60, [hosting]);
  const transactionId = await pay(returned, '12.50', 'DEMO-4');
  const refund = { invoiceId: returned, transactionId, amount: '12.50', type: 'MANUAL' };
  await change('addRefund', refund, 'invoice { status }');
  await change(
    'cancelInvoice',
    { invoiceId: await issue(rita, 30, [hosting]) },
    'invoice { status }',
  );
}
