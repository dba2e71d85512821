import { everyRow } from '#modules/access/visible.ts';
import { toDay } from '#core/dates.ts';
import { convert, exact } from '#core/money.ts';
import { DomainError } from '#core/errors.ts';
import { Prisma } from '#generated/prisma/client.ts';
import { Currency } from '#modules/clients/currency.ts';
import type { Db } from '#platform/database/client.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { Money } from '#schema/money.ts';
import { texts, timeSpans } from '#schema/lists/conditions.ts';
import { declareList } from '#schema/lists/list.ts';

builder.queryField('currencies', (t) =>
  t.prismaField({
    type: [Currency],
    listSize: 50,
    description: 'All currencies of the company, in the order they were added.',
    authScopes: { permission: 'billing:read' },
    extensions: legacyExtensions('GetCurrencies', 'billing:read'),
    resolve: (query, _root, _args, { db }) =>
      db.currency.findMany({ ...query, where: { isActive: true }, orderBy: [{ id: 'asc' }] }),
  }),
);

/** What a currency was worth from a moment on. */
const CurrencyRate = builder.prismaNode('CurrencyRate', {
  read: 'billing:read',
  visible: everyRow,
  description: 'Exchange rate of a currency, valid from a certain time on.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    rate: t.expose('rate', {
      type: 'Decimal',
      description: 'Units of the currency for one unit of the base currency.',
    }),
    source: t.exposeString('source', { description: 'Where the exchange rate comes from.' }),
    validFromAt: t.expose('validFromAt', {
      type: 'DateTime',
      description: 'Time from which the exchange rate is valid.',
    }),
    currency: t.relation('currency', { description: 'Currency whose exchange rate this is.' }),
  }),
});

declareList({
  type: CurrencyRate,
  noun: 'CurrencyRate',
  model: 'CurrencyRate',
  visible: everyRow,
  filter: {
    validFromAt: timeSpans('validFromAt', 'Time from which the exchange rate is valid.'),
    source: texts(
      (names) => ({ source: { in: [...names] } }),
      'Exchange rates from these sources.',
    ),
  },
  order: {
    ID: ['id', 'By the order of recording.'],
    VALID_FROM_AT: ['validFromAt', 'By the time from which the exchange rate is valid.'],
    RATE: ['rate', 'By the exchange rate.'],
  },
  usual: [{ validFromAt: 'desc' }, { id: 'desc' }],
  search: null,
}).under('Currency', 'currencyRates', 'rates', {
  description: 'Exchange rates of the currency so far, the latest first.',
});

builder.queryField('convertMoney', (t) =>
  t.field({
    type: Money,
    description:
      'Convert an amount to another currency, rounded to the smallest unit of that currency.',
    authScopes: { permission: 'billing:read' },
    args: {
      amount: t.arg({ type: 'Decimal', required: true, description: 'Amount to convert.' }),
      from: t.arg({
        type: 'CurrencyCode',
        required: true,
        description: 'Currency of the given amount.',
      }),
      to: t.arg({
        type: 'CurrencyCode',
        required: true,
        description: 'Currency to convert the amount to.',
      }),
      on: t.arg({
        type: 'Date',
        description:
          'Use the exchange rates valid at the end of this day. Default: the current rates.',
      }),
    },
    resolve: async (_root, { amount, from, to, on }, { db }) => {
      const [source, target] = await Promise.all([rateOf(db, from, on), rateOf(db, to, on)]);
      const converted = convert(exact(amount), source, target);
      return { amount: new Prisma.Decimal(converted.toFixed()), currency: to };
    },
  }),
);

/** What a currency is worth now, or was worth when a day ended. @throws DomainError CURRENCY_NOT_FOUND */
async function rateOf(db: Db, code: string, on: Date | null | undefined) {
  const currency = await db.currency.findUnique({ where: { code } });
  if (!currency) throw new DomainError('CURRENCY_NOT_FOUND', `There is no currency ${code}.`);
  if (!on || currency.isBase) return { code, rate: currency.rate };
  const end = new Date(`${toDay(on)}T23:59:59.999Z`);
  const past = await db.currencyRate.findFirst({
    where: { currencyCode: code, validFromAt: { lte: end } },
    orderBy: [{ validFromAt: 'desc' }, { id: 'desc' }],
  });
  return { code, rate: past?.rate ?? currency.rate };
}
