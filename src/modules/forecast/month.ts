import { encodeId } from '#core/ids.ts';
import { builder } from '#schema/builder.ts';
import { Money } from '#schema/money.ts';
import { edgeToNode } from '#schema/node.ts';
import type { Revenue } from './billed-in.ts';
import type { HappeningKind, Month } from './tally.ts';
import type { Total } from './totals.ts';

const money = ({ amount, currency }: Total) => ({ amount, currency });

const ForecastTotal = builder.objectRef<Total>('ForecastTotal').implement({
  read: 'billing:read',
  description: 'Number and sum of amounts of one currency.',
  fields: (t) => ({
    count: t.exposeInt('count', { description: 'Number of amounts.' }),
    amount: t.field({ type: Money, description: 'Sum of the amounts.', resolve: money }),
  }),
});

const ForecastRevenue = builder.objectRef<Revenue>('ForecastRevenue').implement({
  read: 'billing:read',
  description: 'What the invoices of a month bill for one product in one currency.',
  fields: (t) => ({
    product: t.field(
      edgeToNode<Revenue>({
        type: 'Product',
        description: 'Product of the billed services; null for domains, fees and work.',
        idOf: ({ productId }) => (productId === null ? null : encodeId('Product', productId)),
      }),
    ),
    lines: t.int({ description: 'Number of invoice lines.', resolve: ({ total }) => total.count }),
    amount: t.field({
      type: Money,
      description: 'Sum of the lines as they are billed.',
      resolve: ({ total }) => money(total),
    }),
  }),
});

export const ForecastMonth = builder.objectRef<Month>('ForecastMonth').implement({
  read: 'billing:read',
  description: 'What is to be expected of one month.',
  fields: (t) => {
    const count = (kind: HappeningKind, description: string) =>
      t.int({ description, resolve: ({ counts }) => counts[kind] });
    return {
      month: t.exposeString('month', { description: 'The month, as `2026-11`.' }),
      invoices: t.field({
        type: [ForecastTotal],
        description:
          'Invoices made in the month that are not cancelled by the end of the forecast, with their totals as they are then, by currency.',
        resolve: ({ invoices }) => invoices,
      }),
      captures: t.field({
        type: [ForecastTotal],
        description: 'Payments taken by stored pay methods, by currency.',
        resolve: ({ captures }) => captures,
      }),
      revenue: t.field({
        type: [ForecastRevenue],
        listSize: 50,
        description: 'Lines of these invoices by product and currency.',
        resolve: ({ revenue }) => revenue,
      }),
      reminders: count('REMINDER_DUE', 'Number of reminders of invoices.'),
      lateFees: count('LATE_FEE_ADDED', 'Number of late fees added to invoices.'),
      suspensions: count('SERVICE_SUSPENDED', 'Number of services suspended.'),
      terminations: count('SERVICE_TERMINATED', 'Number of services terminated or cancelled.'),
      domainsRenewed: count('DOMAIN_RENEWED', 'Number of domains renewed.'),
      domainsExpired: count(
        'DOMAIN_EXPIRED',
        'Number of times a domain moves on after its period has ended: into grace, redemption or expiry.',
      ),
      emails: t.exposeInt('emails', {
        description: 'Number of emails that these events ask for, if their templates are in use.',
      }),
    };
  },
});
