import { asText } from '#core/money.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { Permission } from '#core/permissions.ts';
import { builder } from '#schema/builder.ts';
import type { Context } from '#schema/context.ts';
import { listedBy, noteTotals } from '#schema/connections.ts';

/**
 * The sums of a list by their names: the column that is added up, its description, and the
 * permission without which it may not be read.
 */
export type ListTotals = Readonly<
  Record<string, readonly [column: string, description: string, needs?: Permission]>
>;

interface Group {
  currencyCode: string;
  _count: number;
  _sum: Record<string, Prisma.Decimal | null>;
}

interface Grouping {
  groupBy: (args: object) => Promise<Group[]>;
}

/** Adds `totals` to the connections of a noun: one row for each currency of the whole list. */
export function totalsOf(noun: string, delegate: string, totals: ListTotals): void {
  const Row = builder.objectRef<Group>(`${noun}Totals`).implement({
    read: null,
    description: `Sums of a list of \`${noun}\` in one currency, over all its pages.`,
    fields: (t) => ({
      currency: t.field({
        type: 'CurrencyCode',
        description: 'Currency of the sums.',
        resolve: ({ currencyCode }) => currencyCode,
      }),
      count: t.int({
        description: 'Number of rows in this currency.',
        resolve: ({ _count }) => _count,
      }),
      ...Object.fromEntries(
        Object.entries(totals).map(([name, [column, description, permission]]) => [
          name,
          t.field({
            type: 'Decimal',
            nullable: Boolean(permission),
            ...(permission && { authScopes: { permission } }),
            description,
            resolve: ({ _sum, currencyCode }: Group) => asText(_sum[column] ?? '0', currencyCode),
          }),
        ]),
      ),
    }),
  });
  noteTotals(noun, (t) => ({
    totals: t.field({
      type: [Row],
      description: 'Sums of the whole list, one row for each currency, by its code.',
      extensions: { pothosPrismaTotalCount: true },
      resolve: (page: object, _args: object, context: Context) =>
        (context.db as unknown as Record<string, Grouping>)[delegate]!.groupBy({
          by: ['currencyCode'],
          where: listedBy(page),
          _sum: Object.fromEntries(Object.values(totals).map(([column]) => [column, true])),
          _count: true,
          orderBy: { currencyCode: 'asc' },
        }),
    } as never),
  }));
}
