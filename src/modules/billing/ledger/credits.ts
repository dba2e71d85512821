import { ensureClientsSeen } from '#modules/access/seen-clients.ts';
import { visibleCredits } from '#modules/billing/visible.ts';
import { amounts, rows, timeSpans, withinDays } from '#schema/lists/conditions.ts';
import { declareList } from '#schema/lists/list.ts';
import { includes } from '#schema/text-filter.ts';
import { CreditEntry } from './credit-entry.ts';

/** Lists of credit changes. */
const creditList = declareList({
  type: CreditEntry,
  noun: 'CreditEntry',
  model: 'CreditEntry',
  visible: visibleCredits,
  filter: {
    client: rows('Client', 'clientId', 'Changes of the credit of these clients.'),
    invoice: rows('Invoice', 'invoiceId', 'Credit from or to these invoices; null for none.'),
    enteredOn: withinDays('enteredOn', 'Date of the credit change.'),
    amount: amounts('amount', 'Amount of the change, negative where credit was taken.'),
    createdAt: timeSpans('createdAt', 'Time at which the change was recorded.'),
  },
  order: {
    ID: ['id', 'By the order in which the changes were recorded.'],
    ENTERED_ON: ['enteredOn', 'By the date of the credit change.'],
    AMOUNT: ['amount', 'By the amount.'],
    CLIENT: ['clientId', 'By the client.'],
  },
  search: (word) => ({ description: includes(word) }),
  totals: { amount: ['amount', 'Sum of the changes.'] },
});

creditList.root('credits', {
  description: 'Credit changes the actor may see, in the order in which they were recorded.',
  permission: 'billing:read',
  legacy: 'GetCredits',
  check: ensureClientsSeen,
});

creditList.under('Client', 'creditEntries', 'credits', {
  description: "Changes of the client's credit, in the order in which they were recorded.",
  column: 'clientId',
});
