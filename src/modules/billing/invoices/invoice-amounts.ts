import { builder } from '#schema/builder.ts';
import { Money } from '#schema/money.ts';
import { Invoice, TaxMode } from './invoice.ts';

type Column = 'subtotal' | 'tax' | 'tax2' | 'discount' | 'credit' | 'total' | 'amountPaid';

builder.prismaObjectFields(Invoice, (t) => {
  const money = (column: Column, description: string) =>
    t.field({
      type: Money,
      description,
      select: { [column]: true, currencyCode: true } as Record<Column | 'currencyCode', true>,
      resolve: (row) => ({ amount: row[column], currency: row.currencyCode }),
    });
  return {
    subtotal: money('subtotal', 'The lines without tax.'),
    discount: money('discount', 'Taken off by discounts, out of the subtotal already.'),
    tax: money('tax', 'Tax of the first level.'),
    tax2: money('tax2', 'Tax of the second level.'),
    credit: money('credit', 'Paid from the client’s credit.'),
    total: money('total', 'Subtotal and taxes less credit.'),
    amountPaid: money('amountPaid', 'Payments less refunds.'),
    balance: t.field({
      type: Money,
      description: 'Amount of the invoice still to be paid.',
      select: { balance: true, total: true, status: true, currencyCode: true },
      resolve: ({ balance, total, status, currencyCode }) => ({
        amount: status === 'DRAFT' ? total : balance,
        currency: currencyCode,
      }),
    }),
    taxRate: t.expose('taxRate', {
      type: 'Decimal',
      description: 'Tax rate of the first level, in percent.',
    }),
    taxRate2: t.expose('taxRate2', {
      type: 'Decimal',
      description: 'Tax rate of the second level, in percent.',
    }),
    taxIsCompound: t.exposeBoolean('taxIsCompound', {
      description:
        'Whether level 2 is taken of the amount with level 1; as it was when the invoice was made.',
    }),
    taxName: t.exposeString('taxName', {
      description: 'What level 1 was called when the invoice was made; empty for no tax.',
    }),
    taxName2: t.exposeString('taxName2', {
      description: 'What level 2 was called when the invoice was made; empty for no tax.',
    }),
    taxNote: t.exposeString('taxNote', {
      description: 'Sentence the law wants on it, such as the one of a reverse charge; or empty.',
    }),
    taxMode: t.expose('taxMode', {
      type: TaxMode,
      description: 'Whether the prices on the invoice include tax.',
    }),
  };
});
